"""What the units of the hidden layers answer to a whole set: which images excite each most and least, and how its
activations lie by class. All of it in one pass, in parts, so that memory does not grow with the number of images."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from engine.apart import Cancelled
from engine.arrays import Doubles, Singles, Whole
from engine.digits.dataset import PIXELS, SIDE, Digits
from engine.networks.network import ACTIVATIONS, CHUNK, FeedForward
from engine.words import _

HALF = 32  # bins on each side of zero
BINS = 2 * HALF
SHOWN = 12  # images that excite a unit most, and as many that do least
KEPT = 160_000_000  # bytes of activations that may be kept: the shipped network's, of 20,000 images
BLOCK = 1_024  # units that are counted at a time
_LEAST, _MOST = -115, 128  # exponents by which float32 can be scaled and back
_LOW = 0xFFFFFFFF


@dataclass(frozen=True, eq=False)
class LayerActivity:
    """Of the units of one hidden layer, after its activation function.

    ``most``, ``least``: (units, k) int64, the images that excite each most and least, by index in the set, equals by
    index; ``most_values``, ``least_values``: (units, k) float32, their activations. k is SHOWN, or all images if there
    are fewer. ``zeros``: (units, classes) int64, on how many images of each class the activation is exactly 0 (a ReLU
    that is silent). ``counts``: (units, classes, BINS) int64, the histogram of the finite others; bin b of a unit goes
    from (b - HALF) to (b + 1 - HALF) times its ``width``, (units,) float64, a power of two, of which its largest
    absolute value takes between HALF / 2 and HALF. ``sums``: (units, classes) float64 of the activations. ``support``:
    (classes,) int64, images of each class.
    """

    most: Whole
    least: Whole
    most_values: Singles
    least_values: Singles
    zeros: Whole
    counts: Whole
    width: Doubles
    sums: Doubles
    support: Whole

    @property
    def units(self) -> int:
        return len(self.width)

    @property
    def means(self) -> Doubles:
        """(units, classes): the mean activation on each class's images; not a number where it has none."""
        with np.errstate(invalid="ignore"):
            means: Doubles = np.where(self.support > 0, self.sums / np.maximum(1, self.support), np.nan)
        return means

    def edges(self, unit: int) -> Doubles:
        """(BINS + 1,): the borders of a unit's bins."""
        borders: Doubles = np.arange(-HALF, HALF + 1) * self.width[unit]
        return borders


@dataclass(frozen=True, eq=False)
class Activity:
    """Of a network on a set. ``layers``: one for each hidden layer. ``kept``: the activations of each, (N, units)
    float32, or None if they would take more than KEPT bytes."""

    network: FeedForward
    digits: Digits
    layers: list[LayerActivity]
    kept: list[Tensor] | None


