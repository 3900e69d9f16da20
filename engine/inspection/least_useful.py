"""Which units a network can do without: the least useful ones first, and what is left when so many are cut.

What a unit is worth is what cutting it alone costs, with those before it in the order cut already: how many images
fewer are guessed right and, among equals, by how much the mean loss (negative log-likelihood) rises. Greedy, as in
"optimal brain damage" and its followers, but measured instead of estimated; so that it ends in time for wide layers,
some units are taken at a time before the others are measured again.

Every second image finds the order, the others show what it is worth: units chosen on images do better on these.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from engine.apart import Cancelled
from engine.arrays import Doubles, Whole
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.inspection.cutting import Unit, all_units, cut, logits_from
from engine.machine import cores
from engine.networks.network import ACTIVATIONS, FeedForward
from engine.words import _

ROUNDS = 128  # how often, at most, the remaining units are measured: as often as there are units, if those are no more
FINDING, SHOWING = 1_000, 5_000  # images, at most
POINTS = 64  # of the curve, beside its beginning
ROOM = 500_000  # numbers that are computed at a time: few enough to stay in the cache


@dataclass(frozen=True, eq=False)
class LeastUseful:
    """``order``: all units, the least useful first. ``at_a_time``: after how many the others were measured again.
    ``cuts``: (points,) int64, how many of them were cut. ``finding``, ``showing``: (points,) the accuracy in percent
    then, on the images that found the order and on others. ``found_on``, ``shown_on``: (n,) int64, which images these
    are, by index in the set."""

    order: tuple[Unit, ...]
    at_a_time: int
    cuts: Whole
    finding: Doubles
    showing: Doubles
    found_on: Whole
    shown_on: Whole


@torch.inference_mode()
def least_useful(
    network: FeedForward,
    digits: Digits,
    report: Callable[[float], object] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> LeastUseful:
    """``report`` is told the share that is done, 0 to 1. Raises Cancelled as soon as ``cancelled`` says so, and
    UserError for a network without hidden units or a set of fewer than two images."""
    units = all_units(network)
    if not units:
        raise UserError(_("This network has no hidden layer, and so no unit that could be cut."))
    if len(digits) < 2:
        raise UserError(_("To find the least useful units takes two images at least: choose a larger set."))
    found_on, shown_on = _spread(len(digits), 0, FINDING), _spread(len(digits), 1, SHOWING)
    at_a_time = -(-len(units) // ROUNDS)
    watch = _Watch(network, len(units), at_a_time, report, cancelled)
    finding = _Part(network, digits.take(found_on))
    order = _ordered(finding, units, at_a_time, watch)
    showing = _Part(network, digits.take(shown_on))
    cuts = np.unique(np.linspace(0, len(units), min(len(units), POINTS) + 1).round().astype(np.int64))
    curves = np.array([_accuracies((finding, showing), order[:count], watch) for count in cuts])
    return LeastUseful(tuple(order), at_a_time, cuts, curves[:, 0], curves[:, 1], found_on, shown_on)


def _spread(count: int, first: int, most: int) -> Whole:
    """Every second image from ``first`` on, or ``most`` of them, evenly spread."""
    images = np.arange(first, count, 2)
    return images if len(images) <= most else images[np.arange(most) * len(images) // most]


class _Watch:
    """How far it is: most of the time goes into measuring the units that are left, again and again."""

    def __init__(
        self, network: FeedForward, units: int, at_a_time: int, report: Callable[[float], object],
        cancelled: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._weights = [0, *(sum(_below(network, layer)) for layer in range(1, len(network.spec.hidden) + 1))]
        rounds = -(-units // at_a_time)
        whole = sum(weight * count for weight, count in zip(self._weights[1:], network.spec.hidden, strict=True))
        self._all, self._done = (rounds + 1) / 2 * whole * 1.15, 0.0  # the curve takes the rest
        self._report, self._cancelled = report, cancelled

    def tell(self, layer: int = 0, units: int = 0) -> None:
        """Of so many units of a layer it is known what they are worth."""
        if self._cancelled():
            raise Cancelled(_("Cancelled."))
        self._done += self._weights[layer] * units
        self._report(min(0.99, self._done / self._all))


def _below(network: FeedForward, layer: int) -> list[int]:
    """Multiplications for an image when a unit of a layer is cut: of the next sums, and of all layers after it."""
    sizes = network.spec.sizes[layer + 1 :]
    return [2 * sizes[0], *(a * b for a, b in pairwise(sizes))]


class _Part:
    """Some of the images, as far as they are always the same: up to the first layer's activations."""

    def __init__(self, network: FeedForward, digits: Digits) -> None:
        self.network, self.labels = network, torch.from_numpy(digits.labels)
        self.activation = ACTIVATIONS[network.spec.activation]
        self.first = self.activation(network.layers[0](network.inputs(digits.images)))

    def right(self, logits: Tensor) -> Tensor:
        """How many images are guessed right, by (..., n, classes) logits."""
        return (logits.argmax(-1) == self.labels).sum(-1)

    def loss(self, logits: Tensor) -> Tensor:
        """The mean negative log-likelihood."""
        true = self.labels.expand(logits.shape[:-1])[..., None]
        return -torch.log_softmax(logits, -1).gather(-1, true)[..., 0].mean(-1, dtype=torch.float64)


