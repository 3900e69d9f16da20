"""Measure the network that ships, or another, on drawings and on MNIST's official test images.

    python scripts/shipped_network/measure.py STROKES.json [NETWORK.safetensors]

STROKES.json: a list of {"label": 0 to 9, "writer": a number, "strokes": [[[x, y], ...], ...]} in a box of 500 x 500, y
down. Every drawing is replayed at three sizes and places of the canvas, and once taken from a photograph of paper.
Letters, signs and doodles are others than those that the network was shown. Nothing is fitted here to anything.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.digits.bundle import bundled
from engine.digits.dataset import CLASSES
from engine.files import RESOURCES
from engine.handwriting.ink import CANVAS, PEN, rasterize
from engine.inspection.doubt import NOT_A_DIGIT, PASTED, SURE, Doubt, doubt_from
from engine.inspection.evaluation import confusion
from engine.inspection.reliability import calibration_error
from engine.networks.files import load_network, read_facts
from engine.networks.network import FeedForward
from scripts.shipped_network.paper import photographed
from scripts.shipped_network.scribbles import scribbled
from scripts.shipped_network.signs import DOODLES, LETTERS
from scripts.shipped_network.synthetic import drawn, write
from scripts.shipped_network.writers import BOX, Writers

PLACES = {"as drawn": (1.0, 0.0, 0.0), "small, top left": (0.35, 4.0, 4.0), "half, bottom right": (0.5, 138.0, 138.0)}
SCRIBBLES_SEED = 20_261


def main(strokes: Path, path: Path) -> None:
    network, facts = load_network(path), read_facts(path)
    doubt, doubt_of_pictures = doubt_from(facts), doubt_from(facts, PASTED)
    drawings = json.loads(strokes.read_text())
    labels = np.array([drawing["label"] for drawing in drawings])
    writers = np.array([drawing["writer"] for drawing in drawings])
    print(f"{path.name}: {network.spec}")
    for place, transform in PLACES.items():
        evidence = network.log_probabilities(images(drawings, *transform))
        print(f"\nDrawings, {place}: {percent(evidence.argmax(1) == labels)} right")
        print(" by writer:", shares(evidence, labels, writers))
        print(" by digit: ", shares(evidence, labels, labels))
        print(" mistaken: ", mistakes(evidence, labels))
        summary("drawings", evidence, labels, doubt)
    print()
    writing = Writers([strokes_of(drawing) for drawing in drawings], labels, writers)
    summary("photographs", network.log_probabilities(photographed(writing, 0).images), labels, doubt_of_pictures)
    test = bundled("mnist-test")
    summary("official test", network.log_probabilities(test.images), test.labels, doubt_of_pictures)
    if doubt:
        for name, others in no_digits():
            verdicts = kinds(network.log_probabilities(others), doubt)
            print(f" {name}: {percent(verdicts != SURE)} doubted, {percent(verdicts == NOT_A_DIGIT)} as no digit")
    speed(network, drawings)


def strokes_of(drawing: dict) -> list[np.ndarray]:
    return [np.array(stroke, float) for stroke in drawing["strokes"]]


def images(drawings: list, scale: float, x: float, y: float) -> np.ndarray:
    unit = scale * CANVAS / BOX
    return np.stack([rasterize([stroke * unit + (x, y) for stroke in strokes_of(drawing)]) for drawing in drawings])


def no_digits() -> list[tuple[str, np.ndarray]]:
    """Ink that is no digit, by the canvas's pen: shapes that were shown in training, drawn anew, and others."""
    generator = np.random.default_rng(SCRIBBLES_SEED)
    known, letters, doodles = (
        scribbled(2000, generator),
        write(LETTERS, 1000, generator),
        write(DOODLES, 1000, generator),
    )
    parts = (("scribbles", known), ("other letters", letters), ("other doodles", doodles))
    return [(name, drawn(drawings, np.full(len(drawings), PEN))) for name, drawings in parts]


def percent(flags: np.ndarray) -> str:
    return f"{100 * flags.mean():.2f} %"


def shares(evidence: np.ndarray, labels: np.ndarray, groups: np.ndarray) -> str:
    right = evidence.argmax(axis=1) == labels
    return ", ".join(f"{group}: {100 * right[groups == group].mean():.1f}" for group in np.unique(groups))


def mistakes(evidence: np.ndarray, labels: np.ndarray) -> str:
    counts = confusion(labels, evidence.argmax(axis=1), CLASSES)
    np.fill_diagonal(counts, 0)
    common = np.argsort(counts, axis=None)[::-1][:10]
    return ", ".join(f"{at // CLASSES} for {at % CLASSES}: {counts.flat[at]}" for at in common if counts.flat[at])


def kinds(evidence: np.ndarray, doubt: Doubt) -> np.ndarray:
    return np.array([doubt.verdict(one).kind for one in evidence])


def summary(name: str, evidence: np.ndarray, labels: np.ndarray, doubt: Doubt | None) -> None:
    right = evidence.argmax(axis=1) == labels
    print(f" {name}: {percent(right)} right, expected calibration error {calibration_error(evidence, labels):.2f} %")
    if doubt:
        doubted = kinds(evidence, doubt) != SURE
        print(f" {name}: of the right {percent(doubted[right])} doubted, of the wrong {percent(doubted[~right])}")


def speed(network: FeedForward, drawings: list) -> None:
    inks = [strokes_of(drawing) for drawing in drawings[:300]]
    times = np.array([_timed(network, ink) for ink in inks]) * 1000
    for name, column in zip(("ink", "network"), times.T, strict=True):
        print(f" {name}: median {np.median(column):.2f} ms, 99 % under {np.quantile(column, 0.99):.2f} ms")


def _timed(network: FeedForward, ink: list[np.ndarray]) -> tuple[float, float]:
    begin = time.perf_counter()
    image = rasterize(ink)
    drawn = time.perf_counter()
    network.log_probabilities(image[None])
    return drawn - begin, time.perf_counter() - drawn


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) == 3 else RESOURCES / "pretrained.safetensors")
