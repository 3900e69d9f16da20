"""The buttons at the top of a page come closer where there is little room for them."""

import pytest
from PySide6.QtWidgets import QPushButton

from gui.widgets.page_header import APART, CLOSE, PageHeader


@pytest.mark.parametrize(("less", "between"), [(0, CLOSE + APART), (2 * APART, CLOSE)])
def test_buttons_are_apart_as_far_as_there_is_room(show, less, between):
    header = PageHeader("Train", "What it is for.")
    buttons = [QPushButton("One"), QPushButton("Two")]
    for button in buttons:
        header.add(button)
    show(header, 400, 60)
    width = header.minimumSizeHint().width() + 2 * APART - less
    header.resize(width, 60)
    header.layout().activate()
    assert header.width() == width
    assert buttons[1].x() - buttons[0].geometry().right() - 1 == between
