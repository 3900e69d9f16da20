"""Yardsticks at hand: fitted in processes of their own, named, given up, and gone with the program."""

import multiprocessing
import sys

import numpy as np
import pytest

from engine.experiments.yardsticks.keeping import kept, save_yardstick
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Centroid, Forest, Neighbours
from gui.model.yardsticks import MOST


@pytest.fixture
def yardsticks(session, few_digits):
    session.data.set_digits(few_digits)
    return session.yardsticks


def test_one_is_fitted_to_the_digits_in_hand_split_as_for_the_next_network(yardsticks, few_digits, wait):
    loaded = "sklearn" in sys.modules
    yardsticks.set_split(0.5, 4)
    with_opened = []
    yardsticks.opened.connect(with_opened.append)
    yardsticks.fit(Neighbours(1))
    wait(lambda: with_opened)
    (which,) = with_opened
    assert yardsticks.names() == {which: "1 nearest neighbour"}
    assert yardsticks.chosen == which
    one = yardsticks.get(which)
    assert one.kept == kept(Neighbours(1), 4, Images(few_digits, None, 0.5))
    train, _test = Images(few_digits, None, 0.5).sets(4)
    assert (one.judge(train.images).guesses == train.labels).all()
    assert ("sklearn" in sys.modules) == loaded
    yardsticks.close()
    assert not multiprocessing.active_children()
    assert not yardsticks.names()


def test_giving_up_ends_the_process_and_those_that_wait(yardsticks, session, wait, monkeypatch):
    told, failed = [], []
    session.messages.told.connect(told.append)
    session.messages.failed.connect(failed.append)
    yardsticks.fit(Forest(1_000))
    yardsticks.fit(Centroid())
    wait(lambda: len(yardsticks.under_way) == 2)
    first = yardsticks.under_way[0]
    assert first.kept.recipe == Forest(1_000)
    assert first.estimate > 0
    assert 0 <= first.share < 1
    wait(multiprocessing.active_children)
    yardsticks.cancel()
    wait(lambda: not yardsticks.under_way)
    assert len(told) == 2
    assert not failed
    assert not yardsticks.names()
    assert not multiprocessing.active_children()


def test_the_same_one_is_not_fitted_twice_and_others_of_its_kind_are_told_apart(
    pretended, yardsticks, few_digits, wait
):
    wanted, opened = kept(Neighbours(), 0, Images(few_digits)), []
    yardsticks.opened.connect(opened.append)
    for one in (wanted, kept(Neighbours(3, "distance"), 0, Images(few_digits)), wanted):
        yardsticks.open(one)
        wait(lambda: not yardsticks.under_way)
    assert [*yardsticks.names().values()] == ["3 nearest neighbours", "3 nearest neighbours (2)"]
    assert opened == [*yardsticks.names(), next(iter(yardsticks.names()))]


def test_there_is_room_for_so_many_until_one_is_removed(pretended, yardsticks, session, few_digits, wait):
    failed = []
    session.messages.failed.connect(failed.append)
    for count in range(MOST + 1):
        yardsticks.open(kept(Neighbours(count + 1), 0, Images(few_digits)))
    wait(lambda: not yardsticks.under_way)
    assert len(yardsticks.names()) == MOST
    assert "remove one" in failed[0]
    last = yardsticks.get(yardsticks.chosen)
    yardsticks.drop(yardsticks.chosen)
    assert not last.alive
    assert len(yardsticks.names()) == MOST - 1
    assert yardsticks.chosen is None


def test_one_whose_process_the_system_has_ended_is_at_hand_no_more(pretended, yardsticks, few_digits, wait):
    yardsticks.open(kept(Centroid(), 0, Images(few_digits)))
    wait(yardsticks.names)
    yardsticks.get(yardsticks.chosen)._ended = True
    yardsticks.drop_dead()
    assert not yardsticks.names()


def test_what_cannot_be_fitted_is_told_in_a_sentence(yardsticks, session, some_digits, wait, tmp_path):
    failed = []
    session.messages.failed.connect(failed.append)
    other = kept(Centroid(), 0, Images(some_digits.take(np.arange(50), "other digits")))
    save_yardstick(tmp_path / "mine.json", other)
    yardsticks.read(tmp_path / "mine.json")
    wait(lambda: failed)
    assert "open “other digits” first" in failed[0]
    (tmp_path / "mine.json").write_text("{}")
    yardsticks.read(tmp_path / "mine.json")
    wait(lambda: len(failed) == 2)
    assert "mine.json holds no yardstick" in failed[1]
    assert not yardsticks.under_way
