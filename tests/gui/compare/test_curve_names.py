"""Names stand at the ends of their curves, none over another; where there is no room it is said how many are left."""

import numpy as np
import pytest

from engine.experiments.statistics import Band
from gui.compare.curve_names import apart
from gui.compare.line_style import line_styles
from gui.compare.race_curves import Axis, RaceCurves


def test_what_is_far_apart_stays_and_what_meets_goes_as_little_as_it_must():
    assert apart([10, 50, 90], 15, 0, 100) == [10, 50, 90]
    assert apart([50, 50], 10, 0, 100) == [45, 55]
    assert apart([], 10, 0, 100) == []
    assert apart([0, 0], 10, 0, 100) == [0, 10]
    assert apart([100, 100], 10, 0, 100) == [90, 100]


@pytest.mark.parametrize("seed", range(20))
def test_no_other_heights_are_nearer_by_the_least_squares(seed):
    rng = np.random.default_rng(seed)
    wanted, gap = np.sort(rng.uniform(0, 200, 6)), 20.0
    found = np.array(apart(wanted.tolist(), gap, 0, 200))
    assert (np.diff(found) > gap - 1e-9).all()
    assert -1e-9 < found.min() <= found.max() < 200 + 1e-9
    best = ((found - wanted) ** 2).sum()
    for _time in range(300):  # any small change that keeps the gaps is worse
        other = found + rng.normal(0, 2, 6)
        if (np.diff(other) >= gap).all() and other.min() >= 0 and other.max() <= 200:
            assert ((other - wanted) ** 2).sum() >= best - 1e-9


def test_names_follow_what_is_shown_and_tell_how_many_have_no_room(show):
    curves = show(RaceCurves(), 700, 300)
    labels = [f"candidate {number}" for number in range(40)]
    curves.set_lines(labels, line_styles(40), 4)
    curves.set_axis(Axis("test accuracy (%)", 0, 100), "A race")
    names = [name for name, *_rest in curves.names.places()]
    assert names[0] == "candidate 0", "nothing has been trained yet: they are a legend, from the top"
    assert names[-1].startswith("and ")
    for index in range(2):
        mean = np.linspace(10, 90 - 40 * index, 5)
        curves.show_line(index, Band(np.arange(5), mean, mean, mean), [mean])
    (first, _style, end, middle), (second, *_rest, lower) = curves.names.places()
    assert (first, second) == ("candidate 0", "candidate 1")
    assert end == pytest.approx(middle)
    assert middle < lower
    curves.set_shown(0, False)
    assert [name for name, *_rest in curves.names.places()] == ["candidate 1"]
    for index in range(40):
        mean = np.full(5, 50.0)
        curves.show_line(index, Band(np.arange(5), mean, mean, mean), [mean])
    places = curves.names.places()
    assert places[-1][0] == f"and {39 - (len(places) - 1)} more"
    assert places[-1][-1] <= curves.plot.height()
    curves.resize(300, 300)
    assert curves.names.isHidden(), "the plot needs the room"
