"""Choose between networks that have not seen six of the writers: on their digits, on images of MNIST that were held
out, and on doodles and letters that are neither shown in training nor measured with at the end.

    python scripts/shipped_network/choosing.py NETWORK.safetensors [ANOTHER.safetensors]

Of two, their mean is judged. They are what ``make.py`` keeps beside its file of the second network while it works. What
is doubted is told under thresholds that fit three of the writers, of the other three, in all twenty ways.
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.digits.bundle import bundled
from engine.digits.splitting import split
from engine.handwriting.ink import PEN
from engine.inspection.doubt import SURE, Doubt
from engine.inspection.reliability import calibration_error
from engine.networks.files import load_network
from engine.networks.network import FeedForward
from scripts.shipped_network.calibration import calibrate, cooled, temperature
from scripts.shipped_network.make import SEED, SHARE, UNSEEN_WRITERS, together
from scripts.shipped_network.scribbles import scribbled
from scripts.shipped_network.synthetic import drawn, write
from scripts.shipped_network.writers import Writers, recorded


def main(network: FeedForward) -> None:
    writers = recorded()
    unseen = writers.of(np.isin(writers.writers, UNSEEN_WRITERS))
    _shown, held_out = split(bundled("mnist-60k"), SHARE, SEED)
    digits = unseen.digits()
    both = together(digits, held_out.take(np.arange(len(digits))))
    network = cooled(network, temperature(network.log_probabilities(both.images), both.labels))
    for name, known in (("six writers", digits), ("MNIST, held out", held_out)):
        log = network.log_probabilities(known.images)
        right, error = 100 * (log.argmax(axis=1) == known.labels).mean(), calibration_error(log, known.labels)
        print(f"{name}: {right:.2f} % right, calibration error {error:.2f} %")
    for name, share in doubted(network, unseen).items():
        print(f"{name}: {share:.2f} % doubted")


def doubted(network: FeedForward, unseen: Writers) -> dict[str, float]:
    """Percent of the right digits, and of what is no digit, by name."""
    digits = unseen.digits()
    log = network.log_probabilities(digits.images)
    right = log.argmax(axis=1) == digits.labels
    others = {name: network.log_probabilities(images) for name, images in no_digits().items()}
    shares: dict[str, list[float]] = {name: [] for name in ("right", *others)}
    for three in combinations(UNSEEN_WRITERS, 3):
        fitted = np.isin(unseen.writers, three)
        doubt = calibrate(log[fitted], digits.labels[fitted])
        shares["right"].append(_share(log[right & ~fitted], doubt))
        for name, evidence in others.items():
            shares[name].append(_share(evidence, doubt))
    return {name: float(np.mean(found)) for name, found in shares.items()}


def no_digits() -> dict[str, np.ndarray]:
    """Images of what is no digit, by the canvas's pen."""
    generator = np.random.default_rng(77)
    drawings = {"doodles": write(DOODLES, 3000, generator), "letters": write(LETTERS, 1000, generator)}
    drawings["scribbles, drawn anew"] = scribbled(1000, generator)
    return {name: drawn(inks, np.full(len(inks), PEN)) for name, inks in drawings.items()}


def _share(evidence: np.ndarray, doubt: Doubt) -> float:
    return 100 * float(np.mean([doubt.verdict(log).kind != SURE for log in evidence]))


