"""A conclusion claims what the seeds bear out, and no more."""

from engine.experiments.conclusion import compared


def test_a_clear_difference_is_called_one_and_an_unclear_one_is_not():
    clear = {0: {0: 95.0, 1: 96.0, 2: 95.5}, 1: {0: 90.0, 1: 91.1, 2: 90.4}}
    unclear = {0: {0: 95.0, 1: 96.0, 2: 95.5}, 1: {0: 94.0, 1: 97.1, 2: 95.0}}
    assert "more than the spread" in compared(clear, ["a", "b"])
    assert "no more than" in compared(unclear, ["a", "b"])


def test_who_is_ahead_is_told_by_the_seeds_that_both_have_finished():
    words = compared({0: {0: 90.0, 1: 99.0}, 1: {0: 94.0}}, ["a", "b"])
    assert words.startswith("b (94.0 %) is ahead of a (90.0 %) by 4.0 points")
    assert "level" in compared({0: {0: 94.0, 1: 99.0}, 1: {0: 94.0}}, ["a", "b"])
