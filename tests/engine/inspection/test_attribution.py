"""What is read off the inside of a network is autograd's and plain torch's."""

import numpy as np
import pytest
import torch

from engine.inspection.attribution import activations, speaks_for
from engine.networks.network import ACTIVATIONS, FeedForward, NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train

SPECS = [
    NetworkSpec(),
    NetworkSpec((), output="softmax"),
    *(NetworkSpec((20, 12), activation, input_range=(-1.0, 2.0)) for activation in ACTIVATIONS),
]


@pytest.mark.parametrize("spec", SPECS, ids=str)
def test_activations_are_those_of_plain_torch(spec, few_digits, reference):
    network, image = FeedForward(spec, seed=5), few_digits.images[7]
    plain = reference(network)
    *hidden, logits = plain.sums(plain.inputs(image[None]))
    found = activations(network, image)
    assert [layer.shape for layer in found] == [(units,) for units in spec.sizes[1:]]
    names = {"relu": torch.relu, "leaky_relu": torch.nn.functional.leaky_relu, "identity": lambda z: z}
    activation = names.get(spec.activation) or getattr(torch, spec.activation)
    for layer, z in zip(found, hidden, strict=False):
        np.testing.assert_allclose(layer, activation(z)[0].detach().numpy(), rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(found[-1], logits[0].detach().numpy(), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("spec", SPECS, ids=str)
@pytest.mark.parametrize("digit", [0, 7])
def test_what_speaks_for_a_digit_is_autograds_gradient_of_its_logit_times_the_input(spec, digit, few_digits, reference):
    network, image = FeedForward(spec, seed=5), few_digits.images[7]
    plain = reference(network)
    x = plain.inputs(image[None]).requires_grad_()
    plain.sums(x)[-1][0, digit].backward()
    wanted = (x.grad * x).detach().numpy().reshape(28, 28)
    np.testing.assert_allclose(speaks_for(network, image, digit), wanted, rtol=1e-4, atol=1e-6)


def test_the_gradient_is_that_of_finite_differences(few_digits):
    network, image = FeedForward(NetworkSpec((8,), "tanh"), seed=2, dtype=torch.float64), few_digits.images[3]
    x, (row, column), step = network.inputs(image[None]), (14, 14), 1e-6
    at = row * 28 + column
    up, down = x.clone(), x.clone()
    up[0, at] += step
    down[0, at] -= step
    with torch.no_grad():
        slope = (network.logits(up)[0, 4] - network.logits(down)[0, 4]).item() / (2 * step)
    assert speaks_for(network, image, 4)[row, column] == pytest.approx(slope * x[0, at].item(), rel=1e-6, abs=1e-9)


def test_a_snapshot_made_while_training_has_gradients(some_digits, few_digits):
    control = Control()
    for _ in train(NetworkSpec((8,)), TrainingConfig(epochs=1), some_digits, few_digits, control):
        with torch.inference_mode():
            assert speaks_for(control.latest(), few_digits.images[0], 3).any()
    assert control.latest().flat.grad is None
