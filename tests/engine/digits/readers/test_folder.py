"""A folder of images is read by its folders' names."""

import os
import runpy
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine import limits
from engine.digits.readers import Cancelled, NotTheSize, read, read_sets
from engine.errors import UserError


def folder_of(path, digits, mode="L"):
    for index, (image, label) in enumerate(zip(digits.images, digits.labels, strict=True)):
        (path / str(label)).mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).convert(mode).save(path / str(label) / f"{index:03}.png")
    return path


def by_label(digits):
    return digits.take(np.argsort(digits.labels, kind="stable"))


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P"])
def test_a_folder_of_images_is_read_by_label(tmp_path, some, mode, same):
    found = read(folder_of(tmp_path / "mine", some, mode))
    same(found, by_label(some))
    assert found.name == "mine"


def test_a_folder_with_training_and_testing_gives_both(tmp_path, some, same):
    folder_of(tmp_path / "training", some)
    folder_of(tmp_path / "testing", some.take(np.arange(10)))
    found = read_sets(tmp_path)
    same(found.digits, by_label(some))
    assert len(found.test_digits) == 10


def test_a_folder_without_images_says_what_to_do(tmp_path, refused):
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "notes.txt").write_text("no image", "utf-8")
    refused(tmp_path, "0 to 9")


def test_images_of_another_size_are_offered_to_be_scaled(tmp_path, some, refused):
    (tmp_path / "7").mkdir()
    for index, image in enumerate(some.images[:3]):
        Image.fromarray(np.kron(image, np.ones((2, 2), np.uint8))).save(tmp_path / "7" / f"{index}.png")
    error = refused(tmp_path, "56 x 56", "28 x 28")
    assert isinstance(error, NotTheSize)
    assert np.array_equal(read_sets(tmp_path, scale=True).digits.images, some.images[:3])


def test_a_damaged_image_is_named(tmp_path, some, refused):
    victim = sorted(folder_of(tmp_path, some).glob("7/*.png"))[0]
    victim.write_bytes(victim.read_bytes()[:60])
    refused(tmp_path, f"7/{victim.name}")


def test_an_image_that_vanishes_while_the_folder_is_read_is_named(tmp_path, some):
    victim = sorted(folder_of(tmp_path, some).glob("9/*.png"))[-1]
    with pytest.raises(UserError, match=victim.name):
        read_sets(tmp_path, progress=lambda _: victim.unlink(missing_ok=True))


@pytest.mark.parametrize("begins", [b"%!PS-Adobe-3.0 EPSF-3.0\n{} loop\n", b"\xc5\xd0\xd3\xc6", b"<svg/>", b"%PDF-1.7"])
def test_a_file_of_another_kind_is_never_handed_to_another_program(tmp_path, some, begins, monkeypatch, refused):
    (folder_of(tmp_path, some) / str(some.labels[0]) / "000.png").write_bytes(begins + bytes(100))
    for name in ("run", "Popen", "call", "check_call"):
        monkeypatch.setattr(subprocess, name, lambda *_, **__: pytest.fail("a program was started"))
    refused(tmp_path, f"{some.labels[0]}/000.png", "not a picture that can be read")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_among_the_images_is_named(tmp_path, some, refused):
    os.mkfifo(folder_of(tmp_path, some) / "3" / "a.png")
    refused(tmp_path, "3/a.png", "pipe")


def test_a_folder_of_more_images_than_a_set_has_is_refused_before_any_is_opened(tmp_path, some, monkeypatch, refused):
    folder_of(tmp_path, some)
    monkeypatch.setattr(limits, "IMAGES", len(some) - 1)
    monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("it was opened"))
    refused(tmp_path, f"{len(some)} images", "at most")


def test_looking_through_a_folder_can_be_given_up(tmp_path):
    for number in range(3):
        (tmp_path / f"train{number}").mkdir()
    with pytest.raises(Cancelled):
        read_sets(tmp_path, cancelled=lambda: True)


def test_a_tiff_whose_tiles_are_far_larger_than_its_picture_is_refused_undecoded(tmp_path, monkeypatch, refused):
    tiled = runpy.run_path(str(Path(__file__).resolve().parents[3] / "abuse" / "hostile_files.py"))["tiled"]
    (tmp_path / "3").mkdir()
    (tmp_path / "3" / "a.tif").write_bytes(tiled(46_000))
    Image.init()  # which decodes pictures of its own
    monkeypatch.setattr(Image.Image, "load", lambda *_: pytest.fail("it was decoded"))
    refused(tmp_path, "3/a.tif", "tiles are far larger")


@pytest.mark.parametrize("other", ["extra", "val"])
def test_pictures_beside_those_for_training_and_testing_are_said_to_be_unused(tmp_path, some, other, same):
    folder = tmp_path / "set" / "inner"
    for part in ("train", "test", other):
        folder_of(folder / part, some)
    found = read_sets(tmp_path / "set")
    same(found.digits, by_label(some))
    assert f"40 images in other folders were not used: “{other}”" in found.note


def test_classes_may_begin_as_words_for_parts_do(tmp_path, some):
    for place, name in enumerate(("trainers", "valves", "testers")):
        (tmp_path / name).mkdir()
        Image.fromarray(some.images[place]).save(tmp_path / name / "a.png")
    assert read(tmp_path).names == ("testers", "trainers", "valves")


def test_pictures_that_are_not_decoded_are_said(tmp_path, some, refused):
    folder_of(tmp_path / "set", some)
    (tmp_path / "set" / "3" / "a.heic").write_bytes(b"\0\0\0\x18ftypheic")
    assert "1 picture was left out, 3/a.heic" in read_sets(tmp_path / "set").note
    for path in (tmp_path / "set").rglob("*.png"):
        path.unlink()
    refused(tmp_path / "set", "3/a.heic", "PNG or JPEG")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [("a.parquet", b"PAR1\0", "a Parquet file"), ("a.zip", b"PK\3\4", "other archives")],
)
def test_a_folder_without_images_is_named_for_what_is_in_it(tmp_path, name, data, words, refused):
    (tmp_path / name).write_bytes(data)
    refused(tmp_path, words)


@pytest.mark.parametrize(("classes", "taken"), [("0123456789", "“0”, “1”, “2”…"), ("abcdefghij", "“hsf_0”, “hsf_1”")])
def test_of_two_levels_of_folders_it_is_said_which_are_the_classes(tmp_path, some, classes, taken):
    for index, (image, label) in enumerate(zip(some.images, some.labels, strict=True)):
        folder = tmp_path / classes[label] / f"hsf_{index % 2}"
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(folder / f"{index:03}.png")
    found = read_sets(tmp_path)
    assert f"taken from the folders {taken}" in found.note
    assert (len(found.digits.names) == 10) == (classes[0] == "0")
