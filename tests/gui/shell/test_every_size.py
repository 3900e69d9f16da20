"""Nothing is cut, covered or out of reach: six sizes of the window, three of the text, two scales of the screen."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).with_name("every_size.py")


@pytest.mark.parametrize("scale", ["1", "2"])
def test_every_page_is_whole_in_every_size(tmp_path, scale):
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(tmp_path)], env=os.environ | {"QT_SCALE_FACTOR": scale, "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
