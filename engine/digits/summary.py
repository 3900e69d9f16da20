"""What a set of images looks like in numbers: counts, samples, means, correlations and pixel values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from engine.arrays import Singles
from engine.digits.dataset import PIXELS, SIDE, Digits
from engine.errors import UserError
from engine.words import _

PIXEL_BINS = 50
CORRELATION_BINS = 100
MOST_CORRELATED = 8_000
"""Images of one digit of which every pair is correlated: 32 million pairs, 256 MB."""
MOST_COMPARED = 3_000
"""Images of each of two digits that are compared."""
_ROWS = 1_000  # images that are added up together
_BLOCK = 200  # rows of a matrix that are looked at together


@dataclass(frozen=True, eq=False)
class Histogram:
    """``counts``: (bins,) int64. ``edges``: (bins + 1,), as numpy.histogram has them."""

    counts: np.ndarray
    edges: np.ndarray


@dataclass(frozen=True, eq=False)
class Overview:
    """A set at a glance. ``counts``: (classes,) images of each class. ``low``, ``high``: the smallest and the largest
    pixel, 0..255. ``mean``: the average image, (28, 28) of 0..255. ``levels``: (256,) how many pixels have each value.
    """

    count: int
    counts: np.ndarray
    low: int
    high: int
    mean: np.ndarray
    levels: np.ndarray

    @property
    def black(self) -> float:
        """Percent of the pixels that are 0."""
        return 100 * float(self.levels[0]) / (self.count * PIXELS)


@dataclass(frozen=True, eq=False)
class Correlations:
    """How alike every pair of images is.

    ``matrix``: (n, n) float32, -1..1. ``kept``: (n,) indices of its images in the set. ``constant``: how many images
    were left out because all of their pixels are equal, so that they have no correlation. ``beyond``: how many were
    left out because there are too many. ``pairs``: the histogram of the n(n-1)/2 different pairs. ``mean``: the
    average of all images of the digit, (28, 28) of 0..255, also of those left out.
    """

    matrix: np.ndarray
    kept: np.ndarray
    constant: int
    beyond: int
    pairs: Histogram
    mean: np.ndarray


@dataclass(frozen=True, eq=False)
class Comparison:
    """Two digits beside each other.

    ``matrix``: (n, n) float32, the first digit's images before the second's; ``kept``: (n,) their indices in the set;
    ``border``: how many are of the first. ``within``: histograms of the pairs of either digit; ``between``: of one of
    each; all three over the same bins. ``means``: the two average images, (2, 28, 28) of 0..255.
    """

    matrix: np.ndarray
    kept: np.ndarray
    border: int
    constant: int
    beyond: int
    within: tuple[Histogram, Histogram]
    between: Histogram
    means: np.ndarray


def overview(digits: Digits) -> Overview:
    """The set at a glance. Raises UserError for an empty one."""
    if not len(digits):
        raise UserError(_("There are no images in this set."))
    levels = pixel_levels(digits.images)
    low, high = np.flatnonzero(levels)[[0, -1]].tolist()
    return Overview(len(digits), counts(digits), low, high, mean_image(digits.images), levels)


def counts(digits: Digits) -> np.ndarray:
    """How many images there are of each class: (classes,) int64."""
    return np.bincount(digits.labels, minlength=digits.classes)


def sample(digits: Digits, count: int, seed: int) -> np.ndarray:
    """Indices of ``count`` different images at random, or of all of them, if there are fewer."""
    return np.random.default_rng(seed).choice(len(digits), min(count, len(digits)), replace=False)


def of_digit(digits: Digits, digit: int) -> np.ndarray:
    """Indices of the images of one digit, in their order in the set."""
    return np.flatnonzero(digits.labels == digit)


def mean_image(images: np.ndarray) -> np.ndarray:
    """The average of (n, 28, 28) images, (28, 28) float64 of 0..255; black for none."""
    total = np.zeros((SIDE, SIDE), np.int64)
    for start in range(0, len(images), _ROWS):  # in integers: exact, and without a copy of all
        total += images[start : start + _ROWS].sum(0, dtype=np.uint32)
    return total / max(1, len(images))


# Pixel values


def pixel_levels(images: np.ndarray) -> np.ndarray:
    """How many pixels have each of the values 0..255: (256,) int64."""
    levels = np.zeros(256, np.int64)
    for start in range(0, len(images), _ROWS):
        levels += np.bincount(images[start : start + _ROWS].reshape(-1), minlength=256)
    return levels


def pixel_histogram(
    levels: np.ndarray, input_range: tuple[float, float] | None = None, bins: int = PIXEL_BINS
) -> Histogram:
    """The histogram of all pixel values, from the smallest to the largest one that occurs.

    ``levels``: what ``pixel_levels`` counted. ``input_range``: what 0 and 255 become; None leaves 0..255. The counts
    are those of ``numpy.histogram`` over every single pixel.
    """
    present = np.flatnonzero(levels)
    values = present if input_range is None else scaled(present, input_range)
    found, edges = np.histogram(values, bins, weights=levels[present])
    return Histogram(found.astype(np.int64), edges)


def scaled(pixels: np.ndarray, input_range: tuple[float, float]) -> np.ndarray:
    """Pixel values 0..255 as the network is fed them: 0 becomes the first number of the range, 255 the second."""
    low, high = input_range
    return low + np.asarray(pixels, float) / 255 * (high - low)


# Correlations


def correlations(digits: Digits, digit: int, most: int = MOST_CORRELATED) -> Correlations:
    """Pearson's correlation of every pair of images of one digit (as ``numpy.corrcoef`` has it), of ``most`` at most.

    Raises UserError if there are not two images that have one.
    """
    found = of_digit(digits, digit)
    kept, vectors, constant = _standardised(digits.images, found[:most])
    if len(kept) < 2:
        sentence = _("There are not two images of the digit {digit} that could be correlated.")
        others = _("There are not two images of “{name}” that could be correlated.")
        raise _too_few(digits, digit, sentence, others)
    matrix = _products(vectors)
    mean = mean_image(digits.images[found])
    return Correlations(matrix, kept, constant, max(0, len(found) - most), _pairs(matrix), mean)


def compare(digits: Digits, first: int, second: int, most: int = MOST_COMPARED) -> Comparison:
    """The correlations within and between two digits, of ``most`` images of each at most.

    Raises UserError if one of them has not two images that have a correlation.
    """
    found = [of_digit(digits, digit) for digit in (first, second)]
    kept, vectors, constant = _standardised(digits.images, np.concatenate([indices[:most] for indices in found]))
    border = int((digits.labels[kept] == first).sum())
    for digit, count in ((first, border), (second, len(kept) - border)):
        if count < 2:
            sentence = _("There are not two images of the digit {digit} that could be compared.")
            others = _("There are not two images of “{name}” that could be compared.")
            raise _too_few(digits, digit, sentence, others)
    matrix = _products(vectors)
    squares = matrix[:border, :border], matrix[border:, border:]
    across = matrix[:border, border:]
    limits = _limits([block for square in squares for block in _upper(square)] + [across])
    return Comparison(
        matrix=matrix,
        kept=kept,
        border=border,
        constant=constant,
        beyond=sum(max(0, len(indices) - most) for indices in found),
        within=(_pairs(squares[0], limits), _pairs(squares[1], limits)),
        between=_histogram([across], limits),
        means=np.stack([mean_image(digits.images[indices]) for indices in found]),
    )


def _too_few(digits: Digits, digit: int, sentence: str, others: str) -> UserError:
    """``others``: the sentence for what is no digit."""
    return UserError((sentence if digits.are_digits else others).format(digit=digit, name=digits.names[digit]))


def _standardised(images: np.ndarray, indices: np.ndarray) -> tuple[np.ndarray, Singles, int]:
    """Which images are not constant; those as float32 vectors of mean 0 and length 1; how many are constant.

    Pixels that are 0 in every image all become the same number there, less its mean, so they are put together into one
    column: the products are the same, with a third fewer multiplications.
    """
    pixels = images[indices].reshape(len(indices), PIXELS)
    varied = pixels.min(1, initial=255) != pixels.max(1, initial=0)
    pixels = pixels[varied]
    means = pixels.mean(1, dtype=np.float32)[:, None]
    inked = pixels.any(0)
    vectors = np.empty((len(pixels), int(inked.sum()) + 1), np.float32)
    np.subtract(pixels[:, inked], means, out=vectors[:, :-1])
    vectors[:, -1:] = -means * np.sqrt(np.float32((~inked).sum()))
    vectors /= np.sqrt(np.square(vectors).sum(1, dtype=np.float64))[:, None].astype(np.float32)
    return indices[varied], vectors, int((~varied).sum())


def _products(vectors: Singles) -> Singles:
    """The products of all pairs; numpy takes the half of them that is needed. Rounding must not lead beyond 1."""
    matrix = vectors @ vectors.T
    return np.clip(matrix, -1, 1, out=matrix)


def _upper(matrix: np.ndarray) -> Iterator[np.ndarray]:
    """What lies over the diagonal of a square matrix, block by block, without a copy of all of it."""
    for start in range(0, len(matrix), _BLOCK):
        end = min(start + _BLOCK, len(matrix))
        square = matrix[start:end, start:end]
        yield square[np.triu_indices(end - start, 1)]
        yield matrix[start:end, end:]


def _pairs(matrix: np.ndarray, limits: tuple[float, float] | None = None) -> Histogram:
    return _histogram(_upper(matrix), limits or _limits(_upper(matrix)))


def _limits(blocks: Iterable[np.ndarray]) -> tuple[float, float]:
    extremes = [(block.min(), block.max()) for block in blocks if block.size]
    return min(low for low, _high in extremes), max(high for _low, high in extremes)


def _histogram(blocks: Iterable[np.ndarray], limits: tuple[float, float]) -> Histogram:
    """numpy's histogram of all blocks together, in bins between two numbers."""
    total, edges = np.zeros(CORRELATION_BINS, np.int64), np.empty(0)
    for block in blocks:
        found, edges = np.histogram(block, CORRELATION_BINS, limits)
        total += found
    return Histogram(total, edges)
