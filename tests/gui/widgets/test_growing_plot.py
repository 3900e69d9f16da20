"""What stands still is painted once, and curves where they are new; it looks as if all was painted anew."""

import numpy as np
import pyqtgraph as pg
import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.widgets.export import picture
from gui.widgets.growing_curve import GrowingCurve
from gui.widgets.growing_plot import GrowingPlot

RED = "#d00000"


@pytest.fixture
def plot(show, qapp):
    made = show(GrowingPlot("epoch", "loss"), 420, 280)
    made.legend = made.add_legend((-12, 12))
    made.line = made.add_growing(GrowingCurve("line", made.pen("#0072b2", 2), "o", 5, "#0072b2"))
    made.line.setShadowPen(made.pen("#ffffff", 4))
    made.noise = made.add_growing(GrowingCurve("noise", made.pen("#999999"), smooth=False))
    made.star = made.add_growing(GrowingCurve("star", None, "star", 17, RED))
    made.setXRange(0, 40, padding=0.04)
    made.setYRange(0, 1, padding=0.04)
    qapp.processEvents()
    return made


@pytest.fixture
def seen(plot, qtbot, qapp):
    """What is on the screen, (height, width, 4) bytes, once it is what painting all of it anew would give."""

    def seen():
        found = []

        def is_right():
            plot.viewport().update(QRect(0, 0, 1, 1))  # so that Qt puts on the screen whatever is due
            found[:] = [_on_screen(plot), _bytes(plot.viewport().grab())]
            return found[0].shape == found[1].shape and (found[0] == found[1]).all()

        qapp.processEvents()  # the scene tells later of what has changed
        qtbot.waitUntil(is_right)
        return found[0]

    return seen


def _on_screen(plot):
    place = QRect(plot.viewport().mapTo(plot, plot.viewport().rect().topLeft()), plot.viewport().size())
    return _bytes(plot.screen().grabWindow(plot.winId()).copy(place))


def _bytes(picture):
    image = picture.toImage().convertToFormat(picture.toImage().Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4).copy()


def _count_of(color, picture):
    wanted = QColor(color)
    return int((picture[..., :3] == (wanted.blue(), wanted.green(), wanted.red())).all(2).sum())


@pytest.fixture
def stills(plot, monkeypatch):
    """How often what stands still has been painted from now on, as the only number of a list."""
    count, keep = [0], plot._keep_still

    def counted():
        count[0] += 1
        keep()

    monkeypatch.setattr(plot, "_keep_still", counted)
    return count


def test_piece_by_piece_it_looks_as_if_painted_at_once(plot, seen, stills):
    random = np.random.default_rng(0)
    y, many, noise = random.random(41), np.linspace(0, 40, 1600), random.random(1600)
    legend = _count_of(RED, seen())
    stills[0] = 0
    for epoch in range(1, 41):
        plot.noise.grow(many[: 40 * epoch], noise[: 40 * epoch])
        plot.line.grow(np.arange(epoch + 1), y[: epoch + 1])
        best = int(y[: epoch + 1].argmax())
        plot.star.grow(np.array([best]), y[best : best + 1])
        if epoch % 3 == 0:
            on_screen = seen()
    assert stills[0] == 0
    assert _count_of(RED, on_screen) > legend + 20


def test_other_points_take_the_place_of_those_that_were(plot, seen):
    legend = _count_of(RED, seen())
    plot.star.grow(np.array([10]), np.array([0.5]))
    plot.line.grow(np.arange(30), np.linspace(0, 1, 30))
    seen()
    plot.line.grow(np.arange(12), np.linspace(1, 0, 12))
    plot.star.grow(np.empty(0), np.empty(0))
    assert _count_of(RED, seen()) == legend
    assert plot.line.getData()[0].tolist() == list(range(12))


def test_what_changes_beside_the_curves_is_seen(plot, seen, stills, qapp):
    plot.line.grow(np.arange(41), np.linspace(0, 1, 41))
    before = seen()
    changes = (
        lambda: plot.setXRange(0, 80, padding=0.04), lambda: plot.resize(400, 260),
        lambda: plot.addItem(pg.InfiniteLine(5, angle=90), ignoreBounds=True),
    )  # fmt: skip
    for change in changes:
        stills[0] = 0
        change()
        plot.line.grow(np.arange(40), np.linspace(0, 1, 40))  # in the same moment
        on_screen = seen()
        assert on_screen.shape != before.shape or (on_screen != before).any()
        assert stills[0] > 0
        before = on_screen
    dark = QPalette(plot.palette())
    dark.setColor(QPalette.ColorRole.Window, QColor("#202020"))
    dark.setColor(QPalette.ColorRole.WindowText, QColor("#eeeeee"))
    plot.setPalette(dark)
    assert _count_of("#202020", seen()) > 10_000
    stills[0] = 0
    for _ in range(5):
        qapp.processEvents()
    assert stills[0] == 0  # and then it comes to rest


def test_the_legend_hides_the_curves_below_it_and_shows_and_hides_each(plot, seen):
    box = plot.legend.sceneBoundingRect()
    where = plot.getPlotItem().getViewBox().mapSceneToView(box.center())
    plot.star.grow(np.array([where.x()]), np.array([where.y()]))
    legend = _count_of(RED, seen())
    plot.star.grow(np.array([5]), np.array([0.5]))
    assert _count_of(RED, seen()) > legend + 20
    mark = next(sample for sample, label in plot.legend.items if label.text == "star")
    point = plot.mapFromScene(mark.mapToScene(QPointF(10, 10)))
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert not plot.star.isVisible()
    assert _count_of(RED, seen()) == 0


def test_a_picture_that_is_larger_has_the_curves(plot, show):
    plot.line.grow(np.arange(41), np.linspace(0, 1, 41))
    around = QWidget()
    QVBoxLayout(around).addWidget(plot)
    show(around, 420, 280)
    blue = _count_of("#0072b2", _bytes(plot.viewport().grab()))
    assert blue > 100
    enlarged = picture(around, 3 * around.width())
    wide = np.frombuffer(enlarged.constBits(), np.uint8).reshape(enlarged.height(), enlarged.width(), 4)
    assert _count_of("#0072b2", wide) > 5 * blue
