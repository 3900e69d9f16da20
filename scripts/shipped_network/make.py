"""Make resources/pretrained.safetensors, the network that ships.

    python scripts/shipped_network/make.py [NETWORK.safetensors]

It is trained by the program's own engine on 55,000 of MNIST's training images, on digits that 24 people wrote with a
stylus, on synthetic digits, and on scribbles under random labels, each varied anew in every epoch. How sure it may be
is found by a second network, trained in the same way without six of these people: what that one makes of their digits,
and of MNIST's images that are left, sets the temperature and the thresholds of doubt. MNIST's official 10,000 test
images are not used.
Takes about three quarters of an hour on one core. After each epoch what there is so far is kept beside the file.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch

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
from engine.training.step import TrainingStep
from engine.training.trainer import THREADS
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
class Course:
    """So many epochs, from a learning rate down to none along half a cosine. Each has ``mnist`` variants of every image
    of MNIST, and of each other kind so many images, taken at random from a pool of so many."""

    epochs: int
    rate: float
    mnist: int
    rewritten: tuple[int, int]
    synthetic: tuple[int, int]
    scribbles: tuple[int, int]
    seed: int
    figures: float = 0.0
    """Share of the scribbles that are figures put together at random."""

    def config(self) -> TrainingConfig:
        return TrainingConfig(self.epochs, 128, self.rate, "adam", seed=self.seed, schedule="cosine")

    def halved(self) -> Course:
        return replace(self, epochs=max(1, self.epochs // 2))


FIRST = Course(30, 0.001, 1, rewritten=(40_000, 72_000), synthetic=(32_000, 90_000), scribbles=(20_000, 45_000), seed=0)
SECOND = Course(14, 0.0005, 2, rewritten=(40_000,) * 2, synthetic=(32_000,) * 2, scribbles=(20_000,) * 2, seed=10)
"""With more of MNIST: beside the pen's clean ink its own is made too little of."""

THIRD = replace(SECOND, epochs=6, rate=0.0003, scribbles=(30_000,) * 2, seed=20, figures=0.5)


@dataclass(frozen=True)
class Recipe:
    """What the network is and how it is trained: course after course."""

    spec: NetworkSpec = field(default_factory=lambda: NetworkSpec(hidden=(1024, 512)))
    courses: tuple[Course, ...] = (FIRST, SECOND, THIRD)
    averaging: float = 0.8

    def halved(self) -> Recipe:
        """For the network that only tells how sure the other may be."""
        return replace(self, courses=tuple(course.halved() for course in self.courses))


class Lessons:
    """What the network sees, epoch by epoch."""

    def __init__(self, mnist: Digits, writers: Writers, course: Course):
        self._mnist, self._course = mnist, course
        self._generator = np.random.default_rng(course.seed + 1)
        self._synthetic = synthetic(course.synthetic[1], course.seed + 2)
        self._scribbles = scribbles(course.scribbles[1], course.seed + 3, course.figures)
        self._rewritten = rewritten(writers, course.rewritten[1], course.seed + 5)

    def __call__(self) -> Digits:
        """MNIST's images, and as many others of each kind as the course says, all of them varied.

        What was drawn from strokes is bent enough already, and varied affinely only. A scribble's label is drawn anew
        each time, so that all ten digits are as likely for it ("outlier exposure": Hendrycks, Mazeika, Dietterich,
        "Deep anomaly detection with outlier exposure", 2019).
        """
        course, generator, mnist = self._course, self._generator, self._mnist
        ours, theirs = self._some(self._synthetic, course.synthetic), self._some(self._rewritten, course.rewritten)
        others = self._scribbles[generator.choice(len(self._scribbles), course.scribbles[0], replace=False)]
        images = (*[mnist.images] * course.mnist, ours.images, theirs.images, others)
        nothing = generator.integers(CLASSES, size=len(others))
        labels = (*[mnist.labels] * course.mnist, ours.labels, theirs.labels, nothing)
        kinds = (*["both"] * course.mnist, "affine", "affine", "affine")
        varied = [augmented(part, generator, kind) for part, kind in zip(images, kinds, strict=True)]
        return Digits(np.concatenate(varied), np.concatenate(labels), "lessons")

    def _some(self, pool: Digits, counts: tuple[int, int]) -> Digits:
        return pool.take(self._generator.choice(len(pool), counts[0], replace=False))


