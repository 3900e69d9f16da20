"""A training with augmentation sees new variants in every epoch, which depend on the seed and the epoch alone."""

from dataclasses import replace

import numpy as np
import pytest

from engine.digits.changes import Change, Changes
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments.experiment import Experiment, Factor, open_experiment, save_experiment
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.randomness import AUGMENTATION, numpy_generator
from engine.training.augmentation import AUGMENTATION_KINDS, augmented
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train

SPEC = NetworkSpec((16,))
CONFIG = TrainingConfig(epochs=3, batch_size=20, learning_rate=0.1, seed=5, augmentation="both")


def trained(config, sets, augment=None, resume=None, epochs=99, after=None):
    control = Control(resumable=True)
    for report in train(SPEC, config, *sets, control, augment, resume, after):
        if report.epoch == epochs:
            control.stop()
    return control


def parameters(control):
    return control.latest().flat.numpy()


@pytest.fixture(scope="module")
def sets(some_digits, few_digits):
    return some_digits.take(np.arange(400)), few_digits


@pytest.mark.parametrize("kind", AUGMENTATION_KINDS)
def test_the_same_seed_gives_the_same_network_bit_for_bit_and_another_seed_another(sets, kind):
    config = replace(CONFIG, augmentation=kind)
    once, again = parameters(trained(config, sets)), parameters(trained(config, sets))
    assert (once == again).all()
    assert (once != parameters(trained(replace(config, seed=6), sets))).any()
    assert (once != parameters(trained(replace(config, augmentation="none"), sets))).any()


def test_each_epoch_is_trained_on_the_variants_of_its_own_generator(sets):
    def by_hand(digits: Digits, epoch: int) -> Digits:
        return replace(
            digits, images=augmented(digits.images, numpy_generator(CONFIG.seed, AUGMENTATION, epoch), "both")
        )

    plain = replace(CONFIG, augmentation="none")
    assert (parameters(trained(CONFIG, sets)) == parameters(trained(plain, sets, by_hand))).all()
    assert (by_hand(sets[0], 1).images != by_hand(sets[0], 2).images).any()


def test_a_resumed_training_sees_what_the_uninterrupted_one_saw(sets):
    broken_off = trained(CONFIG, sets, epochs=1)
    resumed = trained(CONFIG, sets, resume=broken_off.checkpoint())
    assert (parameters(resumed) == parameters(trained(CONFIG, sets))).all()


CHANGES = Changes(tuple(Change(kind) for kind in ("binarised", "inverted", "scrambled", "scrambled_each")))


def test_what_is_done_to_values_and_order_is_done_after_augmentation(sets):
    """The other way round inverted images get black corners, binarised ones grey, and what was scrambled a blur."""

    def by_hand(seen: Digits, epoch: int) -> Digits:
        assert seen is not sets[0]
        random = numpy_generator(CONFIG.seed, AUGMENTATION, epoch)
        return CHANGES.training(replace(seen, images=augmented(sets[0].images, random, "both")))

    seen, plain = CHANGES.training(sets[0]), replace(CONFIG, augmentation="none")
    ours = trained(CONFIG, sets, after=CHANGES.after_augmentation)
    assert (parameters(ours) == parameters(trained(plain, (seen, sets[1]), by_hand))).all()


def test_before_training_and_without_augmentation_the_network_sees_the_changed_images(sets):
    config = replace(CONFIG, augmentation="none")
    after, seen = CHANGES.after_augmentation, CHANGES.training(sets[0])
    first, *_ = train(SPEC, config, *sets, after=after)
    (expected, *_) = train(SPEC, config, seen, sets[1])
    assert (first.loss, first.train_accuracy) == (expected.loss, expected.train_accuracy)
    assert (parameters(trained(config, sets, after=after)) == parameters(trained(config, (seen, sets[1])))).all()


