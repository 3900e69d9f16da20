"""Numbers can be typed in the digits of any script."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from gui.look import theme
from gui.widgets.number_box import NumberBox


@pytest.mark.parametrize(("typed", "value"), [("٤٢", 42), ("۷", 7), ("x7٠", 70), ("63", 63)])
def test_digits_of_every_script_are_taken_and_nothing_else(show, typed, value):
    box = show(NumberBox(maximum=100, value=5, suffix=" px"), 100, 30)
    box.selectAll()
    for mark in typed:  # as a keyboard of that script sends it: QTest types Latin letters only
        press = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, mark)
        QApplication.sendEvent(box, press)
    assert box.value() == value
    assert box.text() == f"{value} px"


def test_in_high_contrast_the_number_stands_off_the_frame(show, qapp):
    theme.apply(qapp)
    box = show(NumberBox(), 100, 30)
    assert box.lineEdit().textMargins().left() == 0
    theme.set_contrast(qapp, "on")
    assert box.lineEdit().textMargins().left() == NumberBox().lineEdit().textMargins().left() > 0
    theme.set_contrast(qapp, "off")
    assert box.lineEdit().textMargins().left() == 0