def trained(recipe: Recipe, mnist: Digits, writers: Writers, keep: Callable[[int, FeedForward], None]) -> FeedForward:
    """The network after the recipe: half way between what the last two courses have left (Izmailov and others:
    "Averaging weights leads to wider optima and better generalization", 2018).

    ``keep`` is given what there is after each epoch of a course, and its number.
    """
    ends = [FeedForward(recipe.spec, recipe.courses[0].seed)]
    for course in recipe.courses:
        ends.append(taught(ends[-1], course, Lessons(mnist, writers, course), recipe.averaging, keep))
    network = ends[-1].copy()
    network.flat.lerp_(ends[-2].flat, 0.5)
    return network


@torch.inference_mode()
def taught(
    network: FeedForward, course: Course, lessons: Lessons, averaging: float, keep: Callable[[int, FeedForward], None]
) -> FeedForward:
    """A network after a course: its running average over the ends of the epochs, steadier than itself."""
    torch.set_num_threads(THREADS)
    network, average, config = network.copy(), network.copy(), course.config()
    step = TrainingStep(network, config, lessons())
    for epoch in range(1, course.epochs + 1):
        step.learning_rate = config.rate(epoch)
        step.show(lessons())
        step.shuffle()
        for batch in range(step.batches):
            step(batch)
        step.write_back()
        average.flat.lerp_(network.flat, 1 - averaging if epoch > 1 else 1.0)
        keep(epoch, average)
    return average


def how_sure(network: FeedForward, unseen: Writers, held_out: Digits) -> tuple[float, dict[str, str]]:
    """The temperature of a network, and the facts for the file: its thresholds of doubt and what it got right.

    ``unseen``: digits by people of whom it has seen nothing; ``held_out``: images of MNIST likewise, which are scans of
    paper. The temperature is for as many of these as of those.
    """
    drawn, scanned = unseen.digits(), held_out.take(np.arange(len(unseen.labels)))
    both, pasted = together(drawn, scanned), together(photographed(unseen, seed=6), scanned)
    degrees = temperature(network.log_probabilities(both.images), both.labels)
    network = cooled(network, degrees)
    answers, of_pictures = network.log_probabilities(drawn.images), network.log_probabilities(pasted.images)
    return degrees, {
        "temperature": f"{degrees:.4f}",
        "unseen_writers_accuracy": f"{100 * (answers.argmax(axis=1) == drawn.labels).mean():.2f}",
        "unseen_writers_calibration_error": f"{calibration_error(answers, drawn.labels):.2f}",
        **calibrate(answers, drawn.labels).facts(DRAWN),
        **calibrate(of_pictures, pasted.labels).facts(PASTED),
    }


def together(first: Digits, second: Digits) -> Digits:
    """The images of both."""
    images, labels = ((first.images, second.images), (first.labels, second.labels))
    return Digits(np.concatenate(images), np.concatenate(labels), "held out")


def provenance(whole: Digits) -> TrainedOn:
    """What it is trained on. ``whole``: all training images of MNIST.

    The images that are held out are its test images; the recipe was also chosen by them.
    """
    return TrainedOn(BUNDLED["mnist-60k"], SHARE, SEED, mark=mark_of(whole), note=NOTE, chosen_on_test=True)


def _keeper(path: Path, held_out: Digits) -> Callable[[int, FeedForward], None]:
    began = time.monotonic()

    def keep(epoch: int, network: FeedForward) -> None:
        save_network(path, network, {})
        right = 100 * (network.log_probabilities(held_out.images).argmax(axis=1) == held_out.labels).mean()
        print(f"{path.stem}, epoch {epoch}: held-out {right:.2f} %, {time.monotonic() - began:.0f} s", flush=True)

    return keep


def main(target: Path, recipe: Recipe) -> None:
    whole, writers = bundled("mnist-60k"), recorded()
    mnist, held_out = split(whole, SHARE, SEED)
    unseen = np.isin(writers.writers, UNSEEN_WRITERS)
    judge_file, file = (target.with_name(f"{target.stem}-{name}.safetensors") for name in ("judge", "unfinished"))
    judge = trained(recipe.halved(), mnist, writers.of(~unseen), _keeper(judge_file, held_out))
    degrees, facts = how_sure(judge, writers.of(unseen), held_out)
    network = cooled(trained(recipe, mnist, writers, _keeper(file, held_out)), degrees)
    made_by = {"made_by": "scripts/shipped_network/make.py", "recipe": str(recipe)}
    save_network(target, network, facts | made_by | provenance(whole).facts())
    for kept in (judge_file, file):
        kept.unlink()
    print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, {facts}")


if __name__ == "__main__":
    main(RESOURCES / "pretrained.safetensors" if len(sys.argv) < 2 else Path(sys.argv[1]), Recipe())
