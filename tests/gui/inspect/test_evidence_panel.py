"""Any image is reached, errors one after another and round again, and each with its evidence."""

import csv

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.digits.dataset import DIGIT_NAMES
from gui.inspect.evidence_panel import EvidencePanel, all_headers, all_rows
from gui.widgets.export import Table, table_text
from tests.gui.inspect.tools import found, show


@pytest.fixture
def evaluation(judged):
    """Images 2, 3 and 7 are wrong."""
    return judged([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 1, 3, 8, 4, 5, 6, 1, 8, 9])


@pytest.fixture
def panel(show, evaluation):
    made = show(EvidencePanel(), 900, 560)
    made.show_evaluation(evaluation)
    return made


@pytest.mark.parametrize(
    ("start", "after", "before"), [(2, 3, 7), (3, 7, 2), (7, 2, 3), (0, 2, 7), (5, 7, 3), (9, 2, 7)]
)
def test_the_next_error_and_the_one_before_go_round(panel, click, start, after, before):
    panel.set_current(start)
    click(panel.next_error)
    assert panel.current() == after
    panel.set_current(start)
    click(panel.last_error)
    assert panel.current() == before


def test_the_first_error_is_shown_to_begin_with_and_the_same_image_of_the_same_set_again(panel, evaluation, judged):
    assert panel.current() == 2
    panel.set_current(6)
    panel.show_evaluation(type(evaluation)(evaluation.digits, evaluation.evidence[::-1].copy()))
    assert panel.current() == 6
    panel.show_evaluation(judged([1, 2], [1, 2]))
    assert panel.current() == 0
    assert not panel.next_error.isEnabled()


def test_number_slider_and_arrows_agree_and_stop_at_the_ends(panel, click):
    panel.slider.setValue(8)
    assert (panel.number.value(), panel.current()) == (8, 8)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        QTest.keyClick(panel, key)
    assert (panel.slider.value(), panel.current()) == (9, 9)
    panel.number.setValue(0)
    click(panel.back)
    assert panel.current() == 0


def test_each_change_is_told_once(panel):
    told = []
    panel.current_changed.connect(told.append)
    panel.set_current(5)
    panel.set_current(5)
    panel.set_current(10)
    panel.number.setValue(6)
    assert told == [5, 6]


def test_the_kind_of_evidence_is_that_of_the_bars(panel, click):
    click(panel.kinds.findChild(object, "inspect_log_probability_button"))
    assert panel.card.bars.kind() == "log_probability"


def test_a_set_of_one_has_nowhere_to_go_and_none_nothing(panel, judged):
    panel.show_evaluation(judged([4], [9]))
    assert (panel.current(), panel.on.isEnabled(), panel.random.isEnabled()) == (0, False, False)
    assert panel.next_error.isEnabled()
    panel.show_evaluation(None)
    assert (panel.current(), panel.things()) == (-1, [])
    assert panel.card.view.image() is None


def test_the_tables_hold_what_the_bars_show(panel, evaluation):
    panel.set_current(7)
    things = {thing.name: thing for thing in panel.things()}
    digit, probability, log = things["Evidence for this image"].rows()[1]
    assert (digit, probability, log) == ("1", pytest.approx(0.9), pytest.approx(np.log(0.9)))
    rows = all_rows(evaluation, DIGIT_NAMES)
    assert len(all_headers(DIGIT_NAMES)) == len(rows[0]) == 13
    assert rows[3][:3] == (3, "3", "8")
    assert rows[3][3 + 8] == pytest.approx(np.log(0.9), abs=1e-6)


def test_images_are_reached_by_number_slider_arrow_keys_and_chance(page, click):
    panel = show(page, page.evidence)
    panel.number.setValue(7)
    assert panel.slider.value() == panel.current() == 7
    panel.slider.setValue(20)
    assert panel.number.value() == panel.current() == 20
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    QTest.keyClick(panel.slider, Qt.Key.Key_Left)
    assert panel.current() == 21
    click(panel.on)
    click(panel.back)
    click(panel.back)
    assert panel.current() == 20
    reached = set()
    for _ in range(8):
        click(panel.random)
        reached.add(panel.current())
    assert len(reached) > 3


def test_the_evidence_is_that_of_the_image(page):
    panel, evaluation = show(page, page.evidence), found(page)
    panel.set_current(33)
    true, guess = evaluation.digits.labels[33], evaluation.guesses[33]
    np.testing.assert_array_equal(panel.card.view.image(), evaluation.digits.images[33])
    assert panel.card.bars.winner() == guess
    assert str(true) in panel.card.verdict.text()


def test_errors_are_reached_one_after_the_other_and_round_again(page, click):
    panel, errors = show(page, page.evidence), found(page).errors.tolist()
    assert len(errors) > 2
    panel.set_current(errors[0])
    click(panel.next_error)
    assert panel.current() == errors[1]
    click(panel.last_error)
    click(panel.last_error)
    assert panel.current() == errors[-1]
    click(panel.next_error)
    assert panel.current() == errors[0]


def test_right_and_wrong_are_told_apart_by_a_sign_and_a_word(page):
    panel, evaluation = show(page, page.evidence), found(page)
    panel.set_current(int(evaluation.errors[0]))
    assert "✗ Wrong" in panel.card.verdict.text()
    panel.set_current(int(np.flatnonzero(evaluation.right)[0]))
    assert "✓ Right" in panel.card.verdict.text()


def test_the_columns_of_tables_are_called_by_the_classes(show, classed, judged_classes):
    panel, names = show(EvidencePanel(), 900, 500), classed.names
    panel.show_evaluation(judged_classes, names)
    one, everything = panel.things()[2:]
    assert one.headers[0] == "class"
    assert [row[0] for row in one.rows()] == list(names)
    lines = list(csv.reader(table_text(everything).splitlines()))
    assert lines[0] == ["image", "true_class", "guess", *(f"log_p_{name}" for name in names)]
    assert {len(line) for line in lines} == {3 + len(names)}
    assert lines[1][1] == names[classed.labels[0]]


def test_names_of_any_signs_are_one_field_of_a_table(judged_classes):
    names = tuple(f'{number}, "x"; \t' for number in range(judged_classes.digits.classes))
    table = Table("x", all_headers(names), lambda: all_rows(judged_classes, names))
    head = next(csv.reader(table_text(table).splitlines()))
    assert head[3:] == [f"log_p_{name}" for name in names]
