"""What every bench shares: figures beside their bars, and beside what they were at the last landing."""

import pytest

from tests.bench import report
from tests.bench.report import Report, Row


@pytest.fixture
def places(tmp_path, monkeypatch):
    monkeypatch.setattr(report, "machine_ms", lambda: 1.0)
    monkeypatch.setattr(report, "load", lambda: 0.5)
    return {"history": tmp_path / "history.csv", "folder": tmp_path / "latest"}


def measured(places, capsys, **values):
    bench = Report("pen", **places)
    for name, value in values.items():
        bench.figure(name, value, "ms", most=8)
    bench.end()
    return capsys.readouterr().out


def test_a_figure_is_held_against_its_bar_and_the_last_landing(places, capsys):
    assert "bars: 5 ms, at most 8: met\n" in measured(places, capsys, bars=5.0)
    assert report.land(**places) == 1
    assert not list(places["folder"].iterdir())
    words = measured(places, capsys, bars=9.0, other=1.0)
    assert "bars: 9 ms, at most 8: NOT MET; at the last landing" in words
    assert "SLOWER by 80 %" in words
    assert "other: 1 ms, at most 8: met\n" in words  # new: there is nothing to hold it against
    assert report.land(**places) == 2
    assert "SLOWER" not in measured(places, capsys, bars=9.5)
    assert [row.value for row in report.read(places["history"])] == [5.0, 9.0, 1.0]


def row(value, unit="", machine=1.0):
    return Row("2026-01-01", "abc", "pen", "bars", unit, value, 0.5, machine)


def test_times_count_by_how_quick_the_machine_was_and_ratios_do_not():
    assert report.times_of(row(20, "ms", 2.0), row(10, "ms", 1.0)) == 1
    assert report.times_of(row(20, "MB", 2.0), row(10, "MB", 1.0)) == 2
    assert report.times_of(row(1.2), row(1.0)) == pytest.approx(1.2)
    assert report.times_of(row(0), row(0)) == 1
    assert report.times_of(row(1), row(0)) > report.SLACK


def test_of_two_that_took_turns_medians_and_undisturbed_tenths_are_compared(places, capsys):
    bench = Report("pace", **places)
    bench.ratios("the window, of the engine", [2, 2, 3, 2, 2], [1, 1, 1, 4, 2], most=1.5)
    words = capsys.readouterr().out
    assert "the window, of the engine, medians: 2, at most 1.5: NOT MET" in words
    assert "the window, of the engine, undisturbed tenths: 2" in words


def test_several_runs_are_told_by_their_medians(places, capsys):
    assert Report("pen", **places).tell("pen to bars", [{"99 %": 4}, {"99 %": 6}, {"99 %": 20}]) == {"99 %": 6}
    assert "99 % 6.0 (4.4)" in capsys.readouterr().out
