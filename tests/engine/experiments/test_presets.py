"""The lesson's comparisons are ready to run."""

import pytest

from engine.experiments.factors import Plan
from engine.experiments.presets import PRESETS
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_preset_makes_an_experiment_with_words_on_what_to_look_for(preset):
    made = preset.experiment(Plan(NetworkSpec(), TrainingConfig(), 0.1))
    assert made.candidates
    assert made.look_for.count(".") + made.look_for.count(":") >= 2
