"""Labels look as their role says, and those that yield widen nothing."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from gui.look import theme
from gui.widgets.labels import label, narrow_label

LONG = "a title that is much longer than what it stands above " * 5


def test_a_label_has_its_role_its_words_and_what_qt_knows(qtbot):
    made = label("muted", "words", objectName="someLabel", wordWrap=True)
    qtbot.addWidget(made)
    assert (made.property("role"), made.text(), made.objectName(), made.wordWrap()) == (
        "muted", "words", "someLabel", True,
    )  # fmt: skip


def test_the_role_changes_how_it_looks(qtbot, qapp):
    theme.apply(qapp)
    plain, title = label("", "title"), label("pageTitle", "title")
    for made in (plain, title):
        qtbot.addWidget(made)
        made.ensurePolished()
    assert title.fontInfo().pixelSize() > plain.fontInfo().pixelSize()


def test_only_a_narrow_label_leaves_what_it_stands_in_as_it_was(qtbot):
    for make, yields in ((label, False), (narrow_label, True)):
        panel = QWidget()
        qtbot.addWidget(panel)
        QVBoxLayout(panel).addWidget(make("plotTitle", LONG))
        assert (panel.minimumSizeHint().width() < 100) is yields


@pytest.fixture
def narrow(qtbot, qapp):
    theme.apply(qapp)
    made = narrow_label("muted", LONG)
    qtbot.addWidget(made)
    made.resize(200, 20)
    made.show()
    return made


def tip(label, qapp):
    """What a pointer that rests on it is told."""
    QToolTip.hideText()
    place = label.rect().center()
    qapp.sendEvent(label, QHelpEvent(QEvent.Type.ToolTip, place, label.mapToGlobal(place)))
    return QToolTip.text()


def test_words_for_which_there_is_no_room_end_in_an_ellipsis_and_a_tooltip_has_them_whole(narrow, qapp):
    cut = narrow.grab().toImage()
    narrow.setText(narrow._elided)
    assert narrow._elided == ""  # with the ellipsis they fit
    assert narrow.text().endswith("…")
    assert narrow.grab().toImage() == cut
    narrow.setText(LONG)
    assert tip(narrow, qapp) == LONG
    assert narrow.text() == LONG


def test_with_room_for_all_words_there_is_neither(narrow, qapp):
    narrow.setText("short")
    assert narrow._elided == ""
    assert tip(narrow, qapp) == ""
    narrow.setText(LONG)
    narrow.resize(10_000, 20)
    assert narrow._elided == ""


def test_a_tooltip_of_its_own_goes_before(narrow, qapp):
    narrow.setToolTip("more than the words")
    assert tip(narrow, qapp) == "more than the words"


def test_larger_letters_need_more_room(narrow):
    narrow.setText("just a few words")
    narrow.resize(narrow.fontMetrics().horizontalAdvance(narrow.text()) + 2, 20)
    assert narrow._elided == ""
    font = narrow.font()
    font.setPointSizeF(2 * font.pointSizeF())
    narrow.setFont(font)
    assert narrow._elided.endswith("…")


@pytest.mark.parametrize("properties", [{"wordWrap": True}, {"textFormat": Qt.TextFormat.AutoText}])
def test_words_that_are_wrapped_or_html_are_left_to_qt(qtbot, properties):
    made = narrow_label("muted", f"<b>{LONG}</b>", **properties)
    qtbot.addWidget(made)
    made.resize(100, 20)
    made.show()
    assert made._elided == ""


def test_where_there_is_too_little_room_the_first_shorter_words_are_shown_that_fit(narrow):
    narrow.shorter = (LONG[:-40], "some words", "few")
    narrow.setText(LONG)
    assert (narrow.text(), narrow._elided) == (LONG, "some words")
    narrow.resize(30, 20)
    assert narrow._elided == "few"
    narrow.resize(5_000, 20)
    assert narrow._elided == ""
