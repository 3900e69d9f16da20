"""The loss is torch's NLLLoss on the network's output, whichever that is."""

import pytest
import torch
from torch.nn import functional

from engine.training.loss import chance, losses


@pytest.mark.parametrize("shape", [(7,), (3, 7)])
@pytest.mark.parametrize("output", ["log_softmax", "softmax"])
def test_the_loss_is_torchs_of_the_output(output, shape):
    sums = torch.randn(*shape, 10, generator=torch.manual_seed(0), dtype=torch.float64)
    truth = torch.randint(10, shape, generator=torch.manual_seed(1))
    given = getattr(functional, output)(sums, dim=-1)
    expected = functional.nll_loss(given.reshape(-1, 10), truth.reshape(-1), reduction="none").reshape(shape)
    torch.testing.assert_close(losses(torch.log_softmax(sums, -1), truth, output), expected)


@pytest.mark.parametrize("output", ["log_softmax", "softmax"])
def test_at_chance_every_digit_has_the_same_probability(output):
    even = torch.log_softmax(torch.zeros(1, 10, dtype=torch.float64), 1)
    assert losses(even, torch.tensor([4]), output).item() == pytest.approx(chance(output, 10))
