"""One image on its way through a network: sums, activations, and the links by which most of it comes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from engine.arrays import Singles
from engine.networks.network import ACTIVATIONS, FeedForward


@dataclass(frozen=True, eq=False)
class Flow:
    """``image``: (28, 28) uint8. ``given``: what each layer gives to the next, (units,) float32, from the 784 inputs in
    the network's range over the activations of the hidden layers to the sums of the last, the logits, which have none.
    ``sums``: those of each layer, before its activation: ``sums[0]`` of the first hidden one. ``log_probabilities``,
    ``probabilities``: (classes,), log-softmax and softmax of the logits, whatever the output is trained with.
    """

    network: FeedForward
    image: np.ndarray
    given: tuple[Singles, ...]
    sums: tuple[Singles, ...]
    log_probabilities: Singles
    probabilities: Singles

    @property
    def guess(self) -> int:
        return int(self.log_probabilities.argmax())


class Term(NamedTuple):
    """What a unit of the layer below adds to a sum: ``weight`` times ``activation``. ``unit``: its place, counted from
    0; of the inputs, row by row."""

    unit: int
    weight: float
    activation: float

    @property
    def product(self) -> float:
        return self.weight * self.activation


@dataclass(frozen=True)
class Formula:
    """The sum of a unit: its largest ``terms``, the ``rest`` of so many ``others``, and the ``bias``."""

    terms: tuple[Term, ...]
    rest: float
    others: int
    bias: float
    total: float


class Links(NamedTuple):
    """Links into some units of a layer, the strongest first. ``below``, ``units``: places of the unit that gives and of
    the one that takes; ``products``: weight times activation, float32. All of shape (links,)."""

    below: np.ndarray
    units: np.ndarray
    products: Singles


@torch.inference_mode()
def flow(network: FeedForward, image: np.ndarray) -> Flow:
    """Send one (28, 28) uint8 image through."""
    activation = ACTIVATIONS[network.spec.activation]
    x = network.inputs(image[None])
    given, sums = [x], []
    for layer in network.layers:
        sums.append(layer(given[-1]))
        is_last = len(sums) == len(network.layers)
        given.append(sums[-1] if is_last else activation(sums[-1]))
    logits = sums[-1]
    return Flow(
        network, image, tuple(t[0].numpy() for t in given), tuple(t[0].numpy() for t in sums),
        torch.log_softmax(logits, 1)[0].numpy(), torch.softmax(logits, 1)[0].numpy(),
    )  # fmt: skip


def formula(found: Flow, layer: int, unit: int, terms: int) -> Formula:
    """How the sum of a unit comes about; ``layer``: counted from the inputs, which are 0 and have no sum."""
    weights, bias = _parameters(found.network, layer)
    given, row = found.given[layer - 1].astype(np.float64), weights[unit].astype(np.float64)
    products = row * given
    chosen = _largest(products, min(terms, int(np.count_nonzero(products))))
    rest = float(products.sum() - products[chosen].sum())
    return Formula(
        tuple(Term(int(one), float(row[one]), float(given[one])) for one in chosen),
        rest, len(products) - len(chosen), float(bias[unit]), float(found.sums[layer - 1][unit]),
    )  # fmt: skip


def link(found: Flow, layer: int, unit: int, below: int) -> Term:
    """What one unit of the layer below adds to the sum of ``unit`` in ``layer``."""
    weights, _bias = _parameters(found.network, layer)
    return Term(below, float(weights[unit, below]), float(found.given[layer - 1][below]))


def strongest_links(found: Flow, layer: int, units: np.ndarray, below: np.ndarray | None, count: int) -> Links:
    """The ``count`` links with the largest products into ``units`` of a layer, from the units ``below`` (all: None).
    Links that add nothing are none."""
    weights, _bias = _parameters(found.network, layer)
    given = found.given[layer - 1]
    if below is None:
        below = np.flatnonzero(given)
    products = weights[np.ix_(units, below)] * given[below]
    chosen = _largest(products.ravel(), count)
    rows, columns = np.unravel_index(chosen, products.shape)
    links = Links(below[columns], units[rows], products[rows, columns])
    return Links(*(part[links.products != 0] for part in links))


def strongest_units(values: np.ndarray, count: int) -> np.ndarray:
    """The places of the ``count`` values that are farthest from 0, in their order."""
    return np.sort(_largest(values, count))


def _largest(values: np.ndarray, count: int) -> np.ndarray:
    """Where the ``count`` values farthest from 0 are, the farthest first. What is no number is small."""
    sizes = np.nan_to_num(np.abs(values), nan=0.0, posinf=np.inf)
    count = min(count, len(sizes))
    if count < len(sizes):
        near = np.argpartition(-sizes, count - 1)[:count] if count else np.empty(0, np.int64)
    else:
        near = np.arange(len(sizes))
    return near[np.argsort(-sizes[near], kind="stable")]


def _parameters(network: FeedForward, layer: int) -> tuple[np.ndarray, np.ndarray]:
    """Weights (units, inputs) and biases (units,) of a layer, counted from the inputs."""
    found = network.layers[layer - 1]
    return found.weight.detach().numpy(), found.bias.detach().numpy()
