"""The text of a program can be read, marked, lit and pointed at, and nothing of that changes it."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui.look import sizes, theme
from gui.train.code_view import MARGIN, NOWHERE, CodeView

TEXTS = [f"line_{number} = {number}" for number in range(100)]


@pytest.fixture
def view(show):
    made = show(CodeView(), 500, 300)
    made.show_lines(TEXTS, [f"tip {number}" for number in range(100)])
    made.told = []
    made.pointed.connect(made.told.append)
    return made


def place(view, line):
    return QPoint(30, round(view.line_place(line).center().y()))


def grounds(view):
    """By line: the colour behind it."""
    found = {}
    for one in view.extraSelections():
        style = one.format
        found[one.cursor.blockNumber()] = style.background().color().name()
    return found


def test_the_mouse_points_at_lines_and_away_from_them(view):
    for line in (7, 2, 5):
        QTest.mouseMove(view.viewport(), place(view, line))
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert view.told[-3:] == [2, 5, NOWHERE]


def test_below_the_last_line_is_nothing(view):
    view.show_lines(["one"], ["tip"])
    view.grab()  # lays it out
    for spot in (QPoint(30, 240), place(view, 0), QPoint(30, 250)):
        QTest.mouseMove(view.viewport(), spot)
    assert view.told[-2:] == [0, NOWHERE]


def test_the_mouse_points_at_what_is_scrolled_under_it(view):
    QTest.mouseMove(view.viewport(), place(view, 2))
    view.verticalScrollBar().setValue(10)
    assert view.told[-1] == 12


def test_the_keyboard_points_too(view):
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.told[-1] == 2
    view.clearFocus()
    assert view.told[-1] == NOWHERE


def test_it_can_be_selected_and_copied_and_not_be_written_in(view):
    view.setFocus()
    QTest.keyClicks(view, "x")
    QTest.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "line_0 = 0"
    assert view.toPlainText() == "\n".join(TEXTS)


def test_marks_and_lights_are_painted_over_the_same_document(view):
    revision = view.document().revision()
    view.mark_changed([1, 3])
    view.light([3, 4])
    assert view.document().revision() == revision
    selected = grounds(view)
    assert set(selected) == {1, 3, 4}
    assert selected[3] == selected[4] != selected[1]


def test_a_bar_stands_beside_each_line_that_has_changed_also_when_scrolled(view):
    view.mark_changed([51])
    view.reveal([51])
    image = view.grab().toImage()
    colors = {image.pixelColor(view.frameWidth() + MARGIN // 2, y).name() for y in range(view.height())}
    assert QColor(theme.WINNER).name() in colors
    view.mark_changed([])
    image = view.grab().toImage()
    assert QColor(theme.WINNER).name() not in {
        image.pixelColor(view.frameWidth() + MARGIN // 2, y).name() for y in range(view.height())
    }


def test_it_scrolls_only_to_what_cannot_be_seen(view):
    bar = view.verticalScrollBar()
    view.reveal([3])
    assert bar.value() == 0
    view.reveal([60, 61])
    assert bar.value() < 60 < bar.value() + view.lines_seen()
    seen = bar.value()
    view.reveal([10, 61])
    assert bar.value() == seen


def test_other_lines_leave_it_where_it_is_scrolled_to(view):
    view.reveal([60])
    before = view.verticalScrollBar().value()
    view.show_lines([*TEXTS[:-1], "another"], [""] * 100)
    assert view.verticalScrollBar().value() == before


def test_a_line_says_what_it_comes_from(view):
    spot = place(view, 4)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, view.viewport().mapToGlobal(spot)))
    assert QToolTip.text() == "tip 4"
    QToolTip.hideText()


def test_its_letters_are_all_of_one_width_and_grow_with_the_text(view, qapp):
    metrics = view.fontMetrics()
    assert metrics.horizontalAdvance("i") == metrics.horizontalAdvance("W")
    before, width = view.font().pixelSize(), view.whole_width()
    theme.apply(qapp)
    theme.set_text_size(qapp, 2.0)
    assert view.font().pixelSize() == pytest.approx(2 * before, abs=1)
    assert view.whole_width() > 1.8 * width
    theme.set_text_size(qapp, 1.0)
    assert view.font().pixelSize() == before == sizes.px(sizes.USUAL)


def test_the_longest_line_is_whole_where_it_is_as_wide_as_it_asks_for(view):
    view.show_lines(["x" * 120], [""])
    view.resize(view.whole_width(), 300)
    QApplication.processEvents()
    assert view.horizontalScrollBar().maximum() == 0


def test_its_colours_follow_the_palette(view, qapp):
    theme.apply(qapp)
    view.light([1])
    theme.set_scheme(qapp, "light")
    by_day = grounds(view)[1]
    theme.set_scheme(qapp, "dark")
    assert QColor(grounds(view)[1]).lightness() < QColor(by_day).lightness()
    theme.set_scheme(qapp, "system")
