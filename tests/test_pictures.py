"""A list of every place where a picture is decoded, and that it is said there of which format it has to be."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

DECODERS = {
    "Image.open", "Image.frombytes", "QImageReader", "QMovie", "QSvgRenderer", "QPixmap.load", "QImage.load",
    "QImage.fromData", "loadFromData", "imageData", "QPixmap.fromData",
}  # fmt: skip
"""What makes pixels of bytes; Qt's own classes do so also when they are given a path, see ``of_a_path``."""

PLACES = {
    ("engine/digits/readers/pictures.py", "Image.open"),
    ("gui/draw/pictures.py", "QImageReader"),
    ("gui/draw/pictures.py", "imageData"),
    ("gui/look/icons.py", "QSvgRenderer"),
    ("gui/shell/self_test.py", "QImage of a path"),
    ("gui/widgets/take_away.py", "QImage.fromData"),
    ("scripts/make_icons.py", "Image.open"),
    ("scripts/make_icons.py", "QSvgRenderer"),
    ("scripts/make_screenshots.py", "Image.open"),
}
"""All but the first three open what Inkling has made itself."""

FILES = [
    *(ROOT / "engine").rglob("*.py"),
    *(ROOT / "gui").rglob("*.py"),
    *(ROOT / "scripts").rglob("*.py"),
    ROOT / "main.py",
]


NAMED = {name.rpartition(".")[2] for name in DECODERS} | {"QImage", "QPixmap", "QIcon", "setAuto"}
"""One of these stands in every file that decodes anything: no other has to be looked into."""


def calls(path):
    source = path.read_text("utf-8")
    for node in ast.walk(ast.parse(source)) if any(name in source for name in NAMED) else ():
        if isinstance(node, ast.Call):
            yield node, ast.unparse(node.func)


def decoder(call, name):
    """What a call decodes with, by its last words; None if with nothing."""
    if name in ("QImage", "QPixmap", "QIcon") and of_a_path(call):
        return f"{name} of a path"
    return next((known for known in DECODERS if name == known or name.endswith(f".{known}")), None)


def of_a_path(call):
    """These classes take the text of a path, too, and find out the format by themselves."""
    if len(call.args) != 1 or call.keywords:
        return False
    return isinstance(call.args[0], ast.Call) and ast.unparse(call.args[0].func) in ("str", "os.fspath")


def test_pictures_are_decoded_at_these_places_and_nowhere_else():
    found = {
        (path.relative_to(ROOT).as_posix(), kind)
        for path in FILES
        for call, name in calls(path)
        if (kind := decoder(call, name)) is not None
    }
    assert found == PLACES


@pytest.mark.parametrize("path", sorted({path for path, kind in PLACES if kind == "Image.open"}))
def test_wherever_pillow_opens_a_picture_its_formats_are_named(path):
    opened = [call for call, name in calls(ROOT / path) if name == "Image.open"]
    assert opened
    assert all(any(keyword.arg == "formats" for keyword in call.keywords) for call in opened)


def test_wherever_qt_reads_a_picture_its_plugin_is_named():
    (reader,) = [call for call, name in calls(ROOT / "gui/draw/pictures.py") if name == "QImageReader"]
    assert len(reader.args) == 2  # what it reads, and its format
    told = [ast.unparse(call) for call, name in calls(ROOT / "gui/draw/pictures.py") if "setAuto" in name]
    assert "reader.setAutoDetectImageFormat(False)" in told