DOODLES: list[list[str]] = [
    [pose]
    for pose in (
        "40,0 60,0! 60,25! 75,40 75,100! 25,100! 25,40 40,25! 40,0 / 25,60 75,60 / 25,80 75,80",
        "10,0 70,0! 90,15! 70,25! 10,25! 10,0 / 35,25 35,100! 50,100! 50,25",
        "50,0 38,10 50,22 62,10 50,0 / 50,22 30,38 50,55 70,38 50,22 / 50,55 20,78 50,100 80,78 50,55 "
        "/ 30,36 5,22 / 70,36 95,22",
        "50,50 40,60 46,70 30,85 50,100 70,85 54,70 60,60 50,50 / 47,50 47,5 / 53,50 53,5 / 42,5 58,5",
        "50,0 85,35! 50,75! 15,35! 50,0 / 50,0 50,75 / 15,35 85,35 / 50,75 60,85 45,92 55,105",
        "10,5 15,45 45,80 90,90! 95,80! 60,60 35,35 22,0! 10,5 / 30,50 50,72",
        "0,80 100,80! 100,92! 0,92! 0,80 / 25,80 30,20! 70,20! 75,80 / 27,65 73,65",
        "25,0 75,0! 95,40! 5,40! 25,0 / 50,40 50,100 / 25,100 75,100",
        "20,40 15,70 30,95 70,95 85,70 80,40! 20,40 / 80,50 105,45 100,75 83,75 / 18,60 0,55 -8,35 / 40,40 50,28 60,40",
        "35,40 65,40! 65,100! 35,100! 35,40 / 50,40 50,30 / 50,30 40,18 50,0 60,18 50,30",
        "45,0 55,0! 55,65! 45,65! 45,0 / 25,65 75,65 / 50,65 50,95 / 44,98 56,98",
        "10,80 25,60 28,25 50,5 72,25 75,60 90,80! 10,80 / 42,82 50,95 58,82 / 50,5 50,-5",
        "50,0 15,35 15,65 50,90 85,65 85,35 50,0 / 50,15 50,110 / 50,45 25,35 / 50,45 75,35 / 50,68 28,58 "
        "/ 50,68 72,58",
        "30,0 65,0! 65,50 95,75 85,95 60,95 30,65! 30,0 / 30,15 65,15",
        "10,0 10,100 / 10,5 40,0 60,10 90,5! 90,45! 60,50 40,40 10,45",
        "20,40 5,35 8,15 25,20! 75,70! 92,65 98,85 80,85 78,98 62,92 65,78! 15,30",
        "40,100 40,20 50,5 60,20 60,100 / 40,65 18,60 18,35 / 60,55 82,50 82,25",
        "15,100 15,35 30,8 50,0 70,8 85,35 85,100! 68,85! 50,100! 32,85! 15,100 / 38,38 39,40 / 62,38 63,40",
        "10,0 90,0! 55,50! 90,100! 10,100! 45,50! 10,0 / 0,0 100,0 / 0,100 100,100",
        "25,40 50,100! 75,40! 25,40 / 25,40 20,20 50,0 80,20 75,40 / 35,50 60,75 / 65,50 42,75",
        "50,0 68,25 68,75! 32,75! 32,25 50,0 / 32,50 12,85! 32,75 / 68,50 88,85! 68,75 / 40,75 50,100! 60,75",
        "20,0 25,35 50,50 75,35 80,0! 20,0 / 50,50 50,95 / 25,98 75,98",
        "50,15 20,35 15,65 50,95 85,65 80,35 50,15 / 50,15 50,95 / 32,45 33,47 / 66,45 67,47 / 32,70 33,72 "
        "/ 66,70 67,72",
        "10,10 90,10! 90,65! 45,65! 30,95! 30,65! 10,65! 10,10 / 25,30 75,30 / 25,48 60,48",
        "0,20 45,45! 55,45! 100,20! 100,80! 55,55! 45,55! 0,80! 0,20",
        "50,15 40,6 50,-4 60,6 50,15 / 50,15 50,95 / 25,32 75,32 / 10,65 20,90 50,97 80,90 90,65",
        "0,90 90,90 105,75 100,50 / 55,70 45,72 40,58 52,45 68,55 70,78 45,90 22,75 25,40 55,25 85,45 85,90",
        "20,60 2,75 20,95 38,75 20,60 / 80,60 62,75 80,95 98,75 80,60 / 20,77 40,45! 72,45! 50,77! 20,77 "
        "/ 72,45 80,77 / 66,30 78,30",
        "15,10 50,18 85,10 92,40 75,100! 60,65 50,60 40,65 25,100! 8,40 15,10",
    )
]
"""Made as those of ``signs``: a bottle, a hammer, a snowman and so on."""

LETTERS: list[list[str]] = [
    [pose]
    for pose in (
        "50,0 50,100 / 50,22 15,30 10,60 50,75 90,60 85,30 50,22",
        "0,0 100,0 / 20,50 80,50 / 0,100 100,100",
        "10,30 40,22 50,50 48,90 / 50,55 15,60 10,90 45,88 52,60 / 52,58 90,55 88,30 60,22 50,50 60,92 92,85",
        "0,0 100,0 / 50,0 50,100 / 25,50 75,50",
        "20,100 20,50 20,0! 70,12 20,30 / 20,55 80,100",
        "10,60 60,20 80,40 70,90 / 40,0 30,100 / 10,30 90,35",
        "50,0 0,100! 50,80! 100,100! 50,0",
        "15,0 15,100! 85,100! 85,0 / 50,20 50,100",
    )
]
"""Likewise."""

if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    loaded = [load_network(Path(path)) for path in sys.argv[1:]]
    loaded[0].flat.lerp_(loaded[-1].flat, 0.5)
    main(loaded[0])
