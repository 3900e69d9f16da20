"""What a program is made from: a plan, where its images come from, and how it is to be written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from engine import limits
from engine.code.lines import quoted
from engine.digits.bundle import BUNDLED
from engine.digits.dataset import Digits, plain_names
from engine.digits.readers import Loaded
from engine.errors import UserError
from engine.experiments.factors import Plan
from engine.reading import open_file
from engine.training.rate_changes import RateChange
from engine.words import _

NLL, CROSS_ENTROPY = "nll", "cross_entropy"
LOSSES = {"log_softmax": (NLL, CROSS_ENTROPY), "softmax": (NLL,)}
"""By output: how the loss can be written. Of log-softmax both are one; CrossEntropyLoss takes no probabilities."""
BESIDE, COLAB, FILE = SOURCES = ("images", "colab", "file")
"""Images that are written beside the program; the CSV file that every Colab has; the user's own CSV file."""
COLAB_FILE = "/content/sample_data/mnist_train_small.csv"
LOOKED_AT = 100 * limits.KB  # of a CSV file, for its first row of numbers


LONGEST_NAME = 60  # characters, in a line of 120


@dataclass(frozen=True)
class Style:
    """``loss``: of LOSSES. ``comments``: whether they say why. ``repeats``: whether it draws Inkling's random numbers,
    and so repeats its run; otherwise PyTorch's own, by ``torch.manual_seed``."""

    loss: str = NLL
    comments: bool = True
    repeats: bool = True


@dataclass(frozen=True)
class Source:
    """``kind``: of SOURCES. ``name``: what the set is called, as far as one line shows it. ``file``: what the program
    opens, in its own folder.

    ``own_test``: whether a test set is in it, too, so that nothing is split. ``delimiter``, ``above``: what stands
    between two numbers of a CSV file, and how many lines before the first row of them.
    """

    kind: str = BESIDE
    name: str = BUNDLED["mnist-20k"]
    file: str = "mnist-20k.npz"
    own_test: bool = False
    delimiter: str = ","
    above: int = 0


def beside(images: Loaded) -> Source:
    """These very images, which are written beside the program when it is saved."""
    return Source(BESIDE, shown(images.digits.name), _file_of(images.digits), images.test_digits is not None)


def _file_of(digits: Digits) -> str:
    """A plain name that every system can have, whatever the set is called."""
    for key, title in BUNDLED.items():
        if title == digits.name and not digits.origin:
            return f"{key}.npz"
    plain = re.sub(r"[^A-Za-z0-9]+", "-", digits.name)[:40].strip("-")
    return f"{plain}-digits.npz" if plain else "digits.npz"


def shown(name: str) -> str:
    """A name as far as a line of code has room for it, and a person can read it."""
    plain = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in name[:LONGEST_NAME])
    return plain if len(quoted(plain)) <= LONGEST_NAME else f"{plain[: LONGEST_NAME // 3]}…"


def colab() -> Source:
    """The lesson's own table: 20,000 rows of a label and 784 pixels."""
    return Source(COLAB, "mnist_train_small.csv", COLAB_FILE)


def own_file(path: Path, digits: Digits) -> Source:
    """The user's CSV file, which has to stand beside the program; ``digits``: what was read from it.

    Raises UserError for a file of another kind, one whose rows are not a label and then the pixels as they are, and for
    a name that fills more than a line.
    """
    if len(quoted(path.name)) > LONGEST_NAME:
        raise UserError(_("{name}… is too long a name for a line of code: shorten it.").format(name=path.name[:20]))
    try:
        with open_file(path, limits.DIGITS_FILE) as file:
            start = file.read(LOOKED_AT).decode("utf-8-sig", "replace")
    except OSError as error:
        raise UserError(
            _("{name} could not be read: {reason}.").format(name=path.name, reason=error.strerror or error)
        ) from error
    for above, line in enumerate(start.split("\n")):
        if re.fullmatch(r"\s*\d+(?:\s*[,;\t ]\s*\d+)+\s*", line) and _is_first(line, digits):
            return Source(FILE, shown(path.name), path.name, delimiter=_delimiter(line), above=above)
    raise UserError(
        _("{name} is no CSV file that a short program can read: have the images written beside it.").format(
            name=path.name
        )
    )


def _is_first(line: str, digits: Digits) -> bool:
    """Whether the row is the first image, its label first, and labels are what the program takes them for."""
    row = [int(number) for number in re.findall(r"\d+", line)]
    return digits.names == plain_names(digits.classes) and row == [
        int(digits.labels[0]), *digits.images[0].ravel().tolist()
    ]  # fmt: skip


def _delimiter(line: str) -> str:
    return next((mark for mark in ",;\t" if mark in line), " ")


@dataclass(frozen=True)
class Recipe:
    """All that the parts of a program are made from. ``rate_changes``: of the learning rate, while the run was trained.

    Raises UserError for a loss that the output cannot have.
    """

    plan: Plan
    source: Source = Source()
    style: Style = Style()
    rate_changes: tuple[RateChange, ...] = ()

    def __post_init__(self) -> None:
        if self.style.loss not in LOSSES[self.plan.spec.output]:
            raise UserError(
                _("CrossEntropyLoss takes raw sums and is that of log-softmax: with softmax it would train another."),
                "loss",
            )

    @property
    def classes(self) -> int:
        return self.plan.spec.classes

    @property
    def names(self) -> tuple[str, ...]:
        """What the classes are called; empty for the digits, which are called as they are counted."""
        return () if self.plan.spec.are_digits else self.plan.spec.names

    @property
    def has_dropout(self) -> bool:
        return bool(self.plan.config.dropout and self.plan.spec.hidden)

    @property
    def augments(self) -> bool:
        return self.plan.config.augmentation != "none"

    def log_probabilities(self, x: str) -> str:
        """How the program gets them for the images ``x``: never as the logarithm of a softmax, which may be 0."""
        if self.plan.spec.output == "softmax":
            return f"F.log_softmax(network.sums({x}), dim=1)"
        return f"network({x})" if self.style.loss == NLL else f"F.log_softmax(network({x}), dim=1)"
