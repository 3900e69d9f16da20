"""A step is ticked when all that it asks for has been seen, and not before."""

from engine.lesson.steps import Sign
from engine.lesson.watching import Watch


def test_what_a_person_does_is_seen_in_any_order_and_stays_seen():
    watch = Watch((Sign("place", "table"), Sign("drawn")))
    assert not watch.see("drawn")
    assert not watch.see("place", "pixels")
    assert watch.see("place", "table")
    assert watch.see("place", "pixels")


def test_what_is_asked_of_a_run_has_to_hold_of_one_run_at_one_time():
    watch = Watch((Sign("accuracy", at_least=95.0), Sign("trained parameters", at_most=100.0)))
    assert not watch.see_run({"accuracy": 96.0, "trained parameters": 500.0})
    assert not watch.see_run({"accuracy": 90.0, "trained parameters": 50.0})
    assert not watch.see_run({"accuracy": 96.0})
    assert watch.see_run({"accuracy": 96.0, "trained parameters": 50.0})


def test_both_kinds_are_needed_where_both_are_asked_for():
    watch = Watch((Sign("drawn"), Sign("epochs", at_least=1.0)))
    assert not watch.see_run({"epochs": 2.0})
    assert watch.see("drawn")


def test_a_step_that_asks_for_nothing_has_seen_all():
    assert Watch(()).done
