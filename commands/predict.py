"""Say what a network takes each image for: a CSV with the guess, its probability, and that of every class.

  inkling predict drawing.png
  inkling predict drawings.json photos/ --network network.safetensors --out answers.csv
  inkling predict mnist-test --out answers.csv

An image may be a picture of one digit, drawn, scanned or photographed, which is prepared as a pasted one is; drawings
that were saved from My digits; or any set of images that the window opens, with labels or without.
"""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from commands.frame import tell
from commands.sets import HELP, digits_of
from engine.digits.bundle import BUNDLED
from engine.digits.dataset import SIDE
from engine.digits.readers import NoLabels
from engine.digits.readers.common import Watch
from engine.digits.readers.pictures import grey
from engine.digits.readers.sources import DiskFile
from engine.errors import UserError
from engine.files import write_for_person
from engine.handwriting.kept import DIGITS_FORMAT, Damaged
from engine.handwriting.my_digits import load
from engine.handwriting.paper.reading import read_paper
from engine.networks.files import load_network, pretrained
from engine.networks.network import FeedForward
from engine.picture_files import ENDINGS
from engine.words import _

START = 200  # bytes of a file of drawings in which its format stands
HEADERS = "file", "image", "guess", "probability"


@dataclass(frozen=True)
class Source:
    """What one argument has brought. ``images``: (n, 28, 28) uint8."""

    name: str
    images: np.ndarray


def fill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "images", nargs="+", metavar="IMAGES",
        help=_("a picture, a file of drawings (.json), or a set: {sets}").format(sets=HELP),
    )  # fmt: skip
    parser.add_argument(
        "--network", type=Path, metavar="FILE",
        help=_("a network that was saved (.safetensors); without it, the one that ships"),
    )  # fmt: skip
    parser.add_argument("--out", type=Path, metavar="FILE", help=_("write the table to this file"))
    parser.add_argument("--scale", action="store_true", help=_("scale images of another size to 28 x 28"))


def work(arguments: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    network = load_network(arguments.network) if arguments.network else pretrained()
    text = table(network, [source_of(name, arguments.scale) for name in arguments.images])
    if arguments.out is None:
        sys.stdout.write(text)
    else:
        write_for_person(arguments.out, text.encode())


# What comes in


def source_of(name: str, scale: bool) -> Source:
    """The images that an argument means. Raises UserError."""
    path = Path(name)
    if name in BUNDLED or path.is_dir():
        return _of_set(name, scale)
    if path.suffix.lower() in ENDINGS:
        return _of_picture(path)
    return _of_drawings(path) if _holds_drawings(path) else _of_set(name, scale)


def _of_picture(path: Path) -> Source:
    if not path.is_file():
        raise UserError(_("There is no file {path}.").format(path=path))
    picture = grey(DiskFile((path.name,), str(path), path), Watch(None, None))
    if picture.shape == (SIDE, SIDE):
        return Source(str(path), picture[None].copy())
    try:
        return Source(str(path), read_paper(picture).image[None])
    except UserError as error:
        raise UserError(_("{file}: {reason}").format(file=path.name, reason=error)) from error


def _holds_drawings(path: Path) -> bool:
    """Whether it begins as a file of My digits does; whatever else it is, the readers say."""
    if not path.is_file():
        return False
    try:
        with open(path, "rb") as file:
            return DIGITS_FORMAT.encode() in file.read(START)
    except OSError:
        return False


def _of_drawings(path: Path) -> Source:
    try:
        drawings = load(path)
    except Damaged as error:
        raise UserError(_("{file} is damaged: {reason}").format(file=path.name, reason=error)) from error
    return Source(str(path), np.array([one.image for one in drawings], np.uint8).reshape(-1, SIDE, SIDE))


def _of_set(name: str, scale: bool) -> Source:
    try:
        loaded = digits_of(name, scale)
    except NoLabels as found:
        for sentence in (*found.notes, *(offer.sentence for offer in found.offers)):
            tell(sentence)
        return Source(name, found.images.images)
    if loaded.note:
        tell(loaded.note)
    return Source(name, loaded.digits.images)


# What goes out


def table(network: FeedForward, sources: Sequence[Source]) -> str:
    """The CSV. ``image`` counts from 1 within its file, the guess is a class's name, and probabilities are 0 to 1."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow((*HEADERS, *network.spec.names))
    for source in sources:
        rows.writerows(_rows(network, source))
    return text.getvalue()


def _rows(network: FeedForward, source: Source) -> Iterator[tuple[object, ...]]:
    if not len(source.images):
        return
    evidence = network.log_probabilities(source.images)
    guesses, shares = evidence.argmax(axis=1).tolist(), np.exp(evidence).tolist()
    for number, (guess, row) in enumerate(zip(guesses, shares, strict=True), 1):
        yield source.name, number, network.spec.names[guess], f"{row[guess]:.6f}", *(f"{share:.6f}" for share in row)
