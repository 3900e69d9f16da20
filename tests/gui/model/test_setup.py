"""What the form would say of a run is what the form understands."""

import pytest

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from gui.model.setup import form_values
from gui.train.training_form import TrainingForm

SETUPS = [
    (NetworkSpec(), TrainingConfig(), 0.1),
    (NetworkSpec((), "identity", "softmax"), TrainingConfig(3, 50, 1e-7, "adam", 4_294_967_295), 0.25),
    (NetworkSpec((5, 4), "tanh"), TrainingConfig(momentum=0.123456, weight_decay=1e-5, dropout=0.3), 1 / 3),
    (NetworkSpec((5,)), TrainingConfig(augmentation="both", optimizer="rmsprop", learning_rate=0.005), 0.1),
]


@pytest.mark.parametrize(("spec", "config", "test_fraction"), SETUPS)
def test_the_form_says_them_back(qtbot, spec, config, test_fraction):
    form = TrainingForm()
    qtbot.addWidget(form)
    form.set_values(form_values(spec, config, test_fraction))
    setup = form.setup()
    assert (setup.spec, setup.config) == (spec, config)
    assert setup.test_fraction == pytest.approx(test_fraction, rel=1e-9)
