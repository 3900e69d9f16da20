"""The smaller widgets of the Inspect page, each by itself."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from engine.digits.contact_sheet import sheet
from gui.inspect.evidence_card import judgement
from gui.inspect.mean_images import MeanImages
from gui.inspect.penalty_plots import PenaltyPlots
from gui.look import theme
from gui.widgets.activation_rows import ActivationRows
from gui.widgets.export import Table, table_text
from gui.widgets.pixel_evidence import PixelEvidence


@pytest.fixture
def shown(qtbot):
    """``shown(widget, width, height)``: the widget on the screen, and what it looks like."""

    def show(widget, width, height):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        return widget.grab().toImage()

    return show


def color_at(image: QImage, point):
    return image.pixelColor(int(point.x()), int(point.y())).name()


def test_bars_of_activations_rise_above_the_line_of_zero_and_fall_below_it(shown):
    rows, layer = ActivationRows(), np.array([2.0, -1.0, 0.0], np.float32)
    rows.show_layers([layer, np.arange(10, dtype=np.float32)], "tanh")
    image = shown(rows, 400, 300)
    up, down = rows.bar_rect(0, 0), rows.bar_rect(0, 1)
    assert up.bottom() == pytest.approx(down.top())
    assert up.height() == pytest.approx(2 * down.height())
    assert rows.bar_rect(0, 2).height() == 0
    assert color_at(image, up.center()) == theme.BAR.lower()
    assert color_at(image, rows.bar_rect(1, 9).center()) == theme.WINNER.lower()
    assert rows.unit_at(down.center().toPoint()) == (0, 1)
    assert rows.unit_at(rows.rect().topLeft()) is None


@pytest.mark.parametrize("values", [np.zeros(4), np.array([np.nan, np.inf, -np.inf, 1]), np.full(4, -3.0)])
def test_any_activations_can_be_drawn(shown, values):
    rows = ActivationRows()
    rows.show_layers([values.astype(np.float32), np.zeros(10, np.float32)], "relu")
    shown(rows, 300, 200)


def test_pixels_for_and_against_are_coloured_and_signed(shown):
    says = np.zeros((28, 28), np.float32)
    says[5, 5], says[5, 20] = 1, -1
    view = PixelEvidence()
    view.show_pixels(np.zeros((28, 28), np.uint8), says, 3)
    image = shown(view, 340, 340)
    at = [view.pixel_rect(5, column).topLeft() for column in (5, 20)]
    blue, red = (image.pixelColor(int(point.x()) + 2, int(point.y()) + 2) for point in at)
    assert blue.blue() > blue.red()
    assert red.red() > red.blue()
    plus, minus = (view.pixel_rect(5, column).center() for column in (5, 20))
    assert color_at(image, plus) == "#ffffff"
    above = image.pixelColor(int(minus.x()), int(minus.y()) - 2).name()
    assert above != "#ffffff"
    assert "speaks for 3" in view._tip(5, 5)
    assert "speaks against 3" in view._tip(5, 20)


def test_mean_images_are_reached_by_click_and_arrow_keys(shown, qtbot):
    means, view = np.full((2, 10, 28, 28), 255.0), MeanImages()
    counts = np.ones((2, 10), np.int64)
    means[1, 3], counts[1, 3] = np.nan, 0
    view.show_means(means, counts)
    image = shown(view, 900, 260)
    assert color_at(image, view.rect_of(0, 3).center()) == "#ffffff"
    with qtbot.waitSignal(view.clicked) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect_of(0, 2).center().toPoint())
    assert chosen.args == [0, 2]
    with qtbot.waitSignals([view.clicked, view.clicked]):
        QTest.keyClick(view, Qt.Key.Key_Right)
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert view._current == 13


@pytest.mark.parametrize(
    ("p", "words"), [(0.01, "100 times as steep"), (0.9, "little is left to learn"), (0.0, "steep")]
)
def test_the_penalty_is_told_in_words(qtbot, p, words):
    plots = PenaltyPlots()
    qtbot.addWidget(plots)
    plots.show_image(float(np.log(p)) if p else -90.0)
    assert words in plots._words.text()
    plots.show_image(float("nan"))
    assert not plots._log_mark.isVisible()


def test_a_judgement_tells_the_true_digit_the_guess_and_how_sure_it_is():
    evidence = np.log(np.array([0.02, 0.9, *[0.01] * 8]))
    assert judgement(1, evidence) == "✓ Right: a 1, and taken for one: 90.0\u00a0%."
    assert judgement(8, evidence) == "✗ Wrong: an 8, taken for a 1: 90.0\u00a0%. The true 8 got 1.0\u00a0%."


def test_a_table_leaves_empty_what_is_no_number():
    table = Table("x", ("digit", "recall"), lambda: [(0, 0.5), (1, float("nan"))])
    assert table_text(table) == "digit,recall\n0,0.5\n1,\n"
    assert table_text(table, "\t").splitlines()[1] == "0\t0.5"


@pytest.mark.parametrize("count", [1, 7, 40])
def test_a_sheet_holds_every_image_with_its_caption(count):
    images = np.full((count, 28, 28), 9, np.uint8)
    image = QImage.fromData(sheet(images, [f"{k} as 3" for k in range(count)]), "PNG")
    bytes_ = np.frombuffer(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits(), np.uint8)
    assert (bytes_ == 9).sum() >= count * 84 * 84
    assert image.width() > image.height() or count == 1
