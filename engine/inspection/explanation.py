"""Why a network takes a drawing for what it does: all that the Draw page shows beside the evidence."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.digits.dataset import SIDE
from engine.digits.prepare import resized
from engine.inspection.attribution import activations, speaks_for
from engine.networks.network import FeedForward


@dataclass(frozen=True, eq=False)
class Why:
    """Images are (28, 28) uint8, evidence (classes,) natural logarithms of probabilities.

    ``raw``: the canvas just scaled down, and ``raw_evidence``; ``image``: what the network gets, and its ``evidence``;
    ``digit``: the likeliest; ``says``: (28, 28), how each pixel speaks for it (over 0) or against it (under 0);
    ``layers``: what each layer gives out, (units,) each, the last before softmax; ``activation`` of the hidden ones.
    """

    raw: np.ndarray
    raw_evidence: np.ndarray
    image: np.ndarray
    evidence: np.ndarray
    digit: int
    says: np.ndarray
    layers: list[np.ndarray]
    activation: str


def why(network: FeedForward, image: np.ndarray, evidence: np.ndarray, canvas: np.ndarray) -> Why:
    """``image``: (28, 28) uint8 as the network gets it, and its ``evidence``; ``canvas``: (n, n) uint8, as it looks."""
    raw = np.rint(resized(canvas, SIDE, SIDE)).astype(np.uint8)
    raw_evidence = network.log_probabilities(raw[None])[0]
    digit = int(evidence.argmax())
    return Why(
        raw, raw_evidence, image, evidence, digit,
        speaks_for(network, image, digit), activations(network, image), network.spec.activation,
    )  # fmt: skip
