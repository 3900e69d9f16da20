"""Whatever a hand does on the canvas is answered, and nothing is raised: warnings and errors fail these tests."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from gui.canvas import ink_image
from gui.draw.page import DrawPage
from gui.model.networks import SHIPPED, shipped

SIDE = 280


@pytest.fixture
def page(session, page_of):
    """The page without its window: it needs a network, and no digits."""
    session.networks.add(SHIPPED, shipped())
    made = page_of(DrawPage)
    made.resize(980, 640)
    return made


@pytest.fixture
def drawing(page):
    return page.canvas.drawing


def replay(page, points):
    """One stroke of the mouse through ``points`` in canvas pixels, as events on the real canvas."""
    canvas = page.canvas
    pixels = [QPoint(*np.rint(canvas.from_canvas(*point).toTuple()).astype(int).tolist()) for point in points]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=pixels[0])
    for pixel in pixels[1:]:
        QTest.mouseMove(canvas, pixel)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=pixels[-1])


def stroke(kind):
    random = np.random.default_rng(7)
    if kind == "all over the canvas":
        return np.stack([np.where(np.arange(1500) % 2, 2, 278), np.linspace(2, 278, 1500)], axis=1)
    if kind == "in and out thousands of times":
        return np.vstack([[140, 140], random.uniform(-150, 430, (3000, 2))])
    if kind == "far outside":
        return np.array([[140, 140], [9_000, -7_000], [-8_000, 140], [140, 9_999], [140, 140]])
    return np.array([[140.0, 140.0]])


KINDS = ("a single dot", "all over the canvas", "in and out thousands of times", "far outside")


@pytest.mark.parametrize("kind", KINDS)
def test_a_stroke_of_any_kind_is_answered(page, drawing, wait, kind):
    replay(page, stroke(kind))
    wait(lambda: page.bars.winner() is not None)
    assert page.verdict.text() not in ("", "Draw a digit on the black square.")
    for line in drawing.strokes():
        assert ((line >= 0) & (line <= SIDE)).all()
    page.canvas.grab()


def test_ten_thousand_points_in_one_stroke_are_all_kept_and_judged(page, drawing, wait):
    turn = np.linspace(0, 60, 10_000)
    drawing.begin(140.0, 40.0)
    for point in np.stack([140 + 90 * np.sin(turn), 140 - 100 * np.cos(turn * 1.1)], axis=1):
        drawing.extend([point])
    wait(lambda: page.bars.winner() is not None)
    assert len(drawing.strokes()[0]) == 10_001


@pytest.mark.parametrize("fault", [np.nan, np.inf, -np.inf, 1e300])
def test_places_that_are_none_leave_no_ink(page, drawing, fault):
    drawing.begin(fault, 3.0)
    drawing.extend([(fault, fault)])
    drawing.erase((fault, 0.0), (3.0, 3.0), 10.0)
    assert drawing.empty


def test_a_long_scribble_is_painted_bit_by_bit_until_all_of_it_is_there(page, drawing, wait, monkeypatch):
    points = np.random.default_rng(2).uniform(20, 260, (300, 2))
    drawing.show_strokes([points[:150], points[150:]])
    whole = levels(page)
    monkeypatch.setattr(ink_image, "_POINTS_AT_ONCE", 40)
    drawing.show_strokes([points[:150], points[150:]])
    assert difference(levels(page), whole) > 5
    wait(lambda: difference(levels(page), whole) < 0.5)  # a path that is cut elsewhere has another edge, just so


def levels(page):
    page.canvas.grab()
    return page.canvas.levels().astype(int)


def difference(one, other):
    """Mean, in grey levels of 255."""
    return np.abs(one - other).mean()


def test_the_pen_that_is_lifted_outside_ends_its_stroke(page, drawing):
    canvas = page.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    QTest.mouseMove(canvas, QPoint(-500, -500))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(-500, -500))
    assert drawing.open_stroke is None
    assert canvas.to_canvas(QPointF(canvas.rect().center())) == pytest.approx((140, 140), abs=2)
