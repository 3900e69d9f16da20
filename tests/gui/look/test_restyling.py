"""A style sheet that follows another one: everyone looks as it says, and nobody hears more of it than is needed."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QProxyStyle, QVBoxLayout, QWidget

from gui.look.restyling import TOLD_BY_NOBODY, restyle

DARK, LIGHT = "QLabel { color: #ffffff; }", "QLabel { color: #000000; }"


class Listening(QLabel):
    """Counts how often it hears that its style has changed."""

    heard = 0

    def changeEvent(self, event):
        self.heard += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


@pytest.fixture
def labels(qapp, qtbot):
    """(one in sight, one that is hidden), in the light."""
    before, box = qapp.styleSheet(), QWidget()
    qtbot.addWidget(box)
    shown, hidden = Listening("7", box), Listening("7", box)
    column = QVBoxLayout(box)
    column.addWidget(shown)
    column.addWidget(hidden)
    hidden.hide()
    box.show()
    restyle(qapp, LIGHT)
    shown.heard = hidden.heard = 0
    yield shown, hidden
    qapp.setStyleSheet(before)


def test_all_are_told_once_where_sizes_change(qapp, labels):
    restyle(qapp, "QLabel { padding: 20px; }")
    assert [label.heard for label in labels] == [1, 1]
    assert labels[1].sizeHint().height() > 40


def test_of_colours_only_what_is_in_sight_hears_and_the_rest_has_them_when_it_is_shown(qapp, labels):
    shown, hidden = labels
    restyle(qapp, DARK, same_sizes=True)
    assert (shown.heard, hidden.heard) == (1, 0)
    hidden.show()
    for label in labels:
        assert label.palette().windowText().color().name() == "#ffffff"
    restyle(qapp, LIGHT, same_sizes=True)
    assert [label.heard for label in labels] == [2, 1]  # which it is not deaf for


def test_who_has_a_style_of_their_own_keeps_it(qapp, labels):
    style = QProxyStyle("Fusion")
    labels[0].setStyle(style)
    restyle(qapp, DARK)
    assert labels[0].testAttribute(TOLD_BY_NOBODY)
    assert not labels[1].testAttribute(TOLD_BY_NOBODY)
    labels[0].setStyle(None)