def test_scrambled_pixels_are_learned_as_well_as_any_with_augmentation_too(lesson_digits):
    """The network has no idea which pixels are neighbours. Varied after scrambling, they were a blur: 82 %, not 90."""
    accuracies = []
    for changes in (Changes(), Changes((Change("scrambled"),))):
        sets = changes.sets_to_train(lesson_digits.take(np.arange(6_000)))
        config = TrainingConfig(epochs=4, optimizer="adam", learning_rate=0.002, augmentation="affine")
        *_, last = train(SPEC, config, *sets, after=changes.after_augmentation)
        accuracies.append(last.test_accuracy)
    assert accuracies[1] == pytest.approx(accuracies[0], abs=2)  # points: three deviations over seeds


def test_a_training_with_changed_images_resumes_where_it_was(sets):
    after = CHANGES.after_augmentation
    broken_off = trained(CONFIG, sets, epochs=1, after=after)
    resumed = trained(CONFIG, sets, resume=broken_off.checkpoint(), after=after)
    assert (parameters(resumed) == parameters(trained(CONFIG, sets, after=after))).all()
    others = replace(sets[0], images=np.maximum(sets[0].images, 1))  # which are the same when they are binarised
    with pytest.raises(UserError, match="images are not the ones"):
        trained(CONFIG, (others, sets[1]), resume=broken_off.checkpoint(), after=after)


def test_a_run_from_when_augmentation_came_last_is_not_gone_on_with(sets):
    """It saw other images: its curve would have a bend."""
    seen, after = CHANGES.training(sets[0]), CHANGES.after_augmentation
    old = trained(CONFIG, (seen, sets[1]), epochs=1)
    with pytest.raises(UserError, match="older Inkling, which varied its images after"):
        trained(CONFIG, sets, resume=old.checkpoint(), after=after)


@pytest.mark.parametrize(
    ("augmentation", "changes"), [("none", CHANGES), ("both", Changes((Change("shifted", 2),))), ("both", Changes())]
)
def test_any_other_run_from_then_goes_on(sets, augmentation, changes):
    config = replace(CONFIG, augmentation=augmentation)
    old = trained(config, (changes.training(sets[0]), sets[1]), epochs=1)
    now = changes.before_augmentation(sets[0]), sets[1]
    resumed = trained(config, now, resume=old.checkpoint(), after=changes.after_augmentation)
    assert (parameters(resumed) == parameters(trained(config, now, after=changes.after_augmentation))).all()


def test_pixels_to_which_only_variants_bring_ink_are_learned(sets):
    """A pixel that is 0 in every image is left out of a plain training, not of this one."""
    small = np.zeros((400, 28, 28), np.uint8)
    small[:, 8:20, 8:20] = sets[0].images[:, 8:20, 8:20]
    digits = Digits(small, sets[0].labels, "small")
    outside = np.ones((28, 28), bool)
    outside[8:20, 8:20] = False
    weights = {}
    for kind in ("none", "affine"):
        control = trained(replace(CONFIG, augmentation=kind, epochs=1), (digits, sets[1]))
        weights[kind] = control.latest().layers[0].weight.detach().numpy().reshape(-1, 28, 28)
    changed = (weights["none"] != weights["affine"]).any(axis=0)
    ring = np.zeros((28, 28), bool)
    ring[6:22, 6:22] = True
    assert (changed & outside & ring).sum() > 40


def test_a_stop_while_variants_are_made_leaves_no_report_of_the_epoch(sets):
    control = Control()
    reports = []
    for report in train(SPEC, CONFIG, *sets, control):
        reports.append(report.epoch)
        control.stop()
    assert reports == [0]


def test_an_augmentation_that_there_is_not_is_refused_with_those_that_there_are():
    with pytest.raises(UserError, match="none, affine, elastic, both") as refused:
        TrainingConfig(augmentation="mirrored")
    assert refused.value.field == "augmentation"


def test_an_experiment_keeps_it_in_its_file(tmp_path):
    rates = Factor("learning_rate", (0.1, 0.01))
    save_experiment(tmp_path / "some.json", Experiment("Rates", Plan(SPEC, CONFIG), (rates,)))
    opened = open_experiment(tmp_path / "some.json")
    assert [candidate.plan.config.augmentation for candidate in opened.candidates] == ["both", "both"]
