"""The digits in hand, and what is done to them before the next training."""

from dataclasses import replace

import pytest

from engine.digits.changes import Change, Changes
from engine.networks.network import NetworkSpec

INVERTED = Changes((Change("inverted"),))


@pytest.fixture
def data(session):
    return session.data


@pytest.fixture
def said(data):
    told = []
    data.changed.connect(lambda: told.append("digits"))
    data.preparation_changed.connect(lambda: told.append("preparation"))
    return told


def test_the_test_set_that_comes_with_them_is_used_until_the_person_wants_a_split(data, said, some_digits, few_digits):
    data.set_digits(some_digits, few_digits)
    assert data.test_digits is data.offered_test is few_digits
    data.test_with_own(False)
    assert data.test_digits is None
    data.test_with_own(True)
    assert data.test_digits is few_digits
    data.set_digits(some_digits)
    assert data.test_digits is data.offered_test is None
    assert said == ["digits"] * 4


def test_what_is_applied_is_told_once_and_only_if_it_is_another(data, said):
    data.set_changes(Changes())
    data.set_changes(INVERTED)
    data.set_changes(Changes((Change("inverted"),)))
    data.set_input_range(0.0, 1.0)
    data.set_input_range(-1.0, 1.0)
    data.set_input_range(-1.0, 1.0)
    assert said == ["preparation", "preparation"]


def test_a_network_is_fed_the_chosen_range(data):
    data.set_input_range(-1.0, 1.0)
    assert data.fed(NetworkSpec((5,))) == NetworkSpec((5,), input_range=(-1.0, 1.0))


def test_a_network_is_fed_the_classes_of_the_digits(data, some_digits):
    data.set_digits(replace(some_digits, names=tuple("ABCDEFGHIJKL")))
    assert data.fed(NetworkSpec((5,))) == NetworkSpec((5,), classes=12, names=tuple("ABCDEFGHIJKL"))


def test_the_same_set_in_another_form_is_tested_as_it_was_chosen(data, few_digits, some_digits):
    data.set_digits(some_digits, few_digits, ("an offer",))
    data.test_with_own(False)
    data.exchange(few_digits, some_digits)
    assert (data.digits, data.offered_test, data.test_digits) == (few_digits, some_digits, None)
    data.test_with_own(True)
    data.exchange(some_digits, few_digits)
    assert data.test_digits is few_digits
    assert data.offers == ("an offer",)
    data.set_digits(few_digits)
    assert data.offers == ()


def test_which_classes_are_left_out_is_forgotten_with_a_set_of_others(data, said, some_digits, few_digits):
    left_out = Change("left_out", (9,), "training")
    data.set_digits(some_digits)
    data.set_changes(Changes((left_out, *INVERTED.chosen)))
    data.set_digits(few_digits)
    assert data.changes.chosen == (left_out, *INVERTED.chosen), "these are the same classes"
    data.exchange(replace(few_digits, names=tuple("ABCDEFGHIJ")), None)
    assert left_out in data.changes.chosen, "these are the same classes under other names"
    said.clear()
    data.set_digits(few_digits)
    assert data.changes == INVERTED
    assert said == ["digits", "preparation"]
