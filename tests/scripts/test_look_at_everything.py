"""Every state of a subject is on its sheets under its name; the files that are opened are what they are meant to be."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from engine.digits.readers import read_sets
from engine.errors import UserError
from scripts.sheets import files
from scripts.sheets.camera import COLUMNS, HEAD, WIDEST, Camera, make_sheet
from scripts.sheets.states import SUBJECTS
from tests.gui.conftest import folder, window  # noqa: F401


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


def test_a_camera_takes_pages_and_menus_and_puts_them_on_sheets(window, qapp, tmp_path):  # noqa: F811
    camera = Camera(qapp, window, tmp_path / "some")
    window.resize(700, 500)
    window.show_page(window.train_page)
    camera.take("Train", settled=False)
    camera.take_menus("menus of Train")
    camera.make_sheets()
    assert sorted(path.name for path in (tmp_path / "some").iterdir()) == ["00 Train.png", "01 menus of Train.png"]
    shown = QImage(str(tmp_path / "some" / "00 Train.png"))
    assert (shown.width(), shown.height()) == (700, 500)
    assert QImage(str(tmp_path / "some-1.png")).height() == 500 + HEAD
    assert all(callable(walk) for walk in SUBJECTS.values())
