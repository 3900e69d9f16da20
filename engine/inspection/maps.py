"""Maps: each image a point, by what the pixels or a layer of a network say of it, and the components of the pixels.

Principal components are a few lines of linear algebra and need no scikit-learn, whose numbers they have; they are there
at once, and a new point can be put among them. What takes longer is in ``tsne``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from engine.arrays import Bytes, Doubles, Singles
from engine.digits.dataset import PIXELS, SIDE
from engine.errors import UserError
from engine.networks.network import ACTIVATIONS, CHUNK, FeedForward
from engine.numbers import whole
from engine.words import _

EXACT = 1_600  # as many dimensions, or points, have all their components computed; of more, the first few are sought
NOTHING = 1e-7  # of the largest deviation: what is smaller is none
ROUNDS, SPARE, SETTLED = 60, 14, 1e-10
"""Of that search: how often at most, dimensions to spare, and the relative change at which it ends."""


# What a layer says of an image


def layers(network: FeedForward) -> list[str]:
    """What can be mapped, in words: the pixels, each hidden layer's activations, the last layer's sums."""
    hidden = [
        _("hidden layer {number}: {units} units").format(number=index, units=whole(units))
        for index, units in enumerate(network.spec.hidden, 1)
    ]
    return [_("the pixels"), *hidden, _("the last layer’s sums")]


@torch.inference_mode()
def features(network: FeedForward | None, images: np.ndarray, layer: int = 0) -> Singles:
    """(N, units) float32 of (N, 28, 28) uint8 images: ``layer`` 0 are the pixels, 0 to 1, for which there need be no
    network; then come the hidden layers' activations, and last the sums of the last layer, before any softmax."""
    if layer == 0 or network is None:
        scaled: Singles = np.divide(images.reshape(len(images), -1), np.float32(255), dtype=np.float32)
        return scaled
    parts = [images[start : start + CHUNK] for start in range(0, max(1, len(images)), CHUNK)]
    return np.concatenate([_activations(network, part, layer) for part in parts])


def _activations(network: FeedForward, images: np.ndarray, layer: int) -> Singles:
    x, activation = network.inputs(images), ACTIVATIONS[network.spec.activation]
    for index, one in enumerate(list(network.layers)[:layer], 1):
        x = one(x)
        x = activation(x) if index <= len(network.spec.hidden) else x
    found: Singles = x.numpy()
    return found


# Principal components


@dataclass(frozen=True, eq=False)
class Axes:
    """The principal components of some points: where others lie along them, too.

    ``mean``: (d,). ``directions``: (k, d), of length 1, the entry that is farthest from 0 being positive; all 0 where
    fewer points than dimensions leave nothing in which they differ.
    ``variances``: (k,), along each. ``total``: the variance of all d dimensions together.
    """

    mean: Doubles
    directions: Doubles
    variances: Doubles
    total: float

    def project(self, points: np.ndarray) -> Doubles:
        """(n, k) for (n, d) features of the same layer."""
        along: Doubles = (np.asarray(points, np.float64) - self.mean) @ self.directions.T
        return along

    @cached_property
    def explained(self) -> Doubles:
        """(k,) 0..1: the share of all variance that each explains."""
        return self.variances / self.total if self.total else np.zeros_like(self.variances)


@torch.inference_mode()
def axes(points: np.ndarray, count: int = 2) -> Axes:
    """The first ``count`` principal components of (n, d) ``points``, or as many as there are.

    Raises UserError for fewer than two points.
    """
    if len(points) < 2:
        raise UserError(_("A map needs at least two images."), "images")
    x = torch.from_numpy(np.asarray(points, np.float64))
    mean = x.mean(0)
    x = x - mean
    values, vectors = _leading(x, min(count, *x.shape))
    largest = vectors.abs().argmax(1)
    vectors = vectors * torch.sign(vectors[torch.arange(len(vectors)), largest])[:, None]
    freedom = len(x) - 1
    total = float((x**2).sum()) / freedom
    return Axes(mean.numpy(), vectors.numpy(), (values.clamp(min=0) / freedom).numpy(), total)


def _leading(x: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """The largest eigenvalues of x'x and their vectors as rows; by way of xx' where that is smaller."""
    points, dimensions = x.shape
    if min(points, dimensions) > EXACT:
        return _sought(x, count)
    if dimensions <= points:
        values, vectors = torch.linalg.eigh(x.T @ x)
        return values.flip(0)[:count], vectors.flip(1)[:, :count].T
    values, vectors = torch.linalg.eigh(x @ x.T)
    along = vectors.flip(1)[:, :count].T @ x
    lengths = torch.linalg.vector_norm(along, dim=1, keepdim=True)
    there = lengths > NOTHING * lengths.amax().clamp(min=torch.finfo(x.dtype).tiny)  # else it would be rounding errors
    return values.flip(0)[:count], torch.where(there, along / lengths, 0.0)


def _sought(x: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """The same by subspace iteration, of Halko, Martinsson and Tropp (SIAM Review 53, 2011), algorithm 4.4."""
    width = min(count + SPARE, *x.shape)
    start = torch.randn(x.shape[1], width, dtype=x.dtype, generator=torch.Generator().manual_seed(0))
    basis = torch.linalg.qr(x @ start)[0]
    before = torch.zeros(count, dtype=x.dtype)
    for _round in range(ROUNDS):
        across, triangle = torch.linalg.qr(x.T @ basis)
        found = torch.linalg.svdvals(triangle)[:count]
        if bool(((found - before).abs() <= SETTLED * found).all()):
            break
        before, basis = found, torch.linalg.qr(x @ across)[0]
    _left, lengths, vectors = torch.linalg.svd(basis.T @ x, full_matrices=False)
    return lengths[:count] ** 2, vectors[:count]


# Of the pixels, for the Data page


@dataclass(frozen=True, eq=False)
class Components:
    """All principal components of the pixels of a set of images (0..255)."""

    axes: Axes

    @cached_property
    def images(self) -> Doubles:
        """(k, 28, 28): how much of each pixel is in each component, positive and negative."""
        return self.axes.directions.reshape(-1, SIDE, SIDE)

    @cached_property
    def mean(self) -> Doubles:
        """(28, 28), 0..255: what an image is rebuilt from without any component."""
        return self.axes.mean.reshape(SIDE, SIDE)

    @cached_property
    def explained(self) -> Doubles:
        """(k + 1,) 0..1: the share of the variance that the first 0, 1, 2, ... components explain together."""
        return np.concatenate([[0.0], np.cumsum(self.axes.explained)])

    def rebuilt(self, image: np.ndarray, count: int) -> Bytes:
        """(28, 28) uint8: ``image`` from the first ``count`` components, rounded, and cut off at 0 and 255."""
        along = self.axes.project(image.reshape(1, PIXELS))[0, :count]
        flat = self.axes.mean + along @ self.axes.directions[:count]
        return np.clip(np.rint(flat), 0, 255).astype(np.uint8).reshape(SIDE, SIDE)


def components(images: np.ndarray) -> Components:
    """Of (N, 28, 28) uint8 images; 20,000 take about a second. Raises UserError for fewer than two."""
    return Components(axes(images.reshape(len(images), PIXELS), PIXELS))
