"""The bars say what the network says, also when that is odd."""

import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip

from gui.look import theme
from gui.widgets.evidence_bars import LOWEST, EvidenceBars

PROBABILITIES = np.array([0.01, 0.02, 0.05, 0.1, 0.01, 0.01, 0.05, 0.7, 0.03, 0.02])
EVIDENCE = np.log(PROBABILITIES)


@pytest.fixture
def bars(qtbot):
    bars = EvidenceBars()
    qtbot.addWidget(bars)
    bars.resize(300, 250)
    with qtbot.waitExposed(bars):
        bars.show()
    return bars


def pixels(bars, color):
    """(height, width) bool: where the bars have exactly this colour."""
    image = bars.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    values = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    return (values & 0xFFFFFF) == (QColor(color).rgb() & 0xFFFFFF)


def painted_width(bars, digit):
    """Width of the bar of a digit on the screen, in pixels."""
    row = round(bars.bar_rect(digit).center().y())
    return int((pixels(bars, theme.BAR)[row] | pixels(bars, theme.WINNER)[row]).sum())


def axis(bars):
    """Its width."""
    full = EvidenceBars()
    full.resize(bars.size())
    full.set_kind(bars.kind())
    return full.bar_rect(0).width()  # without evidence


def tip(bars, digit):
    at = bars.bar_rect(digit).center().toPoint()
    QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, at, bars.mapToGlobal(at)))
    return QToolTip.text()


def test_without_evidence_there_are_no_bars_and_no_winner(bars):
    assert bars.winner() is None
    assert not pixels(bars, theme.BAR).any()
    assert not pixels(bars, theme.WINNER).any()
    assert "No evidence" in bars.accessibleDescription()


def test_bars_are_as_long_as_the_probabilities(bars):
    bars.set_evidence(EVIDENCE)
    for digit, probability in enumerate(PROBABILITIES):
        assert bars.bar_rect(digit).width() == pytest.approx(probability * axis(bars))
        assert painted_width(bars, digit) == pytest.approx(probability * axis(bars), abs=2)


@pytest.mark.parametrize(
    ("least", "end"), [(-0.5, -10), (-9.9, -10), (-10.0, -10), (-10.1, -20), (-33.0, -40), (-80.0, -40)]
)
def test_log_bars_hang_from_0_on_an_axis_that_reaches_the_lowest_of_the_ten(bars, least, end):
    bars.set_kind("log_probability")
    evidence = np.full(10, -0.4)
    evidence[2] = least
    bars.set_evidence(evidence)
    right = bars.bar_rect(0).right()
    for digit, log in enumerate(evidence):
        assert bars.bar_rect(digit).width() == pytest.approx(min(1, log / end) * axis(bars))
        assert bars.bar_rect(digit).right() == pytest.approx(right)
    assert bars._ends() == (f"−{-end}", "0")


def test_the_order_of_the_bars_is_that_of_the_digits(bars):
    tops = [bars.bar_rect(digit).top() for digit in range(10)]
    assert tops == sorted(tops)


@pytest.mark.parametrize("kind", ["probability", "log_probability"])
def test_the_winner_is_the_digit_with_the_most_evidence_and_stands_out(bars, kind):
    bars.set_kind(kind)
    bars.set_evidence(EVIDENCE.astype(np.float32))
    assert bars.winner() == 7
    rows = np.nonzero(pixels(bars, theme.WINNER).any(axis=1))[0]
    bar = bars.bar_rect(7)
    assert bar.top() - 3 <= rows.min()
    assert rows.max() <= bar.bottom() + 3
    left_of_axis = pixels(bars, theme.WINNER)[:, : int(bar.left()) - 1]
    assert left_of_axis.any(), "a pointer, for those who do not see the colour"


def test_a_better_digit_takes_over(bars):
    bars.set_evidence(EVIDENCE)
    bars.set_evidence(np.roll(EVIDENCE, 1))
    assert bars.winner() == 8
    bars.set_evidence(None)
    assert bars.winner() is None
    assert not pixels(bars, theme.WINNER).any()


def test_later_changes_of_the_array_are_not_shown(bars):
    evidence = EVIDENCE.copy()
    bars.set_evidence(evidence)
    evidence[:] = 0
    assert bars.winner() == 7
    assert "70.00 %" in tip(bars, 7)


@pytest.mark.parametrize("kind", ["probability", "log_probability"])
@pytest.mark.parametrize(
    ("evidence", "winner"),
    [
        (np.full(10, np.nan), None),
        (np.full(10, -np.inf), None),
        (np.full(10, np.log(0.1)), 0),
        (np.array([-np.inf, np.nan, -1e30, -250, -1e5, -12.01, -99.999, -0.001, np.nan, -1e300]), 7),
        (np.array([np.inf, 5.0, -1, -1, -1, -1, -1, -1, -1, -1]), 0),
        (np.full(10, -1e308), 0),
    ],
)
def test_no_evidence_is_too_odd(bars, kind, evidence, winner):
    bars.set_kind(kind)
    bars.set_evidence(evidence)
    bars.repaint()
    assert bars.winner() == winner
    for digit in range(10):
        assert 0 <= bars.bar_rect(digit).width() <= axis(bars)
        assert tip(bars, digit)


def test_what_is_beyond_the_left_end_is_marked(bars):
    bars.set_kind("log_probability")
    evidence = np.full(10, LOWEST)
    evidence[0] = 0.0
    bars.set_evidence(evidence)
    at_the_end = bars.grab().toImage()
    evidence[3] = LOWEST - 0.001  # the same number in the window
    bars.set_evidence(evidence)
    beyond = bars.grab().toImage()
    track = bars.bar_rect(3).toAlignedRect().adjusted(0, 0, 10, 0)
    assert at_the_end.copy(track) != beyond.copy(track)


