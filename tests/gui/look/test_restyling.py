"""A style sheet that follows another one: everyone looks as it says, and nobody hears more of it than is needed."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProxyStyle, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from gui.look.restyling import TOLD_BY_NOBODY, finish, restyle

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
    box.show()
    hidden.hide()
    restyle(qapp, LIGHT)
    finish(qapp)
    shown.heard = hidden.heard = 0
    yield shown, hidden
    qapp.setStyleSheet(before)


def color_of(label):
    return label.palette().windowText().color().name()


def test_all_are_told_once_where_sizes_change_and_what_is_hidden_after_what_is_in_sight(qapp, labels, wait):
    shown, hidden = labels
    restyle(qapp, "QLabel { padding: 20px; }")
    assert (shown.heard, hidden.heard) == (1, 0)
    wait(lambda: hidden.heard)
    assert (shown.heard, hidden.heard) == (1, 1)
    assert hidden.sizeHint().height() > 40


def test_who_measures_what_it_holds_hears_last_when_all_has_its_new_size(qapp, qtbot):
    heard = []

    class Area(QScrollArea):
        def changeEvent(self, event):
            if event.type() == QEvent.Type.StyleChange:
                heard.append(self.objectName())
            super().changeEvent(event)

    outer, inner, label = Area(objectName="outer"), Area(objectName="inner"), Listening("7")
    qtbot.addWidget(outer)
    inner.setWidget(label)
    outer.setWidget(inner)
    outer.show()
    heard.clear()
    label.heard = 0
    before = qapp.styleSheet()
    restyle(qapp, "QLabel { padding: 20px; }", resize=lambda: heard.append(label.heard))
    assert heard == [1, "inner", "outer"]
    qapp.setStyleSheet(before)


def test_what_is_shown_before_its_turn_has_its_looks_at_once(qapp, labels):
    hidden = labels[1]
    restyle(qapp, "QLabel { padding: 20px; color: #ff0000; }")
    hidden.show()
    assert hidden.sizeHint().height() > 40
    assert color_of(hidden) == "#ff0000"
    assert hidden.heard == 1
    finish(qapp)
    assert hidden.heard == 1


def test_of_colours_only_what_is_in_sight_hears_and_the_rest_has_them_when_it_is_shown(qapp, labels, wait):
    shown, hidden = labels
    for sheet, color, at_once in ((DARK, "#ffffff", True), (LIGHT, "#000000", False), (DARK, "#ffffff", False)):
        hidden.hide()
        shown.heard = hidden.heard = 0
        restyle(qapp, sheet, same_sizes=True)
        assert color_of(shown) == color
        if at_once:
            hidden.show()
        wait(lambda color=color: color_of(hidden) == color)
        assert (shown.heard, hidden.heard) == (1, 0)


def test_before_anything_had_its_turn_another_one_may_come_and_none_is_remembered(qapp, labels):
    hidden = labels[1]
    plain = color_of(Listening("7"))
    for sheet in (DARK, "QLabel { padding: 20px; }", LIGHT, DARK):
        restyle(qapp, sheet, same_sizes=sheet in (LIGHT, DARK))
    finish(qapp)
    assert color_of(hidden) == "#ffffff"
    assert hidden.heard == 1  # its size had changed
    restyle(qapp, "QLineEdit { color: #ff0000; }")
    finish(qapp)
    assert color_of(hidden) == plain


def test_what_is_gone_before_its_turn_is_passed_over(qapp, labels):
    restyle(qapp, DARK)
    labels[1].setParent(None)
    labels[1].deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    finish(qapp)


def test_who_has_a_style_of_their_own_keeps_it(qapp, labels):
    style = QProxyStyle("Fusion")
    labels[0].setStyle(style)
    restyle(qapp, DARK)
    assert labels[0].testAttribute(TOLD_BY_NOBODY)
    assert not labels[1].testAttribute(TOLD_BY_NOBODY)
    labels[0].setStyle(None)


def test_layouts_in_layouts_of_what_is_hidden_are_as_small_as_its_new_letters(qapp, qtbot):
    before, stack, page, row = qapp.styleSheet(), QStackedWidget(), QWidget(), QHBoxLayout()
    qtbot.addWidget(stack)
    row.addWidget(QLabel("seven"))
    QVBoxLayout(page).addLayout(row)
    stack.addWidget(page)
    stack.addWidget(QLabel("in front"))
    stack.show()
    stack.setCurrentIndex(1)
    widths = []
    for sheet in ("", "QLabel { padding: 20px; }", ""):
        restyle(qapp, sheet)
        finish(qapp)
        widths.append(page.minimumSizeHint().width())
    assert widths[1] >= widths[0] + 40
    assert widths[2] == widths[0]
    qapp.setStyleSheet(before)
