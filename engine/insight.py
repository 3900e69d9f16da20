"""Inside a network: what its units answer to an image, which pixels speak for a digit, and how its weights lie."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch

from engine.digits import SIDE
from engine.network import ACTIVATIONS, FeedForward, NetworkSpec

BINS = 480  # over 48 times the bound within which a layer's weights begin, see histograms
REACH = 24
KEPT_EPOCHS = 400


@torch.inference_mode()
def activations(network: FeedForward, image: np.ndarray) -> list[np.ndarray]:
    """What each layer gives out for one (28, 28) uint8 image, from the first hidden layer on: (units,) each.

    Hidden layers after their activation; the last, (10,), before any softmax: the logits.
    """
    activation = ACTIVATIONS[network.spec.activation]
    x = network.inputs(image[None])
    found: list[torch.Tensor] = []
    for layer in network.layers:
        z = layer(x)
        found.append(z if len(found) == len(network.spec.hidden) else activation(z))
        x = found[-1]
    return [layer[0].numpy() for layer in found]


def speaks_for(network: FeedForward, image: np.ndarray, digit: int) -> np.ndarray:
    """How each pixel of an image speaks for (over 0) or against (under 0) a digit, (28, 28) float32.

    The gradient of the digit's logit with respect to the input, times the input ("gradient times input", Shrikumar et
    al. 2016). For a ReLU network without biases the pixels would add up to the logit.
    """
    with torch.inference_mode(False), torch.enable_grad():
        x = network.inputs(image[None]).requires_grad_()
        (gradient,) = torch.autograd.grad(network.logits(x)[0, digit], x)
        return (gradient * x).detach().reshape(SIDE, SIDE).numpy()


@dataclass(frozen=True, eq=False)
class FirstLayer:
    """``weights``: (units, 28, 28) float32, the unit with the largest norm first; ``units``: (units,) which they are,
    counted from 0; ``norms``: (units,) the Euclidean norms; ``limit``: the largest absolute weight that is a number."""

    weights: np.ndarray
    units: np.ndarray
    norms: np.ndarray
    limit: float


def first_layer(network: FeedForward) -> FirstLayer:
    """The weights of the first layer's units, each as a picture."""
    weights = network.layers[0].weight.detach().numpy()
    norms = np.sqrt(np.square(weights, dtype=np.float64).sum(1))
    order = np.argsort(-norms, kind="stable")
    limit = np.abs(weights).max(initial=0, where=np.isfinite(weights))
    return FirstLayer(weights[order].reshape(-1, SIDE, SIDE), order, norms[order], float(limit))


def edges(spec: NetworkSpec, layer: int) -> np.ndarray:
    """The borders of a layer's bins, (BINS + 1,), from -24 to 24 times 1/sqrt(inputs), where its weights begin."""
    bound = spec.sizes[layer] ** -0.5
    return np.linspace(-REACH * bound, REACH * bound, BINS + 1)


def histograms(network: FeedForward) -> list[np.ndarray]:
    """How many weights of each layer lie in each of its bins, (BINS,) int32; what is beyond is in the outermost."""
    found = []
    for layer in network.layers:
        weights = np.nan_to_num(layer.weight.detach().numpy().ravel())  # a training that diverges has no numbers
        places = (weights * (BINS / (2 * REACH) * layer.in_features**0.5) + BINS / 2).clip(0, BINS - 1)
        found.append(np.bincount(places.astype(np.int16), minlength=BINS).astype(np.int32))
    return found


def condensed(spec: NetworkSpec, layer: int, counts: np.ndarray, most: int = 64) -> tuple[np.ndarray, np.ndarray]:
    """Histograms of one layer fit to be drawn: without the empty ends, and neighbours merged.

    ``counts``: (n, BINS). Returns the borders of the bins that are left, (m + 1,) with zero in the middle and m at
    most ``most``, and the percentage of each histogram's weights in each of them, (n, m).
    """
    filled = np.flatnonzero(counts.any(0))
    reach = max(1, int(np.abs(2 * filled + 1 - BINS).max(initial=0) + 1) // 2)  # bins on each side of zero
    factor = -(-2 * reach // most)
    half = -(-reach // factor) * factor
    spare = max(0, half - BINS // 2)
    padded = np.pad(counts, ((0, 0), (spare, spare)))
    middle = BINS // 2 + spare
    merged = padded[:, middle - half : middle + half].reshape(len(counts), -1, factor).sum(2)
    width = 2 * REACH / BINS * spec.sizes[layer] ** -0.5
    return np.arange(-half, half + 1, factor) * width, 100 * merged / np.maximum(1, merged.sum(1, keepdims=True))


class WeightCourse:
    """The weights' histograms over the epochs of a training, written by its thread and read by others.

    A long training keeps every second, fourth, ... epoch, so that there are never more than ``KEPT_EPOCHS`` of them.
    """

    def __init__(self) -> None:
        self._stride = 1
        self._kept: tuple[tuple[int, list[np.ndarray]], ...] = ()

    def add(self, epoch: int, network: FeedForward) -> None:
        if epoch % self._stride:
            return
        kept = (*self._kept, (epoch, histograms(network)))
        if len(kept) > KEPT_EPOCHS:
            self._stride *= 2
            kept = tuple(pair for pair in kept if pair[0] % self._stride == 0)
        self._kept = kept  # one reference is swapped, so that a reader never sees half of it

    def layer(self, index: int) -> tuple[np.ndarray, np.ndarray]:
        """(n,) the epochs that were kept, and (n, BINS) the counts of one layer's weights in them."""
        kept = self._kept
        counts = [histograms_[index] for _, histograms_ in kept]
        return np.array([epoch for epoch, _ in kept], np.int64), np.array(counts, np.int32).reshape(-1, BINS)
