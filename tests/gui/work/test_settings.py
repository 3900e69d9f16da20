"""Settings that are no settings are set aside, and nothing else is."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile

from engine import limits
from gui.work import settings as module
from gui.work.settings import (
    remember,
    set_damaged_settings_aside,
    settings,
    settings_problem,
    text,
    tidy_data_folder,
    use_folder,
)

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("content", [b"\x00\x01\xff" * 40, b"[unclosed\na=1"])
def test_settings_that_do_not_parse_are_set_aside(folder, content):
    (folder / "settings.ini").write_bytes(content)
    assert "set aside" in set_damaged_settings_aside()
    assert (folder / "settings.damaged.ini").read_bytes() == content
    assert not (folder / "settings.ini").exists()
    settings().setValue("form/epochs", "7")
    assert set_damaged_settings_aside() == ""


def test_sound_settings_stay(folder):
    assert set_damaged_settings_aside() == ""
    stored = settings()
    stored.setValue("form/epochs", "7")
    stored.sync()
    assert set_damaged_settings_aside() == ""
    assert settings().value("form/epochs") == "7"


def test_the_second_damaged_file_is_not_set_aside_over_the_first(folder):
    for content in ("[one\na=1", "[another\na=1"):  # of one size within a millisecond, Qt would not look again
        (folder / "settings.ini").write_text(content)
        set_damaged_settings_aside()
    assert (folder / "settings.damaged.ini").read_text() == "[one\na=1"
    assert (folder / "settings.damaged-2.ini").read_text() == "[another\na=1"


def test_what_is_to_be_remembered_is_in_the_file_at_once_and_what_is_to_be_forgotten_is_not(folder):
    assert remember({"a/b": "1", "a/c": "2"}) == ""
    assert "b=1" in (folder / "settings.ini").read_text()
    assert remember({"a/b": None}) == ""
    assert (text("a/b"), text("a/c")) == ("", "2")
    assert settings_problem() == ""


def test_settings_that_cannot_be_written_are_told(folder):
    (folder / "settings.ini").mkdir()
    assert "Settings cannot be written in" in remember({"a": "1"})
    assert "Settings cannot be written in" in settings_problem()


def test_where_there_is_no_folder_that_is_told(tmp_path):
    (tmp_path / "file").touch()
    use_folder(tmp_path / "file" / "Inkling")
    assert "there is no folder" in remember({"a": "1"})


FULL = """
import resource, signal, sys
from pathlib import Path
from gui.work.settings import remember, use_folder
use_folder(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), -1))
sys.exit(3 if "cannot be written" in remember({"a": "new" * 30}) else 0)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the size of files is limited as Linux does it")
@pytest.mark.parametrize("room", [0, 5, 50])
def test_on_a_full_disk_the_former_settings_stay_and_it_is_told(folder, room):
    remember({"a": "former"})
    before = (folder / "settings.ini").read_bytes()
    done = subprocess.run([sys.executable, "-c", FULL, str(folder), str(room)], cwd=ROOT, check=False)
    assert done.returncode == 3
    assert (folder / "settings.ini").read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="links and rights are others on Windows")
def test_a_link_stays_a_link_and_its_file_keeps_who_may_read_it(folder, tmp_path):
    real = tmp_path / "real.ini"
    real.write_text("[General]\na=1\n")
    real.chmod(0o640)
    (folder / "settings.ini").symlink_to(real)
    assert remember({"a": "2"}) == ""
    assert (folder / "settings.ini").is_symlink()
    assert "a=2" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_what_a_killed_program_left_half_written_is_gone_after_the_next_start(folder):
    remember({"a": "1"})
    names = sorted(path.name for path in folder.iterdir())
    for name in ("settings.ini.AbC12x", ".my-digits.json.999999999-ab.part", ".export.png.999999999-ab.part"):
        (folder / name).write_text("half")
    tidy_data_folder()
    assert sorted(path.name for path in folder.iterdir()) == names


def test_what_is_no_left_over_or_is_being_written_just_now_stays(folder):
    names = ["settings.ini.bak", "settings.ini.old1", f".my-digits.json.{os.getpid()}-ab.part", "settings.ini.AbC12x"]
    for name in names:
        (folder / name).write_text("x")
    lock = QLockFile(str(folder / "settings.ini.lock"))
    assert lock.tryLock(0)
    tidy_data_folder()
    lock.unlock()
    assert {path.name for path in folder.iterdir()} >= set(names)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_in_the_place_of_the_settings_is_set_aside(folder):
    os.mkfifo(folder / "settings.ini")
    assert "set aside" in set_damaged_settings_aside()
    assert remember({"a": "1"}) == ""
    assert text("a") == "1"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_that_comes_later_is_never_opened(folder):
    os.mkfifo(folder / "settings.ini")
    os.mkfifo(folder / "settings.ini.lock")
    assert text("a", "usual") == "usual"
    assert f"cannot be written in {folder / 'settings.ini'}" in remember({"a": "1"})
    tidy_data_folder()


def test_settings_that_are_far_too_large_are_set_aside(folder, monkeypatch):
    monkeypatch.setattr(limits, "SETTINGS_FILE", 10)
    (folder / "settings.ini").write_text("[form]\nepochs=7\n")
    assert "set aside" in set_damaged_settings_aside()


def test_settings_that_another_program_holds_keep_nobody_waiting(folder, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 1)
    assert remember({"a": "1"}) == ""
    held = QLockFile(str(folder / "settings.ini.lock"))
    assert held.tryLock(0)
    assert "another program holds their file" in remember({"a": "2"})
    held.unlock()
    assert text("a") == "1"
    assert remember({"a": "2"}) == ""


BOTH = """
import sys, threading
from pathlib import Path
from gui.work.settings import remember, tidy_data_folder, use_folder
use_folder(Path(sys.argv[1]))
going = True
def tidy():
    while going:
        tidy_data_folder()
thread = threading.Thread(target=tidy)
thread.start()
said = [remember({"a": str(number)}) for number in range(300)]
going = False
thread.join()
print(set(said))
"""


def test_two_threads_that_write_there_never_wait_for_each_other_for_ever(folder):
    command = [sys.executable, "-c", BOTH, str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "{''}"


@pytest.mark.parametrize(
    ("chosen", "megabytes"),
    [("20", 20), ("9" * 5_000, 1000), ("9" * 12, 1000), ("9999999", 1_000_000), ("-3", 1000), ("x", 1000)],
)
def test_a_limit_that_makes_no_sense_is_the_usual_or_the_largest(folder, chosen, megabytes):
    remember({module.LIMIT: chosen})
    assert module.runs_limit() == megabytes * 1_000_000
