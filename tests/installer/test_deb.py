"""What the Debian package says of itself: names, files that open with it, libraries, and no right too many."""

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from commands.frame import WORDS
from engine.version import VERSION
from installer import deb

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a package for Debian")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """Of a folder as PyInstaller makes it, with a program that does nothing."""
    monkeypatch.setattr(deb, "architecture", lambda: "amd64")
    folder = tmp_path / "inkling"
    (folder / "_internal").mkdir(parents=True)
    for name in ("inkling", "menu.sh", "inkling.desktop", "_internal/base.so"):
        (folder / name).write_text("nothing")
        (folder / name).chmod(0o700)
    deb.lay_out(folder, tmp_path / "tree")
    return tmp_path / "tree"


def test_the_folder_the_command_the_menu_and_the_words_about_it_are_there(tree):
    program = tree / "opt" / "inkling"
    assert sorted(path.name for path in program.iterdir()) == ["_internal", "inkling"]
    assert stat.S_IMODE((program / "inkling").stat().st_mode) == 0o755
    assert stat.S_IMODE((program / "_internal" / "base.so").stat().st_mode) == 0o644
    assert (tree / "usr" / "bin" / "inkling").readlink() == Path("/opt/inkling/inkling")
    assert len(list(tree.rglob("hicolor/*/apps/inkling.*"))) == 9
    entry = (tree / "usr/share/applications/inkling.desktop").read_text()
    kinds = (tree / "usr/share/mime/packages/inkling.xml").read_text()
    assert "Exec=inkling %f\n" in entry
    for kind, ending in zip(deb.TYPES, ("safetensors", "inkling-experiment", "inkling-lesson"), strict=True):
        assert f"{kind};" in entry
        assert f'<mime-type type="{kind}">' in kinds
        assert f'"*.{ending}"' in kinds
    assert all(word in deb.manual() for word in WORDS)


def test_the_control_file_has_the_version_and_the_libraries_of_the_readme(tree):
    fields = dict(line.split(": ", 1) for line in deb.control(tree).splitlines() if ": " in line and line[0] != " ")
    assert fields["Version"] == VERSION
    assert "libegl1" in fields["Depends"]
    assert "libglib2.0-0 | libglib2.0-0t64" in fields["Depends"]
    assert fields["Depends"].startswith("libc6 (>= 2.")


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_the_entry_of_the_menu_is_valid(tree):
    entry = tree / "usr/share/applications/inkling.desktop"
    done = subprocess.run(["desktop-file-validate", entry], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
