"""Nothing is cut, covered or out of reach: six sizes of the window, three of the text, two scales of the screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("every_size.py")


def seen(*arguments, scale="1"):
    """What the program found."""
    environment = os.environ | {"QT_SCALE_FACTOR": scale, "LC_ALL": "C.UTF-8", "PYTHONFAULTHANDLER": "1"}
    command = [sys.executable, str(PROGRAM), *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("scale", ["1", "2"])
def test_every_page_is_whole_in_every_size(tmp_path, scale):
    assert seen(tmp_path, scale=scale) == []


def test_every_page_is_whole_in_a_longer_language_and_nothing_stays_english(tmp_path):
    assert seen(tmp_path, "pseudo") == []
