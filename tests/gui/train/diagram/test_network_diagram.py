"""The diagram shows the network that there is, and what feeds what."""

from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from gui.look import theme
from gui.train.diagram.network_diagram import NetworkDiagram

LESSON = (784, 64, 32, 32, 10)
MANY = (784, *[10_000] * 10, 10)


def parameters(sizes):
    return sum(before * after + after for before, after in pairwise(sizes))


@pytest.fixture
def diagram(qtbot):
    diagram = NetworkDiagram()
    qtbot.addWidget(diagram)
    diagram.resize(280, 220)
    with qtbot.waitExposed(diagram):
        diagram.show()
    show(diagram, LESSON)
    return diagram


def show(diagram, sizes):
    diagram.set_layers(sizes, "relu", "log_softmax", parameters(sizes))


def point(diagram, layer, unit=None):
    """Move the mouse over a drawn unit, or over a column beside its units."""
    at = diagram.unit_position(layer, unit or 0)
    if unit is None:
        at = QPointF(at.x(), (at.y() + diagram.unit_position(layer, 1).y()) / 2)
        at += QPointF(8, 0)
    QTest.mouseMove(diagram, at.toPoint())


def has_color(image, at, color):
    """Whether the pixels around ``at`` have exactly this colour somewhere."""
    around = image.copy(round(at.x()) - 2, round(at.y()) - 2, 5, 5).convertToFormat(QImage.Format.Format_RGB32)
    values = np.frombuffer(around.constBits(), np.uint32) & 0xFFFFFF
    return (values == QColor(color).rgb() & 0xFFFFFF).any()


def test_each_layer_is_a_column_from_left_to_right(diagram):
    places = [diagram.unit_position(layer, 0).x() for layer in range(5)]
    assert places == sorted(places)
    assert np.ptp(np.diff(places)) < 1e-6
    assert [diagram.drawn_units(layer) for layer in range(5)] == [18, 8, 8, 8, 10]


def test_few_units_are_all_drawn_and_many_are_not(diagram):
    show(diagram, (784, 1, 3, 10, 11, 10_000, 10))
    assert [diagram.drawn_units(layer) for layer in range(1, 7)] == [1, 3, 10, 8, 8, 10]


@pytest.mark.parametrize("size", [(220, 170), (280, 220), (500, 220), (900, 700)])
@pytest.mark.parametrize("sizes", [(784, 10), LESSON, MANY, (784, 1, 10), (2, 2)])
def test_everything_is_drawn_inside_and_apart(diagram, size, sizes):
    diagram.resize(*size)
    show(diagram, sizes)
    diagram.grab()
    for layer in range(len(sizes)):
        places = [diagram.unit_position(layer, unit) for unit in range(diagram.drawn_units(layer))]
        assert all(diagram.rect().contains(place.toPoint()) for place in places)
        assert all(after.y() - before.y() > 4 for before, after in pairwise(places))


def test_a_unit_feeds_each_unit_of_the_next_layer_and_no_other(diagram):
    point(diagram, 1, 2)
    image = diagram.grab().toImage()
    assert has_color(image, diagram.unit_position(1, 2), theme.WINNER)
    for layer in range(1, 5):
        for unit in range(diagram.drawn_units(layer)):
            if (layer, unit) == (1, 2):
                continue
            fed = has_color(image, diagram.unit_position(layer, unit), theme.WINNER)
            assert fed == (layer == 2), (layer, unit)
    assert diagram.pointed_text() == "feeds all 32 units of the next layer, no other"


def test_a_layer_says_its_shape_and_parameters(diagram):
    texts = []
    for layer in range(5):
        point(diagram, layer)
        texts.append(diagram.pointed_text())
    assert texts == [
        "784 inputs: pixels, row by row",
        "784 × 64 weights + 64 biases = 50,240",
        "64 × 32 weights + 32 biases = 2,080",
        "32 × 32 weights + 32 biases = 1,056",
        "32 × 10 weights + 10 biases = 330",
    ]


def test_an_output_says_which_digit_it_is_for(diagram):
    point(diagram, 4, 7)
    assert diagram.pointed_text() == "evidence for the digit 7"


def test_a_tooltip_says_the_same(diagram):
    at = diagram.unit_position(2, 3).toPoint()
    QApplication.sendEvent(diagram, QHelpEvent(QEvent.Type.ToolTip, at, diagram.mapToGlobal(at)))
    assert QToolTip.text() == "feeds all 32 units of the next layer, no other"
    QToolTip.hideText()


def test_pointing_ends_when_the_mouse_leaves_or_is_beside_the_network(diagram):
    plain = diagram.grab().toImage()
    point(diagram, 1, 2)
    assert diagram.grab().toImage() != plain
    QTest.mouseMove(diagram, QPoint(140, 2))
    assert diagram.pointed_text() == ""
    point(diagram, 1, 2)
    QApplication.sendEvent(diagram, QEvent(QEvent.Type.Leave))
    assert diagram.pointed_text() == ""
    assert diagram.grab().toImage() == plain


