"""The names that a lesson may use."""

from engine.lesson.names import ALL_SIGNS, DOINGS, NOTHING, NUMBER, PAGES, PLACES, RUN_SIGNS, SIGNS, TEXT


def test_each_page_has_places_and_no_other_has():
    assert tuple(PLACES) == PAGES


def test_each_value_is_of_a_known_kind_and_no_sign_is_of_both():
    assert {*DOINGS.values(), *ALL_SIGNS.values()} <= {NUMBER, TEXT, NOTHING}
    assert not set(SIGNS) & set(RUN_SIGNS)
