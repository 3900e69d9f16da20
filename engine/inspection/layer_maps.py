"""A map of one layer: where each image of a set lies in two dimensions, and where another one would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from engine.arrays import Doubles, Singles, Whole
from engine.errors import UserError
from engine.inspection.maps import Axes, axes, features
from engine.inspection.tsne import tsne
from engine.networks.network import FeedForward
from engine.words import _


@dataclass(frozen=True, eq=False)
class LayerMap:
    """``places``: (n, 2), of the images in their order. ``axes``: the components along which they lie; None of t-SNE,
    which has none. ``explained``: (2,) 0..1, the share of these points' variance along each; None of t-SNE. ``own``:
    whether the axes were made of these very points, and not of others before."""

    layer: int
    places: Doubles
    axes: Axes | None = None
    explained: Doubles | None = None
    own: bool = True

    def place(self, network: FeedForward | None, images: np.ndarray) -> Doubles:
        """(k, 2): where (k, 28, 28) uint8 images lie among the others. Raises ValueError for t-SNE, which cannot say,
        and UserError as ``by_components`` does."""
        if self.axes is None:
            raise ValueError("t-SNE has no place for an image that was not there when it was made")
        return _in_the_plane(self.axes, _finite(network, images, self.layer))


def sampled(count: int, most: int, seed: int = 0) -> Whole:
    """Which of ``count`` images are mapped, by index and in order: all of them, or ``most`` at random."""
    if count <= most:
        return np.arange(count)
    return np.sort(np.random.default_rng(seed).choice(count, most, replace=False))


def by_components(network: FeedForward | None, images: np.ndarray, layer: int, kept: Axes | None = None) -> LayerMap:
    """(n, 28, 28) uint8 images along the first two principal components of what a layer says of them, or along
    ``kept``, those of an earlier map of the same layer.

    Raises UserError for fewer than two images, and for a network whose numbers are too large for a map.
    """
    points = _finite(network, images, layer)
    along = kept if kept is not None and kept.mean.size == points.shape[1] else axes(points)
    places = _in_the_plane(along, points)
    return LayerMap(layer, places, along, _shares(along, points, places), along is not kept)


def by_tsne(
    network: FeedForward | None, images: np.ndarray, layer: int, perplexity: float,
    cancelled: Callable[[], bool] = lambda: False,
) -> LayerMap:  # fmt: skip
    """The same by t-SNE, which takes its time: see ``engine.inspection.tsne``, whose errors it raises, too."""
    places = tsne(_finite(network, images, layer), perplexity, cancelled=cancelled)
    return LayerMap(layer, places.astype(np.float64))


def _finite(network: FeedForward | None, images: np.ndarray, layer: int) -> Singles:
    points = features(network, images, layer)
    if not bool((np.abs(points) < 1e15).all()):  # squared and summed they must be numbers, and no NaN
        raise UserError(_("The numbers in this layer are too large for a map."), "layer")
    return points


def _in_the_plane(along: Axes, points: np.ndarray) -> Doubles:
    places = np.zeros((len(points), 2))
    found = along.project(points)
    places[:, : found.shape[1]] = found  # of a layer with one unit there is one component
    return places


def _shares(along: Axes, points: np.ndarray, places: np.ndarray) -> Doubles:
    total = float(points.var(0, dtype=np.float64).sum())
    shares: Doubles = places.var(0) / total if total else np.zeros(2)
    return shares
