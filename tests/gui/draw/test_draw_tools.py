"""The row of tools under the canvas."""

import numpy as np
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from tests.gui.draw.tools import VERTICAL, picture_of


def test_undo_redo_and_clear(page, wait, draw, click):
    assert not page.undo.isEnabled()
    draw(page.canvas, VERTICAL)
    wait(lambda: page.bars.winner() is not None)
    click(page.undo)
    wait(lambda: page.bars.winner() is None)
    click(page.redo)
    wait(lambda: page.bars.winner() is not None)
    click(page.clear)
    wait(lambda: page.bars.winner() is None)
    click(page.undo)
    wait(lambda: page.bars.winner() is not None)


def clipboard():
    return QGuiApplication.clipboard()


def test_each_entry_of_the_picture_menu_does_what_it_says(page, wait, draw, tmp_path, monkeypatch, session, room):
    saved, found = tmp_path / "drawn.png", tmp_path / "three.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(found), ""))
    copy, save = page.tools.picture.menu().actions()[-2:]
    paste, open_ = page.tools.picture.menu().actions()[:2]
    draw(page.canvas, VERTICAL)
    clipboard().clear()
    copy.trigger()
    assert not clipboard().image().isNull()
    save.trigger()
    wait(saved.exists)
    digits = session.data.digits
    picture_of(digits.images[int(np.flatnonzero(digits.labels == 3)[0])]).save(str(found))
    open_.trigger()
    wait(lambda: page.bars.winner() == 3)
    page.tools.clear.click()
    clipboard().clear()
    paste.trigger()
    assert "no picture on the clipboard" in room.notice.text()
