"""An image on its way through a network can be pointed at, is painted quickly, and says the same to those who hear."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from engine.inspection.flow import flow
from engine.networks.network import FeedForward, NetworkSpec
from gui.look import theme
from gui.train.diagram.flow_view import FlowView
from gui.train.diagram.flow_words import LAYER, LINK, SOFTMAX, UNIT

NAMES = tuple("0123456789")


@pytest.fixture(params=[False, True], ids=["small", "large"])
def view(request, show, found):
    made = show(FlowView(request.param), *((900, 500) if request.param else (290, 180)))
    made.show_flow(found, NAMES, 3)
    made.grab()
    return made


def test_a_unit_and_a_pixel_and_a_link_are_pointed_at(view, found):
    unit = view.drawn_units(2)[3]
    QTest.mouseMove(view, view.unit_position(2, unit).toPoint())
    assert view.pointed() == (UNIT, 2, unit, 0)
    assert view.pointed_text() == view.accessibleDescription() != ""
    assert view.pointed_text().startswith(f"Unit {unit + 1} of layer 2")
    QTest.mouseMove(view, view._laid_out().pixel_place(300).toPoint())
    assert view.pointed_text().startswith("Pixel in row")
    x, y, to_x, to_y = view.shown().ends[-1]
    QTest.mouseMove(view, QPoint(round((x + to_x) / 2), round((y + to_y) / 2)))
    assert view.pointed().kind in (LINK, UNIT)
    view.grab()
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.pointed() is None
    assert view.accessibleDescription() == ""


def test_a_tooltip_says_the_same(view):
    at = view.unit_position(3, view.drawn_units(3)[0]).toPoint()
    QApplication.sendEvent(view, QHelpEvent(QEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    assert QToolTip.text() == view.pointed_text()
    QToolTip.hideText()


def test_the_softmax_is_a_click_away(view, qtbot):
    with qtbot.waitSignal(view.softmax_wanted):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view._laid_out().bars[2].center().toPoint())
    assert view.pointed() == (SOFTMAX, 4, 2, 0)


def test_the_keys_go_everywhere(view, found, qtbot):
    view.activateWindow()
    view.setFocus()
    kinds = []
    for _ in range(7):
        QTest.keyClick(view, Qt.Key.Key_Right)
        kinds.append(view.pointed()[:2])
    assert kinds == [*((LAYER, layer) for layer in range(5)), (SOFTMAX, 4), (SOFTMAX, 4)]
    assert view.pointed().unit == found.guess
    with qtbot.waitSignal(view.softmax_wanted):
        QTest.keyClick(view, Qt.Key.Key_Space)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.pointed()[:2] == (UNIT, 2)
    first = view.pointed().unit
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.pointed().unit == view.drawn_units(2)[1] != first
    strong = max(view.shown().links, key=lambda link: link.layer == 2)
    view.point_at(type(view.pointed())(UNIT, 2, strong.unit))
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Space)
        assert view.pointed()[:3] == (LINK, 2, strong.unit)
        assert "weight" in view.accessibleDescription()
        view.grab()


def test_a_unit_that_is_pointed_at_stays_pointed_at_as_the_image_changes(view, network, lesson_digits):
    unit = view.drawn_units(1)[0]
    QTest.mouseMove(view, view.unit_position(1, unit).toPoint())
    told = []
    view.pointed_at.connect(told.append)
    view.show_flow(flow(network, lesson_digits.images[9]), NAMES)
    assert view.unit_position(1, unit) is not None
    assert told == [view.pointed_text()]


def test_what_stays_is_painted_once_and_a_flow_is_laid_out_once(view, network, lesson_digits, monkeypatch):
    view.repaint()
    still, shown = view._still, view.shown()
    view.point_out(2)
    view.repaint()
    assert view.shown() is shown
    view.show_flow(flow(network, lesson_digits.images[9]), NAMES)
    view.repaint()
    assert view._still is still
    view.resize(view.width() + 10, view.height())
    view.repaint()
    assert view._still is not still


def test_another_network_and_none_and_nonsense_are_painted(view, lesson_digits):
    view.set_empty_words("Draw something")
    for spec in (NetworkSpec(()), NetworkSpec((5000,)), NetworkSpec((3,) * 10, "tanh", classes=62)):
        network = FeedForward(spec)
        view.show_flow(flow(network, lesson_digits.images[1]), spec.names)
        view.grab()
        network.flat.fill_(float("nan"))
        view.show_flow(flow(network, lesson_digits.images[1]), spec.names, 1)
        view.point_out(1)
        view.grab()
    view.show_flow(None)
    assert view.pointed_text() == ""
    view.grab()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space):
        QTest.keyClick(view, key)
    assert view.pointed() is None


def test_something_runs_along_there_and_back(view):
    plain = view.grab().toImage()
    pictures = []
    for forward in (True, False):
        for share in (0.1, 0.6):
            view.show_course(forward, share)
            pictures.append(view.grab().toImage())
    assert all(one != plain for one in pictures)
    view.show_course(True, None)
    assert view.grab().toImage() == plain


def test_light_and_dark(view, qapp):
    theme.apply(qapp)
    lightness = []
    for scheme in ("light", "dark"):
        theme.set_scheme(qapp, scheme)
        lightness.append(view.grab().toImage().pixelColor(1, 1).lightness())
    theme.set_scheme(qapp, "system")
    assert lightness[0] > 128 > lightness[1]
    assert np.isfinite(lightness).all()
