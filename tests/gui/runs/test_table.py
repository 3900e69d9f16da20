"""The list of runs: what its cells say, how it is sorted, and what keys and clicks ask for."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from engine.networks.network import NetworkSpec
from engine.runs.library import About, Entry
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import RunSummary
from engine.training.config import TrainingConfig
from gui.look.plain import looks_like_html
from gui.runs.table import BEST, EPOCHS, NAME, NETWORK, OPTIMISER, SIZE, STAR, STATE, TEST, RunsTable

RUN = RunSummary(
    spec=NetworkSpec(), config=TrainingConfig(), epoch=60, accuracy=95.44, best_accuracy=95.96, seconds=6.0,
    outcome="completed", trained_on=TrainedOn("MNIST 20,000", 0.1, 0), origin="", train_sum="", test_sum="",
    threads=1, unsound=0, versions={},
)  # fmt: skip


def entry(name, starred=False, size=212_000, in_use=False, **facts):
    return Entry(Path(f"/runs/{name}"), About(name, starred=starred), replace(RUN, **facts), size, in_use)


NEWEST_FIRST = [
    entry("Wide", accuracy=96.0, best_accuracy=96.5, size=9_000, spec=NetworkSpec((256,))),
    entry("broken", accuracy=math.nan, best_accuracy=-1.0, epoch=0, outcome="diverged", size=100_000),
    entry("narrow", accuracy=9.5, best_accuracy=10.0, epoch=7, spec=NetworkSpec((4,), "tanh"), outcome="stopped"),
    entry("again", starred=True, config=replace(RUN.config, optimizer="adam", learning_rate=0.001), outcome="training"),
]


@pytest.fixture
def table(show):
    made = show(RunsTable(), 1000, 300)
    made.show_entries(NEWEST_FIRST)
    return made


def column(table, which):
    return [table.item(row, which).text() for row in range(table.rowCount())]


def click_header(table, which):
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(which) + header.sectionSize(which) // 2, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def cell(table, row, which):
    return table.visualItemRect(table.item(row, which)).center()


# What it says


def test_the_newest_is_on_top_and_each_cell_says_what_it_should(table):
    assert column(table, NAME) == ["Wide", "broken", "narrow", "again"]
    assert column(table, TEST) == ["96.0", "", "9.5", "95.4"]
    assert column(table, BEST) == ["96.5", "", "10.0", "96.0"]
    assert column(table, EPOCHS) == ["60/60", "0/60", "7/60", "60/60"]
    assert column(table, STATE) == ["finished", "diverged", "stopped", "broken off"]
    assert column(table, SIZE) == ["9", "100", "212", "212"]
    assert column(table, OPTIMISER)[2:] == ["SGD, 0.01", "Adam, 0.001"]
    assert column(table, NETWORK)[2].endswith("10, tanh")
    assert column(table, STAR) == ["☆", "☆", "☆", "★"]


def test_a_run_that_is_being_trained_is_not_called_broken_off(table):
    table.show_entries([entry("under way", outcome="training", in_use=True)])
    assert column(table, STATE) == ["training"]


@pytest.mark.parametrize(
    ("which", "rising"),
    [
        (NAME, ["again", "broken", "narrow", "Wide"]),
        (EPOCHS, ["broken", "narrow", "Wide", "again"]),
        (NETWORK, ["narrow", "broken", "again", "Wide"]),
        (SIZE, ["Wide", "broken", "narrow", "again"]),
    ],
)
def test_headers_sort_by_value_and_not_by_text(table, which, rising):
    table.sortByColumn(which, Qt.SortOrder.AscendingOrder)
    assert column(table, NAME) == rising


@pytest.mark.parametrize("which", [TEST, BEST])
def test_a_run_without_an_accuracy_comes_last_whichever_way(table, which):
    click_header(table, which)
    once = column(table, NAME)
    click_header(table, which)
    twice = column(table, NAME)
    assert sorted((once, twice)) == [["Wide", "again", "narrow", "broken"], ["narrow", "again", "Wide", "broken"]]


def test_a_sorted_list_stays_sorted_with_the_same_run_chosen(table):
    table.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    table.choose(Path("/runs/Wide"))
    table.show_entries([entry("new", size=1_000_000), *NEWEST_FIRST])
    assert column(table, NAME) == ["new", "narrow", "again", "broken", "Wide"]
    assert table.chosen() == Path("/runs/Wide")


@pytest.mark.parametrize(
    ("chosen", "gone", "then"),
    [
        ("Wide", ["Wide"], "broken"),
        ("broken", ["broken"], "narrow"),
        ("broken", ["broken", "narrow"], "again"),
        ("again", ["again"], "narrow"),
        ("narrow", ["narrow", "again"], "broken"),
    ],
)
def test_where_the_chosen_run_is_gone_its_neighbour_is_chosen(table, chosen, gone, then):
    table.choose(Path(f"/runs/{chosen}"))
    table.show_entries([entry("new"), *(run for run in NEWEST_FIRST if run.folder.name not in gone)])
    assert table.chosen() == Path(f"/runs/{then}")
    table.show_entries([])
    assert table.chosen() is None


def test_the_neighbour_is_the_one_that_is_seen_beside_it(table):
    table.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    assert column(table, NAME) == ["narrow", "again", "broken", "Wide"]
    table.choose(Path("/runs/again"))
    table.show_entries([run for run in NEWEST_FIRST if run.folder.name != "again"])
    assert table.chosen() == Path("/runs/broken")


def test_however_many_runs_are_read_anew_their_columns_are_measured_once(show, qapp):
    measured = []

    class Measured(RunsTable):
        def sizeHintForColumn(self, column):
            measured.append(column)
            return super().sizeHintForColumn(column)

    runs = [entry(f"run {number}", size=1_000 * number) for number in range(30)]
    table = show(Measured(), 1000, 300)
    table.show_entries(runs)
    table.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    qapp.processEvents()
    measured.clear()
    table.show_entries([replace(run, about=About(f"{run.title}, again")) for run in runs])
    qapp.processEvents()
    assert column(table, NAME)[0] == "run 29, again"
    assert max(map(measured.count, measured)) <= 4  # it was once for each cell


# What is asked for


@pytest.fixture
def asked(table):
    """What the table has asked for."""
    told = []
    table.star_clicked.connect(lambda folder: told.append(("star", folder.name)))
    table.opened.connect(lambda folder: told.append(("open", folder.name)))
    table.renamed.connect(lambda folder, name: told.append(("rename", folder.name, name)))
    table.delete_pressed.connect(lambda: told.append("delete"))
    return told


def test_keys_act_on_the_chosen_run(table, asked):
    table.choose(Path("/runs/narrow"))
    for key in (Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        QTest.keyClick(table, key)
    assert asked == [("star", "narrow"), ("open", "narrow"), "delete"]
    QTest.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 3


def test_without_runs_keys_ask_for_nothing(table, asked):
    table.show_entries([])
    for key in (Qt.Key.Key_S, Qt.Key.Key_Return, Qt.Key.Key_Delete):
        QTest.keyClick(table, key)
    assert asked == []


def test_clicks_act_on_the_run_under_them_also_in_a_sorted_list(table, asked):
    table.sortByColumn(SIZE, Qt.SortOrder.DescendingOrder)
    viewport, left = table.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(viewport, left, pos=cell(table, 3, STAR))
    assert asked == [("star", "Wide")]
    QTest.mouseClick(viewport, left, pos=cell(table, 2, TEST))
    QTest.mouseDClick(viewport, left, pos=cell(table, 2, TEST))
    assert asked[1:] == [("open", "broken")]


def test_a_name_is_typed_in_and_trimmed_and_its_return_opens_nothing(table, asked, wait):
    table.choose(Path("/runs/narrow"))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = table.viewport().findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, " small ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait(lambda: asked)
    assert asked == [("rename", "narrow", "small")]


@pytest.fixture
def typing(table):
    """The name of a run is being typed: the field, with what was there chosen."""
    table.choose(Path("/runs/narrow"))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_F2)
    field = table.viewport().findChild(QLineEdit)
    field.selectAll()
    QTest.keyClicks(field, "sma")
    return field


def test_a_name_that_is_being_typed_stays_while_the_list_is_read_anew(table, typing, asked, wait):
    for entries in (NEWEST_FIRST, list(reversed(NEWEST_FIRST)), [entry("new"), *NEWEST_FIRST]):
        table.show_entries(entries)
        QTest.keyClicks(typing, "l")
    QTest.keyClick(typing, Qt.Key.Key_Return)
    wait(lambda: asked)
    assert asked == [("rename", "narrow", "smalll")]
    assert table.rowCount() == 4  # the list that has the new name is still to come


def test_the_list_that_came_meanwhile_shows_when_no_name_is_typed_after_all(table, typing, asked):
    table.show_entries([entry("new"), *NEWEST_FIRST])
    assert table.rowCount() == 4
    QTest.keyClick(typing, Qt.Key.Key_Escape)
    assert column(table, NAME) == ["new", "Wide", "broken", "narrow", "again"]
    assert table.chosen() == Path("/runs/narrow")
    assert asked == []


def test_what_is_typed_counts_when_the_window_says_so(table, typing, asked):
    table.finish_typing()
    assert asked == [("rename", "narrow", "sma")]
    table.finish_typing()
    assert len(asked) == 1


@pytest.fixture
def strike(table, qapp):
    """``strike(F2, "name")``: keys and words, struck faster than the program gets on with what it has put off."""
    table.choose(Path("/runs/broken"))
    table.activateWindow()
    table.setFocus()

    def struck(*keys):
        for key in keys:
            send = QTest.keyClicks if isinstance(key, str) else QTest.keyClick
            send(qapp.focusWidget(), key)

    return struck


@pytest.fixture
def complaints(qtlog, qapp):
    """``complaints()``: what Qt says of the views, when it has got on with all that it had put off."""

    def said():
        qapp.processEvents()
        return [record.message for record in qtlog.records if "QAbstractItemView" in record.message]

    return said


F2, RETURN, DOWN = Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Down


def test_a_name_that_is_typed_right_after_another_one_goes_to_its_own_run(table, strike, asked, complaints):
    strike(F2, "first", RETURN, DOWN, F2, "sec")
    assert complaints() == []
    table.show_entries([entry("new"), *NEWEST_FIRST])
    strike("ond", RETURN)
    assert asked == [("rename", "broken", "first"), ("rename", "narrow", "second")]
    assert complaints() == []


def test_of_two_names_in_a_row_the_one_that_is_still_typed_counts_when_the_window_says_so(
    table, strike, asked, complaints
):
    strike(F2, "first", DOWN, F2, "second")
    table.finish_typing()
    assert asked == [("rename", "broken", "first"), ("rename", "narrow", "second")]
    strike(F2)
    assert table.viewport().findChild(QLineEdit) is not None  # it still can be typed in
    assert complaints() == []


def test_return_and_a_click_elsewhere_at_once_name_the_run_once(table, strike, asked, complaints):
    strike(F2, "first", RETURN)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell(table, 0, TEST))
    assert complaints() == []
    assert asked == [("rename", "broken", "first")]
    assert table.chosen() == Path("/runs/Wide")


def test_a_name_is_taken_back_by_escape_before_anything_asks_for_it(table, strike, asked, complaints):
    strike(F2, "first", Qt.Key.Key_Escape)
    table.finish_typing()
    assert asked == []
    assert complaints() == []


def test_showing_runs_renames_none(table, asked):
    table.show_entries(list(reversed(NEWEST_FIRST)))
    assert asked == []


def test_a_network_of_other_classes_says_which(table):
    table.show_entries([entry("Letters", spec=NetworkSpec(classes=3, names=("A", "B", "<b>C</b>"))), entry("Digits")])
    assert [table.item(row, NETWORK).text() for row in range(2)] == ["784-64-32-32-3", "784-64-32-32-10"]
    assert "\nClasses" not in table.item(1, NETWORK).toolTip()
    tip = table.item(0, NETWORK).toolTip()
    assert tip.endswith("Classes: A, B, <b>C</b>")
    assert not looks_like_html(tip)
