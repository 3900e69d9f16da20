"""The script in the Linux folder: adds the program to one user's menu, and takes it away again without a trace."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.files import RESOURCES

LINUX = Path(__file__).resolve().parents[2] / "installer" / "linux"
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have no such menu")


@pytest.fixture(params=["program", 'a "new" folder, 100 % $mine`'])
def program(tmp_path, request):
    """What the script needs of the packaged folder."""
    folder = tmp_path / request.param
    shutil.copytree(RESOURCES / "icons", folder / "_internal" / "resources" / "icons")
    for name in ("menu.sh", "inkling.desktop"):
        shutil.copy(LINUX / name, folder)
    return folder


def run(program, word, data):
    return subprocess.run(
        ["/bin/sh", program / "menu.sh", word],
        env={"PATH": "/usr/bin:/bin", "HOME": "/nowhere", "XDG_DATA_HOME": data},
        capture_output=True, text=True, check=False, cwd="/",
    )  # fmt: skip


def unquoted(value):
    """The program that an Exec line starts, by the rules of the Desktop Entry Specification."""
    value = value.replace("\\\\", "\\")  # of every value
    assert value[0] == value[-1] == '"'
    for mark in '"`$\\':
        value = value.replace(f"\\{mark}", mark)
    return value[1:-1].replace("%%", "%")


def test_added_it_starts_this_program_and_has_its_icons(program, tmp_path):
    data = tmp_path / "data"
    done = run(program, "add", data)
    assert (done.returncode, done.stderr) == (0, "")
    lines = (data / "applications" / "inkling.desktop").read_text().splitlines()
    assert [unquoted(line[5:]) for line in lines if line.startswith("Exec=")] == [str(program / "inkling")]
    assert (data / "icons" / "hicolor" / "48x48" / "apps" / "inkling.png").exists()
    assert (data / "icons" / "hicolor" / "scalable" / "apps" / "inkling.svg").exists()


def test_removed_no_file_is_left(program, tmp_path):
    data = tmp_path / "data"
    run(program, "add", data)
    assert run(program, "remove", data).returncode == 0
    assert [path for path in data.rglob("*") if path.is_file() and "inkling" in path.name] == []


def test_removing_what_was_never_added_is_no_mistake(program, tmp_path):
    assert run(program, "remove", tmp_path / "data").returncode == 0


def test_without_a_word_it_says_how_it_is_used(program, tmp_path):
    done = run(program, "", tmp_path / "data")
    assert done.returncode == 2
    assert "add | remove" in done.stderr
