"""Of several pictures the last one counts, however long each takes to be decoded."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QPainter
from PySide6.QtTest import QTest

from engine.errors import UserError
from engine.handwriting.paper.reading import read_paper
from tests.gui.draw.tools import VERTICAL, dropped, picture_of


def picture(side):
    """Light, with a dark upright line on the left or on the right."""
    grey = np.full((60, 60), 255, np.uint8)
    grey[10:50, 12 : 16 if side == "left" else 18] = 0
    return grey


def test_the_picture_that_was_pasted_last_is_on_the_canvas(page, wait, session):
    pasting, drawing, gate = page.pasting, session.drawing, threading.Event()
    decoded = []

    def slow():
        assert gate.wait(20)
        return picture("left")

    pasting._start(slow)
    pasting._start(lambda: (decoded.append(True), picture("wide"))[1])
    gate.set()
    wait(lambda: not session.tasks.busy)
    assert decoded == [True]
    assert drawing.stack.count() == 1  # the first one was never shown
    assert np.array_equal(drawing.picture.image, read_paper(picture("wide")).image)
    assert not np.array_equal(drawing.picture.image, read_paper(picture("left")).image)


def test_a_failure_of_the_picture_before_is_not_told(page, wait, session, room):
    gate = threading.Event()

    def bad():
        assert gate.wait(20)
        raise UserError("There is no digit to be seen in that picture.")

    page.pasting._start(bad)
    page.pasting._start(lambda: picture("left"))
    gate.set()
    wait(lambda: session.drawing.picture is not None)
    assert room.notice.text() == ""


def clipboard():
    return QGuiApplication.clipboard()


def test_a_picture_on_the_clipboard_is_judged_and_said_to_be_pasted(page, wait, session):
    digits = session.data.digits
    index = int(np.flatnonzero(digits.labels == 0)[0])
    clipboard().setImage(picture_of(digits.images[index]))
    QTest.keySequence(page.canvas, QKeySequence("Ctrl+V"))
    wait(lambda: page.bars.winner() is not None)
    assert page.bars.winner() == 0
    assert "pasted picture’s ink" in page.evidence.caption.text()
    QTest.keyClick(page.canvas, Qt.Key.Key_Delete)
    wait(lambda: page.bars.winner() is None)
    assert "pasted" not in page.evidence.caption.text()
    QTest.keySequence(page.canvas, QKeySequence("Ctrl+Z"))
    wait(lambda: page.bars.winner() == 0)


@pytest.mark.parametrize("fill", [lambda: clipboard().clear(), lambda: clipboard().setText("seven")])
def test_a_clipboard_without_a_picture_gets_a_sentence_at_once(page, fill, room):
    fill()
    page.pasting.paste()
    assert "no picture on the clipboard" in room.notice.text()


def test_a_picture_of_one_colour_gets_a_sentence(page, wait, session, room):
    blank = QImage(300, 300, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    clipboard().setImage(blank)
    page.pasting.paste()
    wait(lambda: bool(room.notice.text()))
    assert "no digit to be seen" in room.notice.text()
    assert session.drawing.empty


def test_twenty_megapixels_do_not_make_the_window_wait(page, wait, session):
    large = QImage(5000, 4000, QImage.Format.Format_Grayscale8)
    large.fill(Qt.GlobalColor.white)
    with QPainter(large) as painter:
        painter.fillRect(2400, 500, 350, 3000, Qt.GlobalColor.black)
    data = QMimeData()
    data.setImageData(large)
    said = []
    session.messages.told.connect(said.append)
    assert page.pasting.take(data)
    assert said == ["Reading the picture…"]
    assert session.drawing.empty  # it is decoded elsewhere
    wait(lambda: page.bars.winner() == 1)


def test_a_picture_that_another_program_has_copied_is_decoded(page, wait, session):
    """It comes as the bytes of a PNG."""
    digits = session.data.digits
    encoded = QByteArray()
    buffer = QBuffer(encoded)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture_of(digits.images[int(np.flatnonzero(digits.labels == 3)[0])]).save(buffer, "PNG")
    data = QMimeData()
    data.setData("image/png", encoded)
    assert page.pasting.take(data)
    wait(lambda: page.bars.winner() == 3)


def test_bytes_that_are_no_picture_get_a_sentence(page, wait, room):
    data = QMimeData()
    data.setData("image/png", QByteArray(b"seven"))
    page.pasting.take(data)
    wait(lambda: bool(room.notice.text()))
    assert "What is on the clipboard is not a picture" in room.notice.text()


def test_a_picture_s_file_can_be_dropped(page, wait, tmp_path, session):
    digits = session.data.digits
    path = tmp_path / "digit.png"
    picture_of(digits.images[int(np.flatnonzero(digits.labels == 3)[0])]).save(str(path))
    assert dropped(page, path)
    wait(lambda: page.bars.winner() == 3)


def test_a_file_that_only_looks_like_a_picture_gets_a_sentence(page, wait, tmp_path, room):
    (tmp_path / "no.png").write_text("nothing")
    dropped(page, tmp_path / "no.png")
    wait(lambda: bool(room.notice.text()))
    assert "no.png is not a picture" in room.notice.text()


def test_the_drawing_is_copied_and_saved_as_it_is_seen(page, wait, draw, tmp_path, session, room):
    page.pasting.copy()
    assert "nothing to copy" in room.notice.text()
    draw(page.canvas, VERTICAL)
    page.pasting.copy()
    image = clipboard().image()
    assert image.pixelColor(image.width() // 2, image.height() // 2).lightness() > 250
    assert image.pixelColor(10, 10).lightness() == 0
    page.pasting.save(tmp_path / "drawn")
    wait(lambda: (tmp_path / "drawn.png").exists() and not session.tasks.busy)
    assert QImage(str(tmp_path / "drawn.png")).size() == image.size()
    page.pasting.save(tmp_path / "no such folder" / "drawn.png")
    wait(lambda: "could not be saved" in room.notice.text())


def test_of_other_classes_no_digit_is_asked_for(page, of_classes, room):
    of_classes(("Bag", "Coat"))
    clipboard().clear()
    page.pasting.paste()
    page.pasting.copy()
    page.pasting.ask_save()
    assert "copy one first" in room.notice.text()
    assert "There is nothing to save." in room.notice.text()
    assert "digit" not in room.notice.text() + page.tools.picture.toolTip()
