"""A heat map shows true numbers, and names the one under the pointer."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from gui.widgets.color_scale import MISSING, ColorScale
from gui.widgets.heatmap import CLOSER, Heatmap

CONFUSION = np.random.default_rng(0).integers(0, 100, (10, 10)).astype(float)
LARGE = np.random.default_rng(0).random((3_000, 3_000), np.float32)


@pytest.fixture
def heatmap(qtbot):
    heatmap = Heatmap()
    qtbot.addWidget(heatmap)
    heatmap.resize(500, 420)
    with qtbot.waitExposed(heatmap):
        heatmap.show()
    return heatmap


def middle(heatmap, row, column):
    return heatmap.cell_rect(row, column).center().toPoint()


def color(heatmap, position):
    return heatmap.grab().toImage().pixelColor(position)


def expected(scale, value):
    return QColor.fromRgb(int(scale.argb(np.array([value]))[0]))


def turn(heatmap, position, steps):
    at = QPointF(position)
    event = QWheelEvent(
        at, QPointF(heatmap.mapToGlobal(position)), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(heatmap, event)


@pytest.mark.parametrize("kind", ["sequential", "diverging", "grey"])
def test_every_cell_has_the_colour_of_its_number(heatmap, kind):
    scale = ColorScale(0, 100, kind)
    heatmap.set_values(CONFUSION, scale)
    picture = heatmap.grab().toImage()
    for row, column in ((0, 0), (3, 7), (9, 9)):
        assert picture.pixelColor(middle(heatmap, row, column)) == expected(scale, CONFUSION[row, column])


def test_colours_clip_and_numbers_do_not(heatmap):
    values = np.array([[-0.1, 0.0], [1.0, 1.5]])
    heatmap.set_values(values, ColorScale(0, 1))
    assert color(heatmap, middle(heatmap, 0, 0)) == color(heatmap, middle(heatmap, 0, 1))
    assert color(heatmap, middle(heatmap, 1, 0)) == color(heatmap, middle(heatmap, 1, 1))
    assert heatmap.values()[0, 0] == -0.1


def test_what_is_no_number_is_grey(heatmap):
    heatmap.set_values(np.array([[np.nan, 1.0], [0.0, 0.5]]))
    assert color(heatmap, middle(heatmap, 0, 0)) == QColor.fromRgb(MISSING)


def test_pointing_names_the_cell_and_leaving_takes_it_back(heatmap):
    heatmap.set_values(CONFUSION, ColorScale(0, 100))
    pointed = []
    heatmap.pointed.connect(lambda row, column: pointed.append((row, column)))
    QTest.mouseMove(heatmap, middle(heatmap, 3, 7))
    assert heatmap.cell() == (3, 7)
    QApplication.sendEvent(heatmap, QEvent(QEvent.Type.Leave))
    assert pointed == [(3, 7), (-1, -1)]


def test_the_marked_number_is_shown_on_the_colour_bar(heatmap):
    heatmap.set_values(CONFUSION, ColorScale(0, 100))
    plain = heatmap.grab().toImage()
    heatmap.point_at(3, 7)
    marked = heatmap.grab().toImage()
    bar = heatmap.area().toRect().adjusted(int(heatmap.area().width()), 0, 60, 0)
    assert marked.copy(bar) != plain.copy(bar)


def test_a_click_and_the_keyboard_choose_cells(heatmap, qtbot):
    heatmap.set_values(CONFUSION, ColorScale(0, 100))
    with qtbot.waitSignal(heatmap.clicked) as clicked:
        QTest.mouseClick(heatmap, Qt.MouseButton.LeftButton, pos=middle(heatmap, 2, 4))
    assert clicked.args == [2, 4]
    heatmap.point_at(-1, -1)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(heatmap, key)
    assert heatmap.cell() == (1, 1)
    with qtbot.waitSignal(heatmap.clicked) as clicked:
        QTest.keyClick(heatmap, Qt.Key.Key_Return)
    assert clicked.args == [1, 1]


def test_of_a_large_matrix_each_pixel_is_one_true_number(heatmap):
    heatmap.set_values(LARGE)
    area, scale = heatmap.area(), ColorScale()
    picture = heatmap.grab().toImage()
    for x, y in ((10, 20), (150, 90), (200, 210)):
        at = area.topLeft().toPoint() + QPoint(x, y)
        assert picture.pixelColor(at) == expected(scale, LARGE[heatmap.cell_at(at)])


def test_the_wheel_looks_closer_at_what_is_under_the_pointer(heatmap):
    heatmap.set_values(LARGE)
    at = heatmap.area().center().toPoint() + QPoint(40, -25)
    cell = heatmap.cell_at(at)
    turn(heatmap, at, 60)
    assert heatmap.visible_cells() == (12, 12)
    assert heatmap.cell_at(at) == cell
    assert color(heatmap, middle(heatmap, *cell)) == expected(ColorScale(), LARGE[cell])
    turn(heatmap, at, -200)
    assert heatmap.visible_cells() == (3_000, 3_000)


def test_dragging_moves_and_a_double_click_shows_all_again(heatmap):
    heatmap.set_values(LARGE)
    at = heatmap.area().center().toPoint()
    turn(heatmap, at, 20)
    cell, moved = heatmap.cell_at(at), at + QPoint(50, 30)
    clicks = []
    heatmap.clicked.connect(lambda row, column: clicks.append((row, column)))
    QTest.mousePress(heatmap, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(heatmap, moved)
    QTest.mouseRelease(heatmap, Qt.MouseButton.LeftButton, pos=moved)
    assert heatmap.cell_at(moved) == cell
    assert not clicks
    QTest.mouseDClick(heatmap, Qt.MouseButton.LeftButton, pos=at)
    assert heatmap.visible_cells() == (3_000, 3_000)


def test_a_small_matrix_has_nothing_to_look_closer_at(heatmap):
    heatmap.set_values(CONFUSION)
    turn(heatmap, middle(heatmap, 5, 5), 10)
    assert heatmap.visible_cells() == (10, 10)


def test_the_keyboard_leads_to_what_is_out_of_sight(heatmap):
    heatmap.set_values(LARGE)
    turn(heatmap, heatmap.area().center().toPoint(), 60)
    heatmap.point_at(-1, -1)
    QTest.keyClick(heatmap, Qt.Key.Key_Right)
    assert heatmap.cell() == (0, 0)
    assert heatmap.area().contains(heatmap.cell_rect(0, 0).center())


def test_labels_titles_and_texts_are_shown_beside_and_in_the_cells(heatmap):
    heatmap.set_values(CONFUSION, ColorScale(0, 100))
    pictures = [heatmap.grab().toImage()]
    heatmap.set_labels([str(k) for k in range(10)], [str(k) for k in range(10)])
    pictures.append(heatmap.grab().toImage())
    heatmap.set_titles("true digit", "guess", "images")
    pictures.append(heatmap.grab().toImage())
    heatmap.set_values(CONFUSION, ColorScale(0, 100), [[f"{v:.0f}" for v in row] for row in CONFUSION])
    pictures.append(heatmap.grab().toImage())
    assert all(one != other for one, other in pairwise(pictures))


def test_black_text_stands_on_bright_colours_and_white_on_dark_ones():
    scale = ColorScale(0, 1)
    assert scale.is_bright(1.0)
    assert not scale.is_bright(0.0)


@pytest.mark.parametrize("size", [(1, 1), (60, 300), (1200, 150)])
def test_any_size_will_do(heatmap, size):
    heatmap.setMinimumSize(0, 0)
    heatmap.resize(*size)
    for values in (CONFUSION, LARGE, None):
        heatmap.set_values(values)
        heatmap.grab()


def test_without_a_matrix_it_says_what_will_be_there(heatmap):
    heatmap.set_values(None)
    plain = heatmap.grab().toImage()
    heatmap.set_empty_text("Correlating 2,025 images…")
    assert heatmap.grab().toImage() != plain
    assert heatmap.cell_at(QPoint(100, 100)) == (-1, -1)


def test_a_matrix_without_cells_is_refused(heatmap):
    with pytest.raises(ValueError, match="rows and columns"):
        heatmap.set_values(np.empty((0, 3)))


@pytest.fixture
def told(heatmap):
    """The cells that were clicked."""
    cells = []
    heatmap.clicked.connect(lambda row, column: cells.append((row, column)))
    return cells


def test_the_arrow_keys_stop_at_each_edge_of_a_matrix_that_is_no_square(heatmap, told):
    heatmap.set_values(np.arange(6.0).reshape(2, 3))
    QTest.keyClick(heatmap, Qt.Key.Key_Right)
    assert heatmap.cell() == (0, 0), "whichever key is the first, it begins at the top left"
    ways = (
        (Qt.Key.Key_Up, (0, 0)), (Qt.Key.Key_Left, (0, 0)), (Qt.Key.Key_Down, (1, 0)), (Qt.Key.Key_Down, (1, 0)),
        (Qt.Key.Key_Right, (1, 1)), (Qt.Key.Key_Right, (1, 2)), (Qt.Key.Key_Right, (1, 2)), (Qt.Key.Key_Up, (0, 2)),
    )  # fmt: skip
    for key, cell in ways:
        QTest.keyClick(heatmap, key)
        assert heatmap.cell() == cell
    QTest.keyClick(heatmap, Qt.Key.Key_Return)
    assert told == [(0, 2)]


def test_without_a_marked_cell_return_and_a_click_beside_the_matrix_choose_nothing(heatmap, told):
    heatmap.set_values(CONFUSION)
    heatmap.point_at(-1, -1)
    QTest.keyClick(heatmap, Qt.Key.Key_Return)
    QTest.mouseClick(heatmap, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
    QTest.mouseClick(heatmap, Qt.MouseButton.RightButton, pos=middle(heatmap, 1, 1))
    assert told == []


def drag(heatmap, start, end):
    QTest.mousePress(heatmap, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(heatmap, end)
    QTest.mouseRelease(heatmap, Qt.MouseButton.LeftButton, pos=end)


def test_a_hand_that_shakes_a_little_clicks_and_one_that_drags_does_not(heatmap, told):
    heatmap.set_values(LARGE)
    turn(heatmap, middle(heatmap, 1_500, 1_500), 5)
    at, cells = heatmap.area().center().toPoint(), heatmap.visible_cells()
    drag(heatmap, at, at + QPoint(2, 2))
    assert len(told) == 1
    before = heatmap.cell_at(at)
    drag(heatmap, at, at + QPoint(40, 0))
    after = heatmap.cell_at(at)
    assert len(told) == 1
    assert after[0] == before[0]
    assert before[1] - after[1] == pytest.approx(40 / heatmap.area().width() * cells[1], abs=1), "it follows the hand"
    assert heatmap.visible_cells() == cells


@pytest.mark.parametrize(("side", "closer"), [(CLOSER, False), (CLOSER + 1, True)])
def test_only_large_matrices_are_looked_at_closer(heatmap, side, closer):
    heatmap.set_values(np.zeros((side, side)))
    turn(heatmap, heatmap.area().center().toPoint(), 1)
    assert (heatmap.visible_cells()[0] < side) is closer
    heatmap.show_all()
    QTest.keyClick(heatmap, Qt.Key.Key_Plus)
    assert (heatmap.visible_cells()[0] < side) is closer


def test_plus_looks_closer_minus_less_and_a_double_click_at_all(heatmap):
    heatmap.set_values(LARGE)
    QTest.keyClick(heatmap, Qt.Key.Key_Plus)
    assert heatmap.visible_cells() == (1_500, 1_500)
    QTest.keyClick(heatmap, Qt.Key.Key_Plus)
    QTest.keyClick(heatmap, Qt.Key.Key_Minus)
    assert heatmap.visible_cells() == (1_500, 1_500)
    QTest.mouseDClick(heatmap, Qt.MouseButton.LeftButton, pos=heatmap.area().center().toPoint())
    assert heatmap.visible_cells() == LARGE.shape


def test_numbers_are_smaller_in_small_cells_and_left_out_where_they_cannot_be_read(heatmap):
    texts = [["12"] * 62 for _row in range(62)]
    pictures = []
    for side in (10, 26, 62):
        for written in (texts, [[""] * 62] * 62):
            heatmap.set_values(np.zeros((side, side)), ColorScale(0, 1), [row[:side] for row in written[:side]])
            pictures.append(heatmap.grab().toImage())
    assert [one != other for one, other in zip(pictures[::2], pictures[1::2], strict=True)] == [True, True, False]


def test_looking_closer_at_many_classes_names_and_numbers_what_is_seen(heatmap):
    names = [str(number) for number in range(62)]
    heatmap.set_labels(names, names)
    heatmap.set_values(np.zeros((62, 62)), ColorScale(0, 1), [["12"] * 62 for _row in range(62)])
    heatmap.grab()
    assert not heatmap._written.places
    turn(heatmap, middle(heatmap, 30, 30), 30)
    heatmap.grab()
    assert len(heatmap._written.places) >= 12 * 12


def test_what_is_said_of_the_whole_matrix_stands_below_it(show, monkeypatch):
    said = []
    monkeypatch.setattr(
        "gui.widgets.heatmap.QToolTip.showText", lambda place, words, _widget: said.append((place, words))
    )
    matrix = show(Heatmap(), 200, 150)
    matrix.setToolTip("Each pixel is one pair of images.")
    middle = matrix.rect().center()
    QApplication.sendEvent(matrix, QHelpEvent(QEvent.Type.ToolTip, middle, matrix.mapToGlobal(middle)))
    assert said == [(matrix.mapToGlobal(QPoint(0, 150)), "Each pixel is one pair of images.")]
