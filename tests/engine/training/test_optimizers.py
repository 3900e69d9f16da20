"""The update rules are those of torch.optim, given the same gradients."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.training.optimizers import Adam, Momentum, RMSprop

RULES = {
    "sgd": (lambda w: Momentum(w, 0.0), lambda w, rate: torch.optim.SGD([w], rate)),
    "momentum 0.5": (lambda w: Momentum(w, 0.5), lambda w, rate: torch.optim.SGD([w], rate, momentum=0.5)),
    "momentum 0.9": (lambda w: Momentum(w, 0.9), lambda w, rate: torch.optim.SGD([w], rate, momentum=0.9)),
    "rmsprop": (RMSprop, lambda w, rate: torch.optim.RMSprop([w], rate)),
    "adam": (Adam, lambda w, rate: torch.optim.Adam([w], rate)),
}
TOLERANCE = {torch.float64: 1e-12, torch.float32: 1e-5}


@pytest.mark.parametrize("dtype", TOLERANCE, ids=str)
@pytest.mark.parametrize("rule", RULES)
@given(
    seed=st.integers(0, 2**32 - 1),
    size=st.integers(1, 300),
    rate=st.sampled_from([1e-4, 1e-3, 0.01, 0.1]),
    scale=st.sampled_from([1e-6, 1e-3, 1.0, 100.0]),
)
@settings(derandomize=True, max_examples=10, deadline=None)
def test_fifty_updates_are_those_of_torch(rule, dtype, seed, size, rate, scale):
    make_ours, make_theirs = RULES[rule]
    random = torch.Generator().manual_seed(seed)
    ours = torch.randn(size, dtype=dtype, generator=random)
    theirs = torch.nn.Parameter(ours.clone())
    rule_of_ours, rule_of_theirs = make_ours(ours), make_theirs(theirs, rate)
    for _ in range(50):
        theirs.grad = scale * torch.randn(size, dtype=dtype, generator=random)
        rule_of_ours.update(ours, theirs.grad, rate)
        rule_of_theirs.step()
        assert (ours - theirs.detach()).norm() <= TOLERANCE[dtype] * theirs.detach().norm()


@pytest.mark.parametrize("rule", RULES)
def test_parameters_without_gradient_stay(rule):
    w = torch.ones(5)
    optimizer = RULES[rule][0](w)
    for _ in range(3):
        optimizer.update(w, torch.zeros(5), 0.1)
    assert torch.equal(w, torch.ones(5))


@pytest.mark.parametrize("rule", RULES)
def test_the_gradient_itself_is_not_changed(rule):
    gradient = torch.arange(1.0, 6.0)
    RULES[rule][0](torch.ones(5)).update(torch.ones(5), gradient, 0.1)
    assert torch.equal(gradient, torch.arange(1.0, 6.0))


def test_the_learning_rate_may_change_from_step_to_step():
    ours, theirs = torch.ones(3), torch.nn.Parameter(torch.ones(3))
    adam, reference = Adam(ours), torch.optim.Adam([theirs])
    for rate in (0.1, 0.01, 0.5):
        reference.param_groups[0]["lr"] = rate
        theirs.grad = torch.tensor([1.0, -2.0, 0.5])
        adam.update(ours, theirs.grad, rate)
        reference.step()
    assert torch.allclose(ours, theirs.detach(), rtol=1e-6)
