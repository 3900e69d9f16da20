"""The twenty mean images are reached by clicks and arrow keys, and those of no image are empty."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui.inspect.mean_images import FRAMED, MeanImages


@pytest.fixture
def view(show):
    """All white; no 3 was taken for another digit."""
    means, counts = np.full((2, 10, 28, 28), 255.0), np.arange(20).reshape(2, 10) + 1
    means[1, 3], counts[1, 3] = np.nan, 0
    made = show(MeanImages(), 900, 260)
    made.show_means(means, counts)
    made.chosen = []
    made.clicked.connect(lambda row, digit: made.chosen.append((row, digit)))
    return made


def middle(view, row, digit):
    return view.rect_of(row, digit).center().toPoint()


def test_a_mean_is_shown_where_there_are_images_and_none_where_there_are_not(view):
    picture = view.grab().toImage()
    assert picture.pixelColor(middle(view, 0, 3)).name() == "#ffffff"
    corner = view.rect_of(1, 3).topLeft().toPoint() + QPoint(4, 4)
    assert picture.pixelColor(corner) == view.palette().color(view.backgroundRole())


@pytest.mark.parametrize(("row", "digit"), [(0, 0), (0, 9), (1, 0), (1, 3), (1, 9)])
def test_a_click_chooses_the_one_under_it(view, row, digit):
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle(view, row, digit))
    assert view.chosen == [(row, digit)]


def test_a_click_between_them_and_one_with_another_button_choose_none(view):
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=middle(view, 0, 0))
    assert view.chosen == []


def test_the_arrow_keys_go_along_and_across_and_stop_at_the_ends(view):
    keys = Qt.Key
    for key in (keys.Key_Down, keys.Key_Right, keys.Key_Down, keys.Key_Down, keys.Key_Left, keys.Key_Up, keys.Key_Left):
        QTest.keyClick(view, key)
    assert view.chosen == [(0, 0), (0, 1), (1, 1), (1, 0), (0, 0)], "the first key goes to the first"


def test_the_tooltip_tells_how_many_images_a_mean_is_of(view):
    def tip(position):
        QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, position, view.mapToGlobal(position)))
        return QToolTip.text()

    assert tip(middle(view, 1, 4)) == "The mean of the 15 images of 4 that were taken for another digit"
    assert tip(middle(view, 0, 9)) == "The mean of the 10 images of 9 that were guessed right"


@pytest.fixture
def many(show, classed):
    made = show(MeanImages(), 900, 400)
    made.set_names(classed.names)
    classes = classed.classes
    made.show_means(np.full((2, classes, 28, 28), 255.0), np.ones((2, classes), np.int64))
    made.resize(900, made.heightForWidth(900))
    made.chosen = []
    made.clicked.connect(lambda row, place: made.chosen.append((row, place)))
    return made


def test_any_classes_have_two_means_each_that_do_not_overlap_and_can_be_clicked(many, classed):
    groups = [(row, place) for row in (0, 1) for place in range(classed.classes)]
    rects = [many.rect_of(*group) for group in groups]
    assert all(many.rect().contains(rect.toAlignedRect()) for rect in rects)
    assert not any(a.intersects(b) for k, a in enumerate(rects) for b in rects[:k])
    assert min(rect.width() for rect in rects) >= 28
    for group in groups:
        QTest.mouseClick(many, Qt.MouseButton.LeftButton, pos=middle(many, *group))
    assert many.chosen == groups
    many.grab()


def test_the_arrow_keys_go_down_through_all_means_of_a_column_and_up_again(many, classed):
    columns = many._columns(many.width())
    for _step in range(3):
        QTest.keyClick(many, Qt.Key.Key_Down)
    below = [(0, 0), (1, 0), *([(0, columns)] if classed.classes > columns else [])]
    assert many.chosen == below
    QTest.keyClick(many, Qt.Key.Key_Up)
    assert many.chosen[len(below)] == below[-2]


def test_other_classes_have_other_means(many, classed):
    many.set_names(tuple("0123456789"))
    assert many.accessibleName().endswith("each digit")
    assert many.minimumHeight() == 0
    many.grab()


def test_the_line_around_what_has_the_focus_is_clear_of_the_numbers(view):
    def painted():
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy()

    view.resize(900, view.heightForWidth(900))
    view.clearFocus()
    without = painted()
    view.setFocus()
    ring = painted() != without
    numbers = round(view.rect_of(1, 0).bottom()) + FRAMED, view.fontMetrics().height()
    inside = slice(numbers[0], sum(numbers)), slice(20, -20)
    assert ring[:, 450].any()
    assert not ring[inside].any()
