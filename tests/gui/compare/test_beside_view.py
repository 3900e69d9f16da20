"""Yardsticks in the table, the curves and the points of the Compare page, and what is said of them."""

import pytest
from PySide6.QtCore import Qt

from engine.experiments.yardsticks.recipes import Centroid, Machine
from gui.compare.race_plots import LOSS
from gui.compare.sides import YARDSTICKS
from tests.gui.compare.tools import choose


@pytest.fixture
def page(alone, known):
    known(Centroid(), 160)
    known(Centroid(), 164, 1)
    known(Machine(), 196)
    return alone


def levels(page):
    return [line.value() for line in page.plots.curves.levels._lines if line.isVisible()]


def points(page):
    return [page.plots.prices._points[index].label for index, *_place in page.plots.prices._places]


def test_they_stand_below_the_networks_as_lines_and_as_points(page):
    assert page.table.rowCount() == 4
    assert [page.table.item(row, 1).text() for row in (2, 3)] == ["81.00 ± 1.41", "98.00"]
    assert levels(page) == [81, 98]
    assert points(page) == ["nearest mean image, Euclidean", "support vector machine on 50 components"]
    assert "is right most often: 98.0 %" in page.results.conclusion.text()
    page.plots.quantity.setCurrentText(LOSS)
    page.plots.quantity.activated.emit(0)
    assert levels(page) == []


def test_a_tick_hides_line_and_point(page):
    page.table.item(3, 0).setCheckState(Qt.CheckState.Unchecked)
    assert levels(page) == [81]
    assert points(page) == ["nearest mean image, Euclidean"]


def test_a_row_is_inspected_or_forgotten_by_the_button(page):
    wanted = []
    page.yardstick_wanted.connect(wanted.append)
    page.beside.choose_best()
    assert page.open_run.isEnabled()
    assert page.open_run.text() == "Inspect it"
    choose(page.open_run.menu(), "Inspect this yardstick, seed 0: 98.00 %")
    assert (wanted[0].recipe, wanted[0].fitted_to.mark) == (Machine(), page.yardsticks.conditions.mark)
    choose(page.open_run.menu(), "Forget")
    assert page.table.rowCount() == 3
    page.table.choose(0)
    assert page.open_run.text() == "Open a run"


def test_the_tables_to_take_away_have_them(page):
    [thing] = [thing for thing in page.corner.things() if thing.name == "Yardsticks" and hasattr(thing, "rows")]
    rows = list(thing.rows())
    assert rows[0][:4] == ("nearest mean image, Euclidean", "centroid", 0, 80.0)
    assert {len(row) for row in rows} == {len(thing.headers)}
    assert len(rows) == 3


def test_the_side_and_the_fields_are_remembered(page, page_of):
    page.tabs.setCurrentIndex(YARDSTICKS)
    page.yardsticks.form.seeds.setValue(3)
    other = page_of(type(page))
    other.restore(page.state())
    assert (other.tabs.currentIndex(), other.yardsticks.form.seeds.value()) == (YARDSTICKS, 3)
    assert other.start.text() == "Measure"
    other.restore({})
    assert other.start.text() == "Start"
