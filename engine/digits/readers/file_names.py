"""What the names of files tell: whether they hold images or labels, to train or to test, and which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from engine.digits.readers.sources import Source

IMAGES = {"images", "image", "imgs", "img", "x", "data", "features", "inputs", "pixels", "pictures"}
LABELS = {"labels", "label", "lbls", "lbl", "y", "targets", "target", "classes", "class", "outputs"}
TRAIN = {"train", "training", "tr", "trn", "tra"}
TEST = {"test", "testing", "tst", "te", "tes", "t10k", "eval", "evaluation"}
VALIDATION = {"val", "valid", "validation", "dev"}
_JOINED = {  # as one word
    "xtrain": "x train", "ytrain": "y train", "xtest": "x test", "ytest": "y test", "trainx": "train x",
    "trainy": "train y", "testx": "test x", "testy": "test y", "xval": "x val", "yval": "y val", "xvalid": "x val",
    "yvalid": "y val", "trainimages": "train images", "trainlabels": "train labels", "testimages": "test images",
    "testlabels": "test labels", "traindata": "train data", "testdata": "test data",
}  # fmt: skip
_FORMS = {"gz", "npz", "npy", "csv", "txt", "tsv", "idx", "idx1", "idx2", "idx3", "idx4", "ubyte", "byte", "int",
          "arff", "zip", "float", "double", "short", "arr", "set"}  # fmt: skip
"""Words that say in which form it is, and nothing else."""


@dataclass(frozen=True)
class Told:
    """``rest``: the words that say neither role nor part. ``role``: "images", "labels" or empty. ``part``: "train",
    "test", "val" or empty."""

    rest: tuple[str, ...]
    role: str = ""
    part: str = ""


def told_by(name: str) -> Told:
    """What the name of a file or an array tells."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = " ".join(_JOINED.get(word, word) for word in re.split(r"[\W_]+", spaced.lower()) if word).split()
    told = Told(())
    for word in words:
        told = _with(told, word)
    return told


def _with(told: Told, word: str) -> Told:
    for part, words in (("train", TRAIN), ("test", TEST), ("val", VALIDATION)):
        if word in words:
            return replace(told, part=part)
    for role, words in (("images", IMAGES), ("labels", LABELS)):
        if word in words and not (role == "images" and told.role == "labels"):
            return replace(told, role=role)
    return told if word in _FORMS else replace(told, rest=(*told.rest, word))


def partners(source: Source, others: Iterable[Source]) -> list[Source]:
    """The files whose names tell the same but for the role, or do not tell one: the surest first."""
    mine, found = told_by(source.name), []
    for other in others:
        theirs = told_by(other.name)
        if other.inside == source.inside or theirs.part != mine.part:
            continue
        if theirs.rest == mine.rest and not (mine.role and theirs.role == mine.role):
            found.append((not theirs.role, len(other.inside), other))
    return [other for _unsure, _depth, other in sorted(found, key=lambda one: one[:2])]


def for_testing(source: Source, others: Iterable[Source]) -> list[Source]:
    """The files that are named as this one of training images is, but for testing: those to test with before those to
    validate with. None, if this one is not for training."""
    mine = told_by(source.name)
    if mine.part != "train":
        return []
    named = [(told_by(other.name), other) for other in others]
    fit = [(told.part != "test", other) for told, other in named
           if told.part in ("test", "val") and told.rest == mine.rest
           and told.role == mine.role]  # fmt: skip
    return [other for _validates, other in sorted(fit, key=lambda one: one[0])]
