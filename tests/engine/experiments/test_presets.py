"""The lesson's comparisons are ready to run, and know for which settings their sentences hold."""

from dataclasses import replace

import pytest

from engine.experiments.claims import BY_RUN, SPREAD, TAKEN_FOR
from engine.experiments.factors import Plan
from engine.experiments.presets import FOUND_ON, PRESETS
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig

FORM = Plan(NetworkSpec(), TrainingConfig(), 0.1)
BY_NAME = {preset.name: preset for preset in PRESETS}
each = pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)


@each
def test_every_preset_makes_an_experiment_with_words_on_what_to_look_for(preset):
    made = preset.experiment(FORM)
    assert made.candidates
    assert made.look_for.count(".") + made.look_for.count(":") >= 2


@each
def test_what_is_claimed_in_numbers_stands_in_the_sentence_and_is_of_candidates_that_there_are(preset):
    made = preset.experiment(FORM)
    labels = {candidate.label for candidate in made.candidates}
    assert preset.claims
    for claim in preset.claims:
        assert claim.says in preset.look_for
        assert {claim.of, claim.minus or claim.of, claim.by or claim.of} <= labels
        assert claim.measure in (*BY_RUN, SPREAD) or TAKEN_FOR in claim.measure
        assert claim.low <= claim.high
        assert claim.experiment(made).candidates


@each
def test_a_sentence_is_about_the_settings_of_the_lesson_and_no_others(preset):
    assert preset.fits(preset.experiment(FORM).base)
    assert preset.fits(preset.experiment(replace(FORM, config=replace(FORM.config, seed=5))).base)
    assert not preset.fits(preset.experiment(FORM, epochs=3).base)
    assert not preset.fits(preset.experiment(replace(FORM, test_fraction=0.5)).base)
    assert not preset.fits(preset.experiment(FORM).base, "my own digits")


def test_each_has_a_key_of_its_own():
    assert len({preset.key for preset in PRESETS}) == len(PRESETS)
    assert all(preset.key.replace("-", "").isascii() and preset.key.islower() for preset in PRESETS)


def test_with_other_settings_it_is_told_which_it_was_found_with():
    adam = replace(FORM, config=TrainingConfig(optimizer="adam", learning_rate=0.001))
    preset = BY_NAME["Activation"]
    assert preset.found(preset.experiment(adam).base) == "Found with SGD 0.01."
    assert preset.found(preset.experiment(adam, epochs=4).base) == "Found with SGD 0.01, 30 epochs."
    assert preset.found(preset.experiment(FORM).base, "mine") == f"Found with {FOUND_ON}."
    assert preset.found(preset.experiment(FORM).base) == ""


def test_what_a_preset_varies_itself_may_be_as_it_will():
    adam = replace(FORM, config=TrainingConfig(optimizer="adam", learning_rate=0.5))
    optimisers, breadth = BY_NAME["Optimisers by learning rate"], BY_NAME["Breadth against depth"]
    assert optimisers.fits(optimisers.experiment(adam).base)
    assert breadth.fits(breadth.experiment(replace(FORM, spec=NetworkSpec((7,)))).base)
    assert not optimisers.fits(optimisers.experiment(replace(FORM, spec=NetworkSpec((7,)))).base)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_each_runs_with_any_number_of_classes_and_says_that_it_was_found_with_digits(preset, classed):
    plan = Plan(NetworkSpec().fitting(classed))
    made = preset.experiment(plan)
    assert made.names == classed.names
    assert made.fitting(classed) == made
    assert preset.found(made.base, classed.name) == f"Found with {FOUND_ON}."