def test_a_layer_can_be_pointed_out_from_elsewhere(diagram):
    diagram.point_out(2)
    assert diagram.pointed_text().startswith("64 × 32 weights")
    diagram.point_out(9)
    assert diagram.pointed_text() == ""
    diagram.point_out(1)
    diagram.point_out(None)
    assert diagram.pointed_text() == ""


def test_the_keys_point_too(diagram):
    diagram.activateWindow()
    diagram.setFocus()
    QTest.keyClick(diagram, Qt.Key.Key_Right)
    assert diagram.pointed_text().startswith("784 inputs")
    QTest.keyClick(diagram, Qt.Key.Key_Right)
    assert diagram.pointed_text().startswith("784 × 64")
    QTest.keyClick(diagram, Qt.Key.Key_Down)
    assert diagram.pointed_text().startswith("feeds all 32")
    for _ in range(30):
        QTest.keyClick(diagram, Qt.Key.Key_Right)
        QTest.keyClick(diagram, Qt.Key.Key_Down)
    assert diagram.pointed_text() == "evidence for the digit 0"
    for _ in range(30):
        QTest.keyClick(diagram, Qt.Key.Key_Down)
    assert diagram.pointed_text() == "evidence for the digit 9"
    for _ in range(30):
        QTest.keyClick(diagram, Qt.Key.Key_Left)
        QTest.keyClick(diagram, Qt.Key.Key_Up)
    assert diagram.pointed_text().startswith("feeds all 64")
    diagram.clearFocus()
    assert diagram.pointed_text() == ""


def test_another_network_forgets_what_was_pointed_at(diagram):
    point(diagram, 3, 2)
    show(diagram, (784, 10))
    assert diagram.pointed_text() == ""
    diagram.grab()


def test_those_who_do_not_see_are_told(diagram):
    told = diagram.accessibleDescription()
    for fact in ("784 inputs", "64, 32, 32", "ReLU", "10 outputs", "log-softmax", "53,706 parameters", "no other"):
        assert fact in told


def test_networks_without_layers_are_refused(diagram):
    for sizes in ((), (784,), (784, 0, 10)):
        with pytest.raises(ValueError, match="network"):
            diagram.set_layers(sizes, "relu", "softmax", 0)


def test_before_it_knows_a_network_it_is_empty(qtbot):
    diagram = NetworkDiagram()
    qtbot.addWidget(diagram)
    diagram.resize(280, 220)
    diagram.grab()
    QTest.mouseMove(diagram, QPoint(100, 100))
    QTest.keyClick(diagram, Qt.Key.Key_Right)
    assert diagram.pointed_text() == ""


def test_it_is_drawn_once_and_again_only_when_something_changes(diagram, qapp, monkeypatch):
    theme.apply(qapp)
    diagram.repaint()
    drawn = []
    original = diagram._painted
    monkeypatch.setattr(diagram, "_painted", lambda paint: drawn.append(True) or original(paint))
    diagram.repaint()
    point(diagram, 1, 2)
    diagram.repaint()
    assert drawn == []
    for change in (
        lambda: show(diagram, (784, 20, 10)),
        lambda: diagram.resize(300, 240),
        lambda: theme.set_scheme(qapp, "dark"),
    ):
        change()
        diagram.repaint()
        assert len(drawn) == 2
        drawn.clear()
    theme.set_scheme(qapp, "system")


def test_light_and_dark_are_both_clear(diagram, qapp):
    theme.apply(qapp)
    for scheme in ("light", "dark"):
        theme.set_scheme(qapp, scheme)
        image = diagram.grab().toImage()
        window = image.pixelColor(1, 1).lightness()
        assert (window < 128) is (scheme == "dark")
        assert has_color(image, diagram.unit_position(2, 2), theme.BAR)
    theme.set_scheme(qapp, "system")


@pytest.mark.parametrize("size", [(1, 1), (30, 400), (400, 30)])
def test_any_size_will_do(diagram, size):
    diagram.setMinimumSize(1, 1)
    diagram.resize(*size)
    for sizes in (LESSON, MANY, (784, 10)):
        show(diagram, sizes)
        diagram.grab()


@pytest.mark.parametrize("names", [("no", "yes"), ("T-shirt/top", *"abcdefgh", "<b>boot</b>"), ("a",) * 26])
def test_an_output_says_which_class_it_is_for(diagram, names):
    names = tuple(f"{name}{number}" for number, name in enumerate(names))
    sizes = (784, 64, len(names))
    diagram.set_layers(sizes, "relu", "log_softmax", parameters(sizes), names)
    diagram.grab()
    last = diagram.drawn_units(2) - 1
    for unit, name in ((0, names[0]), (last, names[-1])):
        point(diagram, 2, unit)
        assert diagram.pointed_text() == f"evidence for “{name}”"
