"""The command line: --version, --self-test, and what is said where no window can be shown."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.version import VERSION
from gui.shell import self_test, system_libraries

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_version():
    assert run("--version").stdout.strip() == f"Inkling {VERSION}"


def test_what_is_neither_a_word_nor_a_file_is_told_in_a_sentence():
    done = run("nowhere.safetensors")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "“nowhere.safetensors” is neither a file nor one of the words train, " in done.stderr


def test_the_self_test_says_which_libraries_are_missing(monkeypatch, capsys):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(system_libraries, "problem", lambda: "Inkling needs packages.")
    assert self_test.main(2) == 1
    assert capsys.readouterr().err == "Inkling needs packages.\n"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a screen")
def test_without_a_screen_a_sentence_is_printed(tmp_path):
    done = run(DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="xcb")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_the_systems_request_to_end_closes_the_window_in_order(tmp_path):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    process = subprocess.Popen(
        [sys.executable, "main.py"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    log = tmp_path / "Inkling" / "inkling.log"
    end, pause = time.monotonic() + 60, threading.Event()
    while not (log.exists() and "ready" in log.read_text()) and time.monotonic() < end:
        pause.wait(0.02)  # the program's turn
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (0, "")
    assert (tmp_path / "Inkling" / "settings.ini").exists()
