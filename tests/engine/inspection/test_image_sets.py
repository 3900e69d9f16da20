"""By which images a network can be judged, and whether it has seen them."""

from dataclasses import replace

import numpy as np
import pytest

from engine.digits.changes import Change, Changes
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.errors import UserError
from engine.inspection.image_sets import (
    MINE,
    OFFICIAL,
    OPENED,
    OPENED_TEST,
    TEST,
    TRAIN,
    VARIED,
    ImageSets,
    Opened,
    choices,
    inspect,
)
from engine.networks.files import PRETRAINED, read_facts
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn, from_facts
from engine.training.weight_course import histograms

NETWORK = FeedForward(NetworkSpec((8,)), seed=4)
SHIPPED = from_facts(read_facts(PRETRAINED))


@pytest.fixture(scope="module")
def lesson(lesson_digits):
    return TrainedOn(lesson_digits.name, 0.1, 4, mark=mark_of(lesson_digits))


@pytest.fixture(scope="module")
def mine(few_digits):
    """A set that a person has opened, with a test set beside it."""
    digits = replace(few_digits, name="mine")
    return Opened(digits, digits.take(np.arange(50), "mine, test"))


def test_a_network_trained_here_is_judged_by_its_own_test_images_first(lesson, lesson_digits):
    found = choices(lesson, Opened(lesson_digits))
    assert list(found) == [TEST, OFFICIAL, TRAIN]
    assert found[TEST] == "its test images: 10 % of MNIST 20,000"


def test_the_network_that_ships_and_any_from_elsewhere_are_judged_by_the_official_test(lesson_digits):
    assert list(choices(SHIPPED, Opened(lesson_digits))) == [OFFICIAL, TEST, TRAIN, OPENED]
    assert list(choices(None, Opened(lesson_digits))) == [OFFICIAL, OPENED]
    assert list(choices(None, Opened())) == [OFFICIAL]


def test_an_opened_set_can_be_chosen_with_the_test_images_that_came_with_it(lesson, mine):
    assert list(choices(lesson, mine)) == [TEST, OFFICIAL, TRAIN, OPENED, OPENED_TEST]
    assert len(inspect(ImageSets(), NETWORK, lesson, OPENED, mine).evaluation) == 300
    assert len(inspect(ImageSets(), NETWORK, lesson, OPENED_TEST, mine).evaluation) == 50


def test_its_own_images_cannot_be_chosen_where_they_are_not_at_hand(mine):
    on_mine = TrainedOn("mine", 0.0, 0, mark=mark_of(mine.digits), own_test=True)
    assert list(choices(on_mine, Opened())) == [OFFICIAL]
    assert list(choices(on_mine, mine)) == [TEST, OFFICIAL, TRAIN]
    assert inspect(ImageSets(), NETWORK, on_mine, TEST, mine).evaluation.digits is mine.test
    with pytest.raises(UserError, match="not at hand"):
        inspect(ImageSets(), NETWORK, on_mine, TRAIN, Opened())


def test_a_set_of_the_same_name_that_holds_other_images_is_not_taken_for_its_own(mine):
    on_mine = TrainedOn("mine", 0.1, 0, mark=mark_of(mine.digits))
    grown = Opened(Digits(mine.digits.images[:99], mine.digits.labels[:99], "mine"))
    with pytest.raises(UserError, match="“mine” holds other images now"):
        inspect(ImageSets(), NETWORK, on_mine, TRAIN, grown)


def test_what_the_person_has_drawn_can_be_judged_too_and_none_of_it_was_seen(lesson, lesson_digits, mine):
    drawn = Digits(255 - mine.digits.images[:20], mine.digits.labels[:20], "My digits")
    opened = Opened(lesson_digits, mine=drawn)
    assert choices(lesson, opened)[MINE] == "My digits: 20 of your drawings"
    assert MINE not in choices(lesson, Opened(lesson_digits))
    found = inspect(ImageSets(), NETWORK, lesson, MINE, opened)
    assert found.evaluation.digits is drawn
    assert found.share_seen == 0
    assert opened != Opened(lesson_digits)


@pytest.mark.parametrize(("images", "share"), [(TEST, 0), (OFFICIAL, 0), (TRAIN, 1)])
def test_training_images_are_told_from_test_images(lesson, lesson_digits, images, share):
    found = inspect(ImageSets(), NETWORK, lesson, images, Opened(lesson_digits))
    assert found.share_seen == share
    assert len(found.evaluation) == {TEST: 2_000, OFFICIAL: 10_000, TRAIN: 18_000}[images]


def test_what_the_network_that_ships_has_seen_of_an_opened_set_is_known_image_by_image(lesson_digits):
    images = lesson_digits.images[:3_000].copy()
    images[:300] = 255 - images[:300]
    opened = Opened(Digits(images, lesson_digits.labels[:3_000], "mine"))
    found = inspect(ImageSets(), NETWORK, SHIPPED, OPENED, opened)
    assert not found.seen[:300].any()
    assert not found.chosen_on[:300].any()
    assert (found.seen != found.chosen_on)[300:].all()
    assert found.share_seen == pytest.approx(0.9 * 55 / 60, abs=0.02)
    unknown = inspect(ImageSets(), NETWORK, None, OPENED, opened)
    assert (unknown.share_seen, unknown.share_chosen_on) == (None, None)


