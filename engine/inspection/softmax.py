"""Softmax step by step, in the numbers of float32, as torch computes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from engine.arrays import Singles


@dataclass(frozen=True, eq=False)
class SoftmaxByHand:
    """All (classes,) float32. ``sums``: with the constant added; ``exponentials``: e to each of them, infinite above
    88.7 and 0 below -104; ``total``: their sum. ``probabilities``: torch's softmax, which first takes the largest sum
    from all, so that nothing is infinite; ``logs``: torch's log_softmax. ``naive``: exponentials by their total, and
    ``naive_logs`` its logarithm, as a program computes them that does not know better.
    """

    sums: Singles
    exponentials: Singles
    total: float
    probabilities: Singles
    logs: Singles
    naive: Singles
    naive_logs: Singles

    @property
    def naive_fails(self) -> bool:
        """Whether the naive way comes to something else."""
        return not np.allclose(self.naive, self.probabilities, rtol=1e-4, atol=1e-30)


@torch.inference_mode()
def softmax_by_hand(sums: np.ndarray, constant: float = 0.0) -> SoftmaxByHand:
    """Of these sums, (classes,), with ``constant`` added to each."""
    z = torch.from_numpy(np.asarray(sums, np.float32)) + constant
    exponentials = z.exp()
    total = exponentials.sum()
    naive = exponentials / total
    made = (torch.softmax(z, 0), torch.log_softmax(z, 0), naive, naive.log())
    return SoftmaxByHand(z.numpy(), exponentials.numpy(), float(total), *(part.numpy() for part in made))


class Tiny(NamedTuple):
    """A sum that is ``below`` another: what float32 makes of it. ``probability``: its softmax; ``log``: the logarithm
    of that; ``log_softmax``: torch's, which never makes the probability."""

    below: float
    probability: float
    log: float
    log_softmax: float


@torch.inference_mode()
def tiny(below: float) -> Tiny:
    z = torch.tensor([0.0, -below])
    probability = torch.softmax(z, 0)[1]
    return Tiny(below, float(probability), float(probability.log()), float(torch.log_softmax(z, 0)[1]))


class Product(NamedTuple):
    """``factor`` multiplied with itself, ``times`` in all, in float32; and the sum of the logarithms."""

    factor: float
    times: int
    product: float
    sum_of_logs: float


@torch.inference_mode()
def product(factor: float, times: int) -> Product:
    factors = torch.full((times,), factor)
    return Product(factor, times, float(factors.prod()), float(factors.log().sum()))


class Penalties(NamedTuple):
    """Of one probability: what NLLLoss takes of softmax, -p, and of log-softmax, -log p."""

    plain: float
    log: float


def penalties(made: SoftmaxByHand, true: int) -> Penalties:
    return Penalties(-float(made.probabilities[true]), -float(made.logs[true]))
