"""The grid shows thousands of images, of which only those in sight cost anything."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui.widgets.digit_grid import DigitGrid
from gui.widgets.marks import RIGHT, UNMARKED, WRONG

MANY = 60_000


@pytest.fixture(scope="module")
def images():
    """Each of one grey of its own kind, so that it can be told on the screen which one it is."""
    greys = (np.arange(MANY) * 7 % 251).astype(np.uint8)
    return np.repeat(greys, 784).reshape(MANY, 28, 28)


@pytest.fixture
def grid(qtbot):
    grid = DigitGrid(scale=2)
    qtbot.addWidget(grid)
    grid.resize(500, 400)
    with qtbot.waitExposed(grid):
        grid.show()
    return grid


def middle(grid, index):
    return grid.rect_of(index).center().toPoint()


def grey(grid, index):
    """What is painted in the middle of an image."""
    return grid.viewport().grab().toImage().pixelColor(middle(grid, index)).red()


def key(grid, *keys):
    for each in keys:
        QTest.keyClick(grid, each)


def test_the_images_stand_in_rows_from_the_first_one_on(grid, images):
    grid.set_images(images)
    for index in (0, 1, grid.columns(), 3 * grid.columns() + 2):
        assert grey(grid, index) == images[index, 0, 0]
    assert grid.rect_of(0).y() == grid.rect_of(1).y() < grid.rect_of(grid.columns()).y()


def test_all_pixels_of_an_image_are_shown_as_large_as_asked(grid):
    noise = np.random.default_rng(0).integers(0, 256, (1, 28, 28), np.uint8)
    grid.set_images(noise)
    picture, rect = grid.viewport().grab().toImage(), grid.rect_of(0)
    assert (rect.width(), rect.height()) == (56, 56)
    for row, column in ((0, 0), (0, 27), (13, 5), (27, 27)):
        at = rect.topLeft().toPoint() + QPoint(2 * column, 2 * row) + QPoint(1, 1)
        assert picture.pixelColor(at).red() == noise[0, row, column]


def test_scrolling_leads_to_the_last_of_sixty_thousand(grid, images):
    grid.set_images(images)
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    last = grid.rect_of(MANY - 1)
    assert 0 < last.y() < last.bottom() <= grid.viewport().height()
    assert grey(grid, MANY - 1) == images[-1, 0, 0]


def test_only_captions_in_sight_are_asked_for_and_only_once(grid, images):
    asked = []
    grid.set_images(images, lambda index: asked.append(index) or f"number {index}")
    grid.grab()
    in_sight = grid.columns() * (grid.height() // 56 + 2)
    assert 0 < len(asked) <= in_sight
    grid.viewport().update()
    grid.grab()
    assert len(asked) <= in_sight


def test_a_caption_stands_under_its_image(grid, images):
    grid.set_images(images[:4])
    plain = grid.viewport().grab().toImage()
    grid.set_images(images[:4], ["5", "0", "4", "1"])
    assert grid.caption(2) == "4"
    assert grid.viewport().grab().toImage() != plain


@pytest.mark.parametrize("mark", [RIGHT, WRONG])
def test_marks_are_seen_in_the_corner_and_differ_by_shape(grid, images, mark):
    black = np.zeros((2, 28, 28), np.uint8)
    grid.set_images(black, marks=np.array([mark, UNMARKED]))
    picture = grid.viewport().grab().toImage()

    def lit(index):
        rect = grid.rect_of(index).toRect()
        part = picture.copy(rect.right() - 14, rect.top(), 14, 14)
        return {(x, y) for x in range(14) for y in range(14) if part.pixelColor(x, y).lightness() > 180}

    assert lit(0)
    assert not lit(1)


def test_pointing_tells_which_image_it_is(grid, images, qtbot):
    grid.set_images(images)
    pointed = []
    grid.pointed.connect(pointed.append)
    QTest.mouseMove(grid.viewport(), middle(grid, 9))
    QTest.mouseMove(grid.viewport(), QPoint(1, 1))
    assert pointed == [9, -1]
    assert grid.index_at(middle(grid, 9)) == 9


def test_the_tooltip_is_the_caption_or_what_was_given(grid, images):
    grid.set_images(images[:20], lambda index: f"image {index}")
    for tips, words in ((None, "image 3"), (lambda index: f"more about {index}", "more about 3")):
        grid.set_tips(tips)
        at = middle(grid, 3)
        event = QHelpEvent(QEvent.Type.ToolTip, at, grid.viewport().mapToGlobal(at))
        QApplication.sendEvent(grid.viewport(), event)
        assert QToolTip.text() == words


def test_a_click_chooses_the_image_and_tells_so(grid, images, qtbot):
    grid.set_images(images)
    with qtbot.waitSignal(grid.clicked) as clicked:
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle(grid, 5))
    assert clicked.args == [5]
    assert grid.current() == 5
    assert "Image 6" in grid.accessibleDescription()


def test_the_keyboard_reaches_every_image(grid, images, qtbot):
    grid.set_images(images)
    columns = grid.columns()
    key(grid, Qt.Key.Key_Right)
    assert grid.current() == 0
    key(grid, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert grid.current() == 0
    key(grid, Qt.Key.Key_End)
    assert grid.current() == MANY - 1
    assert grid.viewport().rect().contains(grid.rect_of(MANY - 1).toRect())
    key(grid, Qt.Key.Key_Down)
    assert grid.current() == MANY - 1
    key(grid, Qt.Key.Key_Home, Qt.Key.Key_PageDown)
    assert grid.current() % columns == 0
    assert grid.current() > columns
    with qtbot.waitSignal(grid.clicked) as clicked:
        key(grid, Qt.Key.Key_Return)
    assert clicked.args == [grid.current()]


def test_another_set_starts_from_the_top_without_a_current_image(grid, images):
    grid.set_images(images)
    grid.set_current(MANY - 1)
    grid.set_images(images[:7])
    assert (grid.count(), grid.current(), grid.verticalScrollBar().value()) == (7, -1, 0)
    grid.set_images(images[:0])
    key(grid, Qt.Key.Key_Right, Qt.Key.Key_End)
    assert grid.current() == -1


def test_without_images_it_says_so(grid, images):
    grid.set_images(images[:0])
    grid.set_empty_text("")
    plain = grid.viewport().grab().toImage()
    grid.set_empty_text("Train a network first.")
    assert grid.viewport().grab().toImage() != plain


def test_the_current_image_stays_in_sight_when_the_window_changes(grid, images):
    grid.set_images(images)
    grid.set_current(40_000)
    for size in ((300, 200), (1000, 600)):
        grid.resize(*size)
        assert grid.viewport().rect().contains(grid.rect_of(40_000).toRect())
        assert grey(grid, 40_000) == images[40_000, 0, 0]


@pytest.mark.parametrize(
    ("shape", "kind", "captions", "marks"),
    [
        ((3, 784), np.uint8, None, None),
        ((3, 28, 28), float, None, None),
        ((3, 28, 28), np.uint8, ["a"], None),
        ((3, 28, 28), np.uint8, None, np.zeros(2)),
    ],
)
def test_what_does_not_fit_together_is_refused(grid, shape, kind, captions, marks):
    with pytest.raises(ValueError, match="3"):
        grid.set_images(np.zeros(shape, kind), captions, marks)


def test_a_few_images_are_larger_where_they_all_fit_and_many_are_not(grid, images, qtbot):
    roomy = DigitGrid(scale=2, largest=4)
    qtbot.addWidget(roomy)
    roomy.resize(500, 400)
    with qtbot.waitExposed(roomy):
        roomy.show()
    for count, side in ((4, 4 * 28), (20, 3 * 28), (MANY, 2 * 28)):
        roomy.set_images(images[:count])
        assert roomy.rect_of(0).width() == side
    grid.set_images(images[:4])
    assert grid.rect_of(0).width() == 2 * 28
    roomy.set_images(images[:4])
    roomy.plan_for(20)
    assert roomy.rect_of(0).width() == 3 * 28
    assert roomy.minimumSizeHint() == grid.minimumSizeHint()