@pytest.mark.parametrize(("images", "seen", "chosen"), [(TEST, 0, 1), (OFFICIAL, 0, 0), (TRAIN, 1, 0)])
def test_the_test_images_by_which_the_best_epoch_was_chosen_pass_for_no_test(
    lesson, lesson_digits, images, seen, chosen
):
    best, opened = replace(lesson, chosen_on_test=True), Opened(lesson_digits)
    found = inspect(ImageSets(), NETWORK, best, images, opened)
    assert (found.share_seen, found.share_chosen_on) == (seen, chosen)
    assert inspect(ImageSets(), NETWORK, lesson, images, opened).share_chosen_on == 0


def test_a_network_that_was_chosen_is_judged_by_other_images_first(lesson, lesson_digits, mine):
    best = replace(lesson, chosen_on_test=True)
    assert list(choices(best, Opened(lesson_digits))) == [OFFICIAL, TEST, TRAIN]
    assert choices(best, Opened(lesson_digits))[TEST].endswith("10 % of MNIST 20,000, which helped to choose it")
    of_mine = TrainedOn("mine", 0.1, 0, mark=mark_of(mine.digits), chosen_on_test=True)
    assert next(iter(choices(of_mine, mine))) == TEST  # MNIST's may be other digits than a person's own


def test_a_network_of_varied_images_is_judged_by_varied_ones_or_by_the_official_ones_as_they_are(lesson, lesson_digits):
    inverted = replace(lesson, changes=Changes((Change("inverted"), Change("few", 200, "training"))))
    sets, opened = ImageSets(), Opened(lesson_digits)
    assert choices(inverted, opened) == {
        TEST: "its test images: 10 % of MNIST 20,000, inverted",
        OFFICIAL: "MNIST official test: 10,000 images",
        VARIED: "MNIST official test, inverted",
        TRAIN: "its training images: 90 % of MNIST 20,000, 200 images, inverted",
    }
    plain, varied = sets.find(OFFICIAL, inverted, opened), sets.find(VARIED, inverted, opened)
    np.testing.assert_array_equal(varied.images, 255 - plain.images)
    assert len(sets.find(TRAIN, inverted, opened)) == 200
    assert sets.find(TEST, inverted, opened).images.mean() > 200
    assert sets.seen(OPENED, lesson_digits, inverted, opened).sum() == 200


def test_the_start_is_drawn_again_from_the_networks_seed(lesson, lesson_digits):
    found = inspect(ImageSets(), NETWORK, lesson, OFFICIAL, Opened(lesson_digits))
    assert found.seed == 4
    assert (
        [a.tolist() for a in found.start]
        == [a.tolist() for a in histograms(NETWORK)]
        == [a.tolist() for a in found.now]
    )
    assert inspect(ImageSets(), NETWORK, None, OFFICIAL, Opened()).seed is None
    assert inspect(ImageSets(), NETWORK, SHIPPED, OFFICIAL, Opened()).seed is None


def test_a_set_without_images_and_one_with_a_single_image_can_be_inspected(mine):
    for count in (0, 1):
        opened = Opened(mine.digits.take(np.arange(count)))
        assert len(inspect(ImageSets(), NETWORK, None, OPENED, opened).evaluation) == count


def test_a_network_is_judged_by_sets_with_as_many_classes_only(classed, lesson, lesson_digits, few_digits):
    names, drawn = classed.names, classed.take(np.arange(5), "My digits")
    assert list(choices(None, Opened(classed, mine=drawn), names)) == [OPENED, MINE]
    assert choices(None, Opened(few_digits, few_digits, few_digits), names) == {}
    assert list(choices(lesson, Opened(classed, classed, drawn))) == [TEST, OFFICIAL, TRAIN]
    changes = Changes((Change("left_out", (1,), "training"),))
    trained_on = TrainedOn(classed.name, 0.1, 0, changes, mark_of(classed))
    found = choices(trained_on, Opened(classed), names)
    assert list(found) == [TEST, TRAIN]
    assert f"without {names[1]}" in found[TRAIN]
    assert choices(trained_on, Opened(), names) == {}
    network = FeedForward(NetworkSpec((8,)).fitting(classed))
    judged = inspect(ImageSets(), network, trained_on, TEST, Opened(classed))
    assert judged.evaluation.confusion.shape == (classed.classes,) * 2
    assert judged.names == names
    with pytest.raises(UserError, match="classes apart"):
        inspect(ImageSets(), network, None, OFFICIAL, Opened(classed))


def test_ten_classes_that_are_no_digits_are_not_judged_by_mnist(few_digits):
    clothes = replace(few_digits, name="clothes", names=tuple("abcdefghij"))
    assert list(choices(None, Opened(clothes), clothes.names)) == [OPENED]
    nameless = inspect(ImageSets(), NETWORK, None, OPENED, Opened(clothes))
    assert nameless.names == clothes.names