def _ordered(part: _Part, units: Sequence[Unit], at_a_time: int, watch: _Watch) -> list[Unit]:
    order: list[Unit] = []
    with ThreadPoolExecutor(cores()) as pool:
        while len(order) < len(units):
            rest = sorted(set(units) - set(order))
            worth = _worth(part, order, rest, pool, watch)
            order += sorted(rest, key=lambda unit: (*worth[unit], unit))[:at_a_time]
    return order


def _worth(
    part: _Part, gone: Sequence[Unit], rest: Sequence[Unit], pool: Executor, watch: _Watch
) -> dict[Unit, tuple[int, float]]:
    """For each unit of the ``rest``, with those that are ``gone`` cut: minus the images that are right, and the loss,
    when it is cut, too."""
    network, x, found = cut(part.network, gone), part.first, {}
    for layer in range(1, len(network.spec.hidden) + 1):
        sums, here = network.layers[layer](x), [unit for place, unit in rest if place == layer]
        size = max(1, ROOM // max(1, sums.numel()))
        blocks = [here[start : start + size] for start in range(0, len(here), size)]
        for block, worth in zip(
            blocks, pool.map(partial(_of_block, part, network, layer, x, sums), blocks), strict=True
        ):
            found.update({(layer, unit): one for unit, one in zip(block, worth, strict=True)})
            watch.tell(layer, len(block))
        x = part.activation(sums)
    return found


@torch.inference_mode()
def _of_block(
    part: _Part, network: FeedForward, layer: int, x: Tensor, sums: Tensor, block: Sequence[int]
) -> list[tuple[int, float]]:
    """The same for some units of a layer; ``x``: its activations, ``sums``: those of the layer after it."""
    shares = x[:, block].T[:, :, None] * network.layers[layer].weight[:, block].T[:, None, :]
    logits = _onwards(network, layer, sums - shares)
    rights, losses = part.right(logits).tolist(), part.loss(logits).tolist()
    return [(-right, loss) for right, loss in zip(rights, losses, strict=True)]


def _onwards(network: FeedForward, layer: int, sums: Tensor) -> Tensor:
    """The logits, from the sums of the layer after ``layer``."""
    if layer == len(network.spec.hidden):
        return sums
    return logits_from(network, layer + 1, ACTIVATIONS[network.spec.activation](sums))


def _accuracies(parts: Sequence[_Part], gone: Sequence[Unit], watch: _Watch) -> list[float]:
    """In percent, with these units cut."""
    watch.tell()
    network = cut(parts[0].network, gone)
    return [100 * int(one.right(logits_from(network, 1, one.first))) / len(one.labels) for one in parts]
