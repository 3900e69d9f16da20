"""A program's network begins with the engine's very weights, and is written as its settings say."""

import pytest
import torch

from engine.code.program import program
from engine.code.recipe import CROSS_ENTROPY, Style
from engine.experiments.factors import Plan
from engine.networks.network import ACTIVATIONS, FeedForward, NetworkSpec
from engine.training.config import TrainingConfig

HEAD = """
import numpy as np, torch, torch.nn.functional as F
from torch import nn
from torch.utils.data import RandomSampler
"""


def made(plan, style=None):
    """The program's own network."""
    parts = {part.key: "\n".join(line.text for line in part.lines) for part in program(plan, style=style).parts}
    names = {}
    code = [HEAD, f"seed = {plan.config.seed}", parts["random"], parts["network"], "network = Network()"]
    exec("\n".join([*code, f"draw_weights(network, {plan.config.seed})"]), names)
    return names["network"]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (5,), (8, 4, 3)], ids=str)
@pytest.mark.parametrize("style", [("log_softmax", "nll"), ("log_softmax", "cross_entropy"), ("softmax", "nll")])
def test_it_is_the_engines_network_bit_for_bit(activation, hidden, style):
    output, loss = style
    spec = NetworkSpec(hidden, activation, output)
    network, known = made(Plan(spec, TrainingConfig(seed=6)), Style(loss)), FeedForward(spec, 6)
    parameters = torch.cat([parameter.detach().flatten() for parameter in network.parameters()])
    assert torch.equal(parameters, known.flat)
    x = torch.rand(3, 784)
    assert torch.equal(network(x), known.logits(x) if loss == CROSS_ENTROPY else known(x))


def test_a_network_of_many_layers_has_a_line_for_each():
    network = made(Plan(NetworkSpec((3,) * 10)))
    assert [name for name, _ in network.named_children()] == [f"layer{number}" for number in range(1, 12)]


def test_dropout_is_between_the_hidden_layers_and_only_in_training():
    network, x = made(Plan(NetworkSpec((50,)), TrainingConfig(dropout=0.5))), torch.rand(2, 784)
    assert not torch.equal(network(x), network(x))
    network.eval()
    assert torch.equal(network(x), network(x))


def test_no_layer_to_drop_out_of_no_dropout():
    assert "ropout" not in program(Plan(NetworkSpec(()), TrainingConfig(dropout=0.5))).text


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "SGD(network.parameters(), lr=0.01)"),
        ({"optimizer": "adam", "momentum": 0.9}, "Adam(network.parameters(), lr=0.01)"),
        ({"momentum": 0.9}, "SGD(network.parameters(), lr=0.01, momentum=0.9)"),
        ({"optimizer": "rmsprop", "weight_decay": 0.1}, "RMSprop(network.parameters(), lr=0.01, weight_decay=0.1)"),
    ],
)
def test_the_optimiser_is_given_what_it_uses(settings, words):
    assert f"optimizer = torch.optim.{words}\n" in program(Plan(config=TrainingConfig(**settings))).text
