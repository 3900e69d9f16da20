"""Make resources/pretrained.safetensors, the network that ships.

    python scripts/shipped_network/make.py

It is trained by the program's own engine on 55,000 of MNIST's training images, synthetic digits, and scribbles under
random labels, each varied anew in every epoch. The other 5,000 images and synthetic digits of other seeds set the
temperature and the thresholds of doubt. MNIST's official 10,000 test images are not used.
Takes about a quarter of an hour on one core.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.dataset import CLASSES, Digits
from engine.digits.identity import mark_of
from engine.digits.splitting import split
from engine.files import RESOURCES
from engine.networks.files import save_network
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn
from engine.training.augmentation import augmented
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import EpochReport
from engine.training.trainer import train
from scripts.shipped_network.calibration import calibrate, cooled, temperature
from scripts.shipped_network.scribbles import scribbles
from scripts.shipped_network.synthetic import synthetic

HELD_OUT = 5_000
SHARE, SEED = HELD_OUT / 60_000, 0  # of the split
NOTE = "varied anew in every epoch, with synthetic digits and scribbles"


@dataclass(frozen=True)
class Recipe:
    """What the network is trained on and how: ``synthetic`` and ``scribbles`` images per epoch, taken from pools."""

    spec: NetworkSpec = field(default_factory=lambda: NetworkSpec(hidden=(1024, 512)))
    epochs: int = 40
    synthetic: int = 45_000
    synthetic_pool: int = 120_000
    scribbles: int = 10_000
    scribbles_pool: int = 30_000
    averaging: float = 0.8

    def config(self) -> TrainingConfig:
        return TrainingConfig(self.epochs, 128, 0.001, "adam", seed=0, schedule="cosine")


class Lessons:
    """What the network sees, epoch by epoch."""

    def __init__(self, mnist: Digits, recipe: Recipe):
        self._mnist, self._recipe = mnist, recipe
        self._generator = np.random.default_rng(1)
        self._synthetic = synthetic(recipe.synthetic_pool, seed=2)
        self._scribbles = scribbles(recipe.scribbles_pool, seed=3)

    def __call__(self, _: Digits | None = None, epoch: int = 0) -> Digits:
        """MNIST's images, as many synthetic digits and scribbles as the recipe says, all of them varied.

        What was drawn from templates is bent enough already, and varied affinely only. A scribble's label is drawn
        anew each time, so that all ten digits are as likely for it ("outlier exposure": Hendrycks, Mazeika,
        Dietterich, "Deep anomaly detection with outlier exposure", 2019).
        """
        recipe, generator = self._recipe, self._generator
        chosen = generator.choice(len(self._synthetic), recipe.synthetic, replace=False)
        others = generator.choice(len(self._scribbles), recipe.scribbles, replace=False)
        images = (self._mnist.images, self._synthetic.images[chosen], self._scribbles[others])
        labels = (self._mnist.labels, self._synthetic.labels[chosen], generator.integers(CLASSES, size=len(others)))
        varied = [
            augmented(part, generator, kind) for part, kind in zip(images, ("both", "affine", "affine"), strict=True)
        ]
        return Digits(np.concatenate(varied), np.concatenate(labels), "lessons")


def trained(recipe: Recipe, mnist: Digits, held_out: Digits, report: Callable[[EpochReport], None]) -> FeedForward:
    """The network after the recipe: its running average over the ends of the epochs, which is steadier than itself."""
    lessons, control, average = Lessons(mnist, recipe), Control(), None
    for epoch in train(recipe.spec, recipe.config(), lessons(), held_out, control, lessons):
        latest = control.latest()
        if average is None or epoch.epoch <= 1:
            average = latest.copy()
        else:
            average.flat.lerp_(latest.flat, 1 - recipe.averaging)
        report(epoch)
    return average


def calibrated(network: FeedForward, held_out: Digits) -> tuple[FeedForward, dict[str, str]]:
    """The network with its temperature divided in, and the facts for its file."""
    judges = _with_synthetic(held_out)
    degrees = temperature(network.log_probabilities(judges.images), judges.labels)
    network = cooled(network, degrees)
    doubt = calibrate(network.log_probabilities(judges.images), judges.labels)
    accuracy = 100 * (network.log_probabilities(held_out.images).argmax(axis=1) == held_out.labels).mean()
    return network, {"temperature": f"{degrees:.4f}", "held_out_accuracy": f"{accuracy:.2f}", **doubt.facts()}


def provenance(whole: Digits) -> TrainedOn:
    """What it is trained on. ``whole``: all training images of MNIST.

    The images that are held out are its test images; they also choose its temperature and its thresholds of doubt.
    """
    return TrainedOn(BUNDLED["mnist-60k"], SHARE, SEED, mark=mark_of(whole), note=NOTE, chosen_on_test=True)


def _with_synthetic(held_out: Digits) -> Digits:
    drawn = synthetic(len(held_out), seed=4)
    return Digits(
        np.concatenate([held_out.images, drawn.images]), np.concatenate([held_out.labels, drawn.labels]), "held out"
    )


def _print(epoch: EpochReport) -> None:
    print(
        f"epoch {epoch.epoch:3}: loss {epoch.loss:.4f}, held-out {epoch.test_accuracy:.2f} %, {epoch.seconds:.0f} s",
        flush=True,
    )


def main(target: Path, recipe: Recipe) -> None:
    whole = bundled("mnist-60k")
    mnist, held_out = split(whole, SHARE, SEED)
    network, facts = calibrated(trained(recipe, mnist, held_out, _print), held_out)
    made_by = {"made_by": "scripts/shipped_network/make.py", "recipe": str(recipe)}
    save_network(target, network, facts | made_by | provenance(whole).facts())
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, {facts}")


if __name__ == "__main__":
    main(RESOURCES / "pretrained.safetensors" if len(sys.argv) < 2 else Path(sys.argv[1]), Recipe())
