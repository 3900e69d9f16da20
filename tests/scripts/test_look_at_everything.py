"""Every state of a subject is on its sheets under its name; the files that are opened are what they are meant to be."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from engine.digits.readers import read_sets
from engine.errors import UserError
from scripts.sheets import files
from scripts.sheets.camera import COLUMNS, HEAD, WIDEST, make_sheet

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "look_at_everything.py"


def picture(width, height, color):
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(color)
    return made


def test_pictures_stand_beside_each_other_below_their_names_and_none_is_enlarged(qapp):
    sheet = make_sheet([("one", picture(300, 200, 0x00FF00)), ("two", picture(100, 50, 0x0000FF))])
    assert (sheet.width(), sheet.height()) == (2 * 300, 200 + HEAD)
    assert sheet.pixelColor(150, HEAD + 100).green() == 255
    assert sheet.pixelColor(350, HEAD + 25).blue() == 255
    assert sheet.pixelColor(350, HEAD + 60).blue() != 255, "it is 50 high, as it was"
    large = make_sheet([("one", picture(4000, 2000, 0x00FF00))] * 3)
    assert large.width() == WIDEST
    assert large.height() == 2 * (WIDEST // COLUMNS // 2 + HEAD)


def test_the_files_are_wrong_or_right_as_they_are_meant_to_be(tmp_path):
    broken, _network, _lesson, letters, unlabelled, _folder = files.write(tmp_path)
    for wrong in (broken, unlabelled):
        with pytest.raises(UserError):
            read_sets(wrong)
    assert read_sets(letters).digits.names == files.LETTERS
    assert files.paper().dtype == np.uint8


def test_a_subject_is_walked_through_at_a_size_and_a_look(tmp_path):
    command = [sys.executable, str(SCRIPT), str(tmp_path), "--size", "640x400", "--look", "dark", "--only", "start"]
    subprocess.run(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=True, timeout=120)
    folder = tmp_path / "640x400-dark"
    names = sorted(path.name for path in (folder / "start").iterdir())
    assert len(names) == 10
    assert names[0] == "00 first start, Data.png"
    shown = QImage(str(folder / "start" / names[0]))
    assert (shown.width(), shown.height()) == (640, 400)
    assert shown.pixelColor(500, 390).lightness() < 80
    assert (folder / "start-3.png").exists()
