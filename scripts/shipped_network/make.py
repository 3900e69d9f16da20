"""Make resources/pretrained.safetensors, the network that ships.

    python scripts/shipped_network/make.py [NETWORK.safetensors]

It is trained by the program's own engine on 55,000 of MNIST's training images, on digits that 24 people wrote with a
stylus, on synthetic digits, and on scribbles under random labels, each varied anew in every epoch. How sure it may be
is found by a second network, trained in the same way without six of these people: what that one makes of their digits
sets the temperature and the thresholds of doubt. MNIST's official 10,000 test images are not used.
Takes about three quarters of an hour on one core. After each epoch what there is so far is kept beside the file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.digits.bundle import BUNDLED, bundled
from engine.digits.dataset import CLASSES, Digits
from engine.digits.identity import mark_of
from engine.digits.splitting import split
from engine.files import RESOURCES
from engine.inspection.doubt import DRAWN, PASTED
from engine.inspection.reliability import calibration_error
from engine.networks.files import save_network
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn
from engine.training.augmentation import augmented
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import EpochReport
from engine.training.trainer import train
from scripts.shipped_network.calibration import calibrate, cooled, temperature
from scripts.shipped_network.paper import photographed
from scripts.shipped_network.scribbles import scribbles
from scripts.shipped_network.synthetic import synthetic
from scripts.shipped_network.writers import Writers, recorded, rewritten

HELD_OUT = 5_000
SHARE, SEED = HELD_OUT / 60_000, 0  # of the split
NOTE = "varied anew in every epoch, with digits written with a stylus, synthetic digits and scribbles"
UNSEEN_WRITERS = (2, 10, 21, 22, 27, 30)
"""Of the 24, drawn by lot: how sure the network may be is found by their digits."""


@dataclass(frozen=True)
class Recipe:
    """What the network is trained on and how: so many images of each kind in every epoch, taken from pools."""

    spec: NetworkSpec = field(default_factory=lambda: NetworkSpec(hidden=(1024, 512)))
    epochs: int = 30
    rewritten: int = 40_000
    rewritten_pool: int = 72_000
    synthetic: int = 32_000
    synthetic_pool: int = 90_000
    scribbles: int = 20_000
    scribbles_pool: int = 45_000
    averaging: float = 0.8

    def shortened(self) -> Recipe:
        """For the network that only tells how sure the other may be."""
        return replace(self, epochs=max(1, self.epochs // 2))

    def config(self) -> TrainingConfig:
        return TrainingConfig(self.epochs, 128, 0.001, "adam", seed=0, schedule="cosine")


class Lessons:
    """What the network sees, epoch by epoch."""

    def __init__(self, mnist: Digits, writers: Writers, recipe: Recipe):
        self._mnist, self._recipe = mnist, recipe
        self._generator = np.random.default_rng(1)
        self._synthetic = synthetic(recipe.synthetic_pool, seed=2)
        self._scribbles = scribbles(recipe.scribbles_pool, seed=3)
        self._rewritten = rewritten(writers, recipe.rewritten_pool, seed=5)

    def __call__(self, _: Digits | None = None, epoch: int = 0) -> Digits:
        """MNIST's images, as many others of each kind as the recipe says, all of them varied.

        What was drawn from strokes is bent enough already, and varied affinely only. A scribble's label is drawn anew
        each time, so that all ten digits are as likely for it ("outlier exposure": Hendrycks, Mazeika, Dietterich,
        "Deep anomaly detection with outlier exposure", 2019).
        """
        recipe, generator = self._recipe, self._generator
        ours, theirs = self._some(self._synthetic, recipe.synthetic), self._some(self._rewritten, recipe.rewritten)
        others = self._scribbles[generator.choice(len(self._scribbles), recipe.scribbles, replace=False)]
        images = (self._mnist.images, ours.images, theirs.images, others)
        labels = (self._mnist.labels, ours.labels, theirs.labels, generator.integers(CLASSES, size=len(others)))
        kinds = ("both", "affine", "affine", "affine")
        varied = [augmented(part, generator, kind) for part, kind in zip(images, kinds, strict=True)]
        return Digits(np.concatenate(varied), np.concatenate(labels), "lessons")

    def _some(self, pool: Digits, count: int) -> Digits:
        return pool.take(self._generator.choice(len(pool), count, replace=False))


def trained(
    recipe: Recipe, mnist: Digits, writers: Writers, held_out: Digits, keep: Callable[[EpochReport, FeedForward], None]
) -> FeedForward:
    """The network after the recipe: its running average over the ends of the epochs, which is steadier than itself.

    ``keep`` is given it after each epoch.
    """
    lessons, control, average = Lessons(mnist, writers, recipe), Control(), None
    for epoch in train(recipe.spec, recipe.config(), lessons(), held_out, control, lessons):
        latest = control.latest()
        if average is None or epoch.epoch <= 1:
            average = latest.copy()
        else:
            average.flat.lerp_(latest.flat, 1 - recipe.averaging)
        keep(epoch, average)
    return average


def how_sure(network: FeedForward, unseen: Writers) -> tuple[float, dict[str, str]]:
    """The temperature of a network, and the facts for the file: its thresholds of doubt and what it got right.

    ``unseen``: digits by people of whom it has seen nothing.
    """
    drawn, pasted = unseen.digits(), photographed(unseen, seed=6)
    degrees = temperature(network.log_probabilities(drawn.images), drawn.labels)
    network = cooled(network, degrees)
    answers = network.log_probabilities(drawn.images)
    return degrees, {
        "temperature": f"{degrees:.4f}",
        "unseen_writers_accuracy": f"{100 * (answers.argmax(axis=1) == drawn.labels).mean():.2f}",
        "unseen_writers_calibration_error": f"{calibration_error(answers, drawn.labels):.2f}",
        **calibrate(answers, drawn.labels).facts(DRAWN),
        **calibrate(network.log_probabilities(pasted.images), pasted.labels).facts(PASTED),
    }


def provenance(whole: Digits) -> TrainedOn:
    """What it is trained on. ``whole``: all training images of MNIST.

    The images that are held out are its test images; the recipe was also chosen by them.
    """
    return TrainedOn(BUNDLED["mnist-60k"], SHARE, SEED, mark=mark_of(whole), note=NOTE, chosen_on_test=True)


def _keeper(path: Path) -> Callable[[EpochReport, FeedForward], None]:
    def keep(epoch: EpochReport, average: FeedForward) -> None:
        save_network(path, average, {})
        facts = f"loss {epoch.loss:.4f}, held-out {epoch.test_accuracy:.2f} %, {epoch.seconds:.0f} s"
        print(f"{path.stem}, epoch {epoch.epoch:3}: {facts}", flush=True)

    return keep


def main(target: Path, recipe: Recipe) -> None:
    whole, writers = bundled("mnist-60k"), recorded()
    mnist, held_out = split(whole, SHARE, SEED)
    unseen = np.isin(writers.writers, UNSEEN_WRITERS)
    judge_file, file = (target.with_name(f"{target.stem}-{name}.safetensors") for name in ("judge", "unfinished"))
    judge = trained(recipe.shortened(), mnist, writers.of(~unseen), held_out, _keeper(judge_file))
    degrees, facts = how_sure(judge, writers.of(unseen))
    network = cooled(trained(recipe, mnist, writers, held_out, _keeper(file)), degrees)
    made_by = {"made_by": "scripts/shipped_network/make.py", "recipe": str(recipe)}
    save_network(target, network, facts | made_by | provenance(whole).facts())
    for kept in (judge_file, file):
        kept.unlink()
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, {facts}")


if __name__ == "__main__":
    main(RESOURCES / "pretrained.safetensors" if len(sys.argv) < 2 else Path(sys.argv[1]), Recipe())