def test_only_ten_numbers_are_evidence(bars):
    for shape in (9, 11, (1, 10), (10, 1), ()):
        with pytest.raises(ValueError, match="each of 10 classes"):
            bars.set_evidence(np.zeros(shape))
    with pytest.raises(ValueError, match="odds"):
        bars.set_kind("odds")
    with pytest.raises(ValueError, match="10"):
        bars.mark(10)


def test_hovering_tells_the_numbers(bars):
    bars.set_evidence(EVIDENCE)
    assert tip(bars, 7) == f"Digit 7\nprobability 70.00 %\nlog-probability −{-math.log(0.7):.3f}"
    tiny = EVIDENCE.copy()
    tiny[2] = np.log(1e-9)
    bars.set_evidence(tiny)
    assert "probability 1 × 10⁻⁹\n" in tip(bars, 2)


def test_the_true_digit_is_outlined(bars):
    bars.set_evidence(EVIDENCE)
    plain = bars.grab().toImage()
    bars.mark(3)
    row = bars.bar_rect(3).toAlignedRect().adjusted(-4, -4, 200, 4)
    other = bars.bar_rect(5).toAlignedRect().adjusted(-4, -4, 200, 4)
    marked = bars.grab().toImage()
    assert plain.copy(row) != marked.copy(row)
    assert plain.copy(other) == marked.copy(other)
    assert "true digit" in tip(bars, 3)
    assert "it is a 3" in bars.accessibleDescription()
    bars.mark(None)
    assert bars.grab().toImage() == plain


def test_those_who_do_not_see_are_told(bars):
    bars.set_evidence(EVIDENCE)
    assert bars.accessibleName()
    assert bars.accessibleDescription() == "Most evidence for 7, probability 70 %"


def test_the_axis_stays_where_it_is_while_the_numbers_change(bars):
    for kind in ("probability", "log_probability"):
        bars.set_kind(kind)
        lefts = set()
        widths = set()
        for scale in (0.01, 1, 30, 5000):
            bars.set_evidence(EVIDENCE * scale)
            lefts.add(bars._track(0).left())
            widths.add(axis(bars))
        assert len(lefts) == len(widths) == 1


def test_it_is_painted_only_when_something_is_different(bars, monkeypatch):
    asked = []
    bars.set_evidence(EVIDENCE)
    monkeypatch.setattr(bars, "update", lambda: asked.append(True))
    bars.set_evidence(EVIDENCE.copy())
    assert asked == []
    bars.set_evidence(np.roll(EVIDENCE, 1))
    assert asked == [True]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(150, 130), (280, 250), (900, 700), (1, 1), (20, 400)])
def test_any_size_will_do(qtbot, qapp, scheme, size):
    theme.apply(qapp)
    theme.set_scheme(qapp, scheme)
    bars = EvidenceBars()
    qtbot.addWidget(bars)
    bars.resize(*size)
    for kind in ("probability", "log_probability"):
        bars.set_kind(kind)
        bars.set_evidence(EVIDENCE)
        bars.grab()
    theme.set_scheme(qapp, "system")


@pytest.mark.parametrize("kind", ["probability", "log_probability"])
def test_a_set_of_any_classes_has_a_bar_for_each_as_long_as_its_probability(bars, classed, kind):
    names = classed.names
    bars.set_names(names)
    bars.set_kind(kind)
    shares = np.arange(1, len(names) + 1) / np.arange(1, len(names) + 1).sum()
    bars.set_evidence(np.log(shares))
    assert bars.winner() == len(names) - 1
    wide = bars._track(0).width()
    for place, share in enumerate(shares):
        length = share if kind == "probability" else min(1, np.log(share) / bars._lowest)
        assert bars.bar_rect(place).width() == pytest.approx(length * wide)
        assert tip(bars, place).startswith(names[place])
    assert bars.accessibleDescription().startswith(f"Most evidence for {names[-1]}, probability ")
    assert pixels(bars, theme.WINNER).any()


def test_other_names_keep_evidence_for_as_many_classes_and_drop_other_evidence(bars):
    bars.set_evidence(EVIDENCE)
    bars.set_names(tuple("abcdefghij"))
    assert bars.winner() == 7
    assert bars.names()[7] == "h"
    bars.set_names(("no", "yes"))
    assert bars.winner() is None
    bars.set_evidence(np.log([0.1, 0.9]))
    assert bars.winner() == 1
    with pytest.raises(ValueError, match="each of 2 classes"):
        bars.set_evidence(EVIDENCE)
    with pytest.raises(ValueError, match="2"):
        bars.mark(2)


def test_a_name_is_no_html_and_is_told_whole(bars):
    bars.set_names(("<b>bold</b>", "W" * 40))
    bars.set_evidence(np.log([0.2, 0.8]))
    assert tip(bars, 1).startswith("W" * 40)
    assert "&lt;b&gt;bold" in tip(bars, 0)
    bars.mark(0)
    assert "it is: <b>bold</b>" in bars.accessibleDescription()


def test_many_classes_ask_for_more_room_and_the_digits_for_as_much_as_ever(bars):
    assert (bars.minimumSizeHint().width(), bars.sizeHint().width()) == (150, 280)
    bars.set_names(tuple(map(str, range(62))))
    assert bars.minimumSizeHint().height() > 200
