"""A yardstick at hand answers as it would here, from its own process, and is gone when it is ended."""

import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.apart import Cancelled
from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.experiments.yardsticks.at_hand import CHUNK, fit_at_hand
from engine.experiments.yardsticks.inspected import inspect_yardstick
from engine.experiments.yardsticks.keeping import kept
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.inspection.image_sets import TEST, ImageSets, Opened


def never():
    return False


@pytest.fixture(scope="module")
def neighbours(some_digits):
    """Fitted to 1,500 of them."""
    wanted = kept(Neighbours(), 3, Images(some_digits, None, 0.25))
    with ThreadPoolExecutor(1) as pool:  # in a thread that has ended when it is asked
        made = pool.submit(fit_at_hand, wanted, some_digits, never).result()
    yield made
    made.end()
    assert not multiprocessing.active_children()


def test_it_answers_bit_by_bit_as_it_would_here(neighbours, some_digits):
    here = neighbours.kept.refit(some_digits).judge(some_digits.images[: 2 * CHUNK + 7])
    shares = []
    there = neighbours.judge(some_digits.images[: 2 * CHUNK + 7], never, shares.append)
    assert (there.guesses == here.guesses).all()
    assert (there.evidence == here.evidence).all()
    assert (neighbours.judge_one(some_digits.images[5]).evidence == here.evidence[5:6]).all()
    assert len(shares) == 3
    assert sorted(shares) == shares
    assert shares[-1] == 1
    assert neighbours.names == some_digits.names
    assert neighbours.label == "3 nearest neighbours"
    empty = neighbours.judge(some_digits.images[:0])
    assert empty.guesses.shape == (0,)
    assert empty.evidence.shape == (0, 10)


def test_its_test_images_are_those_of_a_network_with_the_same_split(neighbours, some_digits):
    found = inspect_yardstick(ImageSets(), neighbours, TEST, Opened(some_digits))
    _train, test = Images(some_digits, None, 0.25).sets(3)
    assert (found.evaluation.digits.images == test.images).all()
    assert found.share_seen == 0
    assert found.share_chosen_on == 0
    assert found.names == some_digits.names
    assert 60 < found.evaluation.accuracy < 100
    assert found.evaluation.has_evidence


def test_a_set_that_is_given_up_is_not_judged_to_its_end(neighbours, some_digits):
    with pytest.raises(Cancelled):
        neighbours.judge(some_digits.images, lambda: True)


def test_who_waits_for_it_hears_that_it_was_ended(few_digits):
    changes = Changes((Change("left_out", (9,)),))
    nearest = fit_at_hand(kept(Centroid(), 0, Images(few_digits, few_digits, 0.1, changes)), few_digits, never)
    answers, heard = nearest.judge(few_digits.images), []
    assert answers.evidence is None
    assert 9 not in answers.guesses

    def go_on():
        try:
            while True:
                nearest.judge_one(few_digits.images[0])
        except UserError as error:
            heard.append(error)

    thread = threading.Thread(target=go_on)
    thread.start()
    nearest.end()
    thread.join(60)
    assert isinstance(heard[0], Cancelled)
    assert not nearest._process.process.is_alive()


def test_what_cannot_be_fitted_is_told_and_leaves_no_process(few_digits):
    mine, before = kept(Neighbours(1_000), 0, Images(few_digits)), multiprocessing.active_children()
    with pytest.raises(UserError, match="fewer neighbours"):
        fit_at_hand(mine, few_digits, never)
    with pytest.raises(UserError, match="not at hand"):
        fit_at_hand(mine, None, never)
    with pytest.raises(Cancelled):
        fit_at_hand(mine, few_digits, lambda: True)
    assert multiprocessing.active_children() == before