@torch.inference_mode()
def activity(
    network: FeedForward,
    digits: Digits,
    report: Callable[[float], object] = lambda share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Activity:
    """``report`` is told the share that is done, 0 to 1. Raises Cancelled as soon as ``cancelled`` says so."""
    count, hidden = len(digits), network.spec.hidden
    gatherings = [_Gathering(units, digits.classes, count) for units in hidden]
    small = count * sum(hidden) * 4 <= KEPT
    kept = [torch.empty(count, units) for units in hidden] if small else None
    activation = ACTIVATIONS[network.spec.activation]
    for start in range(0, count, CHUNK):
        x = network.inputs(digits.images[start : start + CHUNK])
        labels = torch.from_numpy(digits.labels[start : start + CHUNK])
        for place, (layer, gathering) in enumerate(zip(network.layers, gatherings, strict=False)):
            if cancelled():
                raise Cancelled(_("Cancelled."))
            x = activation(layer(x)).add_(0.0)  # of -0 it makes 0, its equal
            gathering.add(x, labels, start)
            if kept is not None:
                kept[place][start : start + len(x)] = x
        report(min(1.0, (start + CHUNK) / count))
    return Activity(network, digits, [gathering.result() for gathering in gatherings], kept)


def incoming(network: FeedForward, layer: int, unit: int) -> Singles:
    """The weights that come into a unit of hidden layer ``layer`` (from 1): (28, 28) for the first, else (inputs,)."""
    weights: Singles = network.layers[layer - 1].weight[unit].detach().numpy()
    return weights.reshape(SIDE, SIDE) if len(weights) == PIXELS and layer == 1 else weights


class _Gathering:
    """What is known of a layer's units after some of the images."""

    def __init__(self, units: int, classes: int, images: int) -> None:
        self._classes, self._shown = classes, min(SHOWN, images)
        self._most = torch.empty(units, 0, dtype=torch.int64)
        self._least = torch.empty(units, 0, dtype=torch.int64)
        self._exponents = torch.full((units,), _LEAST, dtype=torch.int64)
        self._counts = torch.zeros(units, classes, BINS, dtype=torch.int64)
        self._zeros = torch.zeros(units, classes, dtype=torch.float64)
        self._sums = torch.zeros(units, classes, dtype=torch.float64)
        self._support = torch.zeros(classes, dtype=torch.int64)

    def add(self, x: Tensor, labels: Tensor, first: int) -> None:
        """``x``: (n, units) activations of the images from ``first`` on; ``labels``: (n,) theirs."""
        members = torch.nn.functional.one_hot(labels, self._classes).double()
        self._support += members.sum(0).long()
        self._sums += x.double().T @ members
        self._zeros += (x == 0).double().T @ members
        by_unit = x.T.contiguous()
        self._most = _best(self._most, _keys(by_unit, first), self._shown)
        self._least = _best(self._least, _keys(by_unit.neg().add_(0.0), first), self._shown)
        for start in range(0, len(by_unit), BLOCK):
            self._count(by_unit[start : start + BLOCK], labels, slice(start, start + BLOCK))

    def _count(self, x: Tensor, labels: Tensor, block: slice) -> None:
        """Histograms of (units, n) activations of some of the units."""
        usable = x.isfinite() & (x != 0)
        x = torch.where(usable, x, 0.0)
        largest = x.abs().amax(1)
        exponents = torch.frexp(largest).exponent.long().clamp_(_LEAST, _MOST)
        self._widen(torch.where(largest > 0, exponents, _LEAST), block)
        scale = torch.ldexp(torch.ones(len(x)), 5 - self._exponents[block])  # HALF is 2 to the power of 5
        bins = (x * scale[:, None]).floor_().long().clamp_(-HALF, HALF - 1).add_(HALF)
        units = torch.arange(len(x))[:, None]
        places = (units * self._classes + labels) * BINS + bins
        size = len(x) * self._classes * BINS
        places = torch.where(usable, places, size)
        self._counts[block] += torch.bincount(places.flatten(), minlength=size + 1)[:size].view_as(self._counts[block])

    def _widen(self, exponents: Tensor, block: slice) -> None:
        """Bins twice as wide, and again, where values are beyond them: each two neighbours become one."""
        wanted = torch.maximum(self._exponents[block], exponents)
        steps = (wanted - self._exponents[block]).clamp_(max=6)  # after which all is in the bins next to zero
        for step in range(int(steps.max())):
            grown = torch.nonzero(steps > step).flatten() + block.start
            pairs = self._counts[grown].view(len(grown), -1, HALF, 2).sum(3)
            self._counts[grown] = torch.nn.functional.pad(pairs, (HALF // 2, HALF // 2))
        self._exponents[block] = wanted

    def result(self) -> LayerActivity:
        most, least = _unpacked(self._most), _unpacked(self._least)
        width = np.ldexp(1.0, (self._exponents - 5).numpy())
        return LayerActivity(
            most[0], least[0], most[1], -least[1] + np.float32(0), self._zeros.long().numpy(), self._counts.numpy(),
            width, self._sums.numpy(), self._support.numpy(),
        )  # fmt: skip


def _keys(values: Tensor, first: int) -> Tensor:
    """(units, n) int64 that are ordered as the float32 ``values`` are, and among equals the other way round than the
    images. (The bits of a float, read as a whole number, have its order; of a negative one, the reverse.)"""
    bits = values.view(torch.int32)
    ordered = (bits ^ ((bits >> 31) & 0x7FFFFFFF)).long()
    images = torch.arange(first, first + values.shape[1])
    return (ordered << 32) + (_LOW - images)


def _best(before: Tensor, keys: Tensor, count: int) -> Tensor:
    """The ``count`` largest of both, (units, count), the largest first. No two keys are equal."""
    both = torch.cat([before, keys], 1)
    return both.topk(min(count, both.shape[1]), 1).values


def _unpacked(keys: Tensor) -> tuple[Whole, Singles]:
    """The images, and their values."""
    ordered = (keys >> 32).int()
    bits = ordered ^ ((ordered >> 31) & 0x7FFFFFFF)
    return (_LOW - (keys & _LOW)).numpy(), bits.view(torch.float32).numpy()
