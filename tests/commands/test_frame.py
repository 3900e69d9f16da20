"""A word is done, or one sentence says what is wrong with it."""

import io
import subprocess
import sys
from pathlib import Path

import pytest

from commands import frame
from engine.errors import UserError

ROOT = Path(__file__).resolve().parents[2]


class Word:
    """A file of commands/ that does what a test wants."""

    __doc__ = "A word."

    def __init__(self, error):
        self.error = error

    def fill(self, parser):
        parser.add_argument("--count", type=int)

    def work(self, arguments):
        if self.error is not None:
            raise self.error


@pytest.fixture
def word(monkeypatch):
    def will(error=None):
        monkeypatch.setattr(frame, "import_module", lambda _: Word(error))

    return will


def test_a_mistake_of_the_user_is_one_sentence_and_the_status_1(word, command):
    word(UserError("There is no file a."))
    assert command("data") == (1, "", "inkling: There is no file a.\n")
    word(MemoryError())
    assert command("data")[0] == 1


def test_an_argument_that_is_none_is_one_sentence_and_the_status_1(word, command):
    word()
    for arguments in (("--count", "x"), ("--cuont", "3"), ("more",)):
        status, out, err = command("data", *arguments)
        assert (status, out, err.count("\n")) == (1, "", 1)
        assert "Try: inkling data --help" in err


def test_a_console_without_a_letter_shows_another_in_its_place(monkeypatch):
    shown = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(shown, encoding="cp1252"))
    monkeypatch.setattr(frame, "import_module", lambda _: Said())
    assert frame.run("data", []) == 0
    sys.stdout.flush()
    assert shown.getvalue().split() == [b"5", b"?", b"3"]


class Said(Word):
    def __init__(self):
        super().__init__(None)

    def work(self, arguments):
        frame.say("5 ≥ 3")


def test_ctrl_c_has_the_status_130(word, command):
    word(KeyboardInterrupt())
    assert command("data") == (130, "", "")


def test_what_is_done_has_the_status_0(word, command):
    word()
    assert command("data", "--count", "3") == (0, "", "")


HELPED = """
import sys
from contextlib import suppress
from commands import frame
for word in frame.WORDS:
    with suppress(SystemExit):
        frame.run(word, ["--help"])
print([found for found in sys.modules if found in ("gui", "PySide6")])
"""


def test_every_word_helps_and_loads_no_qt():
    done = subprocess.run([sys.executable, "-c", HELPED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
    assert all(f"usage: inkling {word}" in done.stdout for word in frame.WORDS)


def test_a_word_that_is_none_is_told_with_those_that_are(tmp_path):
    done = subprocess.run([sys.executable, "main.py", "trian"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert all(word in done.stderr for word in frame.WORDS)


def test_who_has_read_enough_is_no_error():
    code = "import sys; from commands.frame import run; sys.exit(run('data', ['mnist-test', '--json']))"
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        program.stdout.close()
        assert program.stderr.read() == ""
