"""A training with augmentation sees new variants in every epoch, which depend on the seed and the epoch alone."""

from dataclasses import replace

import numpy as np
import pytest

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


def trained(config, sets, augment=None, resume=None, epochs=99):
    control = Control(resumable=True)
    for report in train(SPEC, config, *sets, control, augment, resume):
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
