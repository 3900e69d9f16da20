"""Measure how well digits beside each other are told apart and read, and how often a single digit is split.

    python scripts/measure_numbers.py STROKES [NETWORK.safetensors] [--numbers 400] [--seed 1]

STROKES: a .json, a list of {"label": 0 to 9, "writer": a number, "strokes": [[[x, y], ...], ...]}; or an .npz with
points (n, 2), stroke_ends, digit_ends, labels and writers; y down. Digits of one writer are set side by side as people
write them: tight, touching, wide, up and down, larger and smaller, on a slope; in one of ten numbers a stroke comes
late, as the bar of a 7. Half as many again are two digits in one stroke, tied by a bow. Each is replayed on the
canvas's scale through what the window calls. The weights in ``engine/handwriting/numbers/parting.py`` were fitted to
16 writers of training.npz; by 8 others they were chosen.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engine.handwriting.ink import CANVAS, rasterize
from engine.handwriting.numbers.number import Number
from engine.handwriting.numbers.strokes import NumberReader
from engine.inspection.doubt import Doubt, doubt_from
from engine.networks.files import PRETRAINED, load_network, read_facts
from engine.networks.network import FeedForward

LENGTHS = 2, 3, 4
GAPS = {"touching": (-0.15, 0.05), "tight": (-0.05, 0.1), "usual": (0.08, 0.35), "wide": (0.3, 0.8)}
"""Between two digits, in heights of a digit; negative where they lie over each other."""
SHARES = 0.1, 0.25, 0.45, 0.2
LATE = 0.1
"""Of the numbers have a stroke that comes after all others."""


class Drawn(NamedTuple):
    """``label``: "42"; ``kind``: of its gaps; ``strokes``: (n, 2) each."""

    label: str
    writer: int
    strokes: list[np.ndarray]
    kind: str = "single"


def main(arguments: argparse.Namespace) -> None:
    network, doubt = load_network(arguments.network), doubt_from(read_facts(arguments.network))
    singles = list(read(arguments.strokes))
    numbers = made(singles, arguments.numbers, arguments.seed)
    print(f"{arguments.network.name}, {arguments.strokes.name}: {len(singles)} digits, {len(numbers)} numbers")
    tell(" singles", judged([fitted(single) for single in singles], network, doubt))
    found = judged(numbers, network, doubt)
    tell(" numbers", found)
    for key in ("writer", "kind"):
        for value in sorted({getattr(number, key) for number in numbers}):
            tell(f"  {key} {value}", [one for one in found if getattr(one[0], key) == value])
    in_one_stroke = tied(singles, arguments.numbers // 2, arguments.seed)
    tell(" in one stroke", judged(in_one_stroke, network, doubt))
    tell_speed("numbers", numbers[:20], network, doubt)
    tell_speed("in one stroke", in_one_stroke[:20], network, doubt)


def read(path: Path) -> Iterator[Drawn]:
    """The single digits in a file."""
    if path.suffix == ".json":
        for one in json.loads(path.read_text()):
            yield Drawn(str(one["label"]), one["writer"], [np.array(line, np.float64) for line in one["strokes"]])
        return
    arrays = np.load(path)
    lines = np.split(arrays["points"].astype(np.float64), arrays["stroke_ends"][:-1])
    begin = 0
    for end, label, writer in zip(arrays["digit_ends"], arrays["labels"], arrays["writers"], strict=True):
        yield Drawn(str(label), int(writer), lines[begin:end])
        begin = end


def made(singles: list[Drawn], count: int, seed: int) -> list[Drawn]:
    """Numbers of digits by one writer each."""
    random, by_writer = np.random.default_rng(seed), {}
    for single in singles:
        by_writer.setdefault(single.writer, []).append(single)
    writers = random.choice(sorted(by_writer), count)
    return [number(random, by_writer[writer], int(random.choice(LENGTHS))) for writer in writers]


def number(random: np.random.Generator, digits: list[Drawn], length: int) -> Drawn:
    picks = [digits[at] for at in random.integers(0, len(digits), length)]
    kind = str(random.choice(list(GAPS), p=SHARES))
    usual, slope = np.median([extent(pick)[1] for pick in picks]), random.normal(0, 0.06)
    strokes, owners, right = [], [], 0.0
    for place, pick in enumerate(picks):
        wide, high = extent(pick)
        scale = np.exp(random.normal(0, 0.12)) * (usual / high) ** random.uniform(0.3, 1)
        left = right + (random.uniform(*GAPS[kind]) * usual if place else 0.0)
        down = random.normal(0, 0.06) * usual + slope * left
        middle = low(pick) + np.array((0.0, high / 2))
        strokes += [(line - middle) * scale + (left, down) for line in pick.strokes]
        owners += [place] * len(pick.strokes)
        right = left + wide * scale
    late = [at for at in range(1, len(strokes)) if owners[at] == owners[at - 1]]
    if late and random.random() < LATE:
        strokes.append(strokes.pop(random.choice(late)))
    return fitted(Drawn("".join(pick.label for pick in picks), picks[0].writer, strokes, kind))


def tied(singles: list[Drawn], count: int, seed: int) -> list[Drawn]:
    """Two digits of one writer each, which he writes in one stroke, drawn without lifting the pen."""
    random, by_writer = np.random.default_rng(seed), {}
    for single in singles:
        if len(single.strokes) == 1:
            by_writer.setdefault(single.writer, []).append(single)
    writers = random.choice(sorted(writer for writer in by_writer if len(by_writer[writer]) > 1), count)
    return [_tied(random, by_writer[writer]) for writer in writers]


def _tied(random: np.random.Generator, digits: list[Drawn]) -> Drawn:
    picks = [digits[at] for at in random.integers(0, len(digits), 2)]
    first, second = ((pick.strokes[0] - low(pick)) / extent(pick)[1] for pick in picks)
    second = second * np.exp(random.normal(0, 0.12))
    down = (1 - np.ptp(second[:, 1])) / 2 + random.normal(0, 0.06)
    second = second + np.array((first[:, 0].max() + random.uniform(0.05, 0.35), down))
    shares, way = np.linspace(0, 1, 8)[1:-1, None], second[0] - first[-1]
    aside = np.array((-way[1], way[0])) * random.normal(0, 0.12)
    bow = first[-1] + shares * way + 4 * shares * (1 - shares) * aside
    label = "".join(pick.label for pick in picks)
    return fitted(Drawn(label, picks[0].writer, [np.concatenate((first, bow, second))], "in one stroke"))


def fitted(drawn: Drawn) -> Drawn:
    """In the middle of the canvas, its longer side four fifths of it."""
    scale = 0.8 * CANVAS / max(*extent(drawn))
    middle = low(drawn) + np.array(extent(drawn)) / 2
    return drawn._replace(strokes=[(line - middle) * scale + CANVAS / 2 for line in drawn.strokes])


def low(drawn: Drawn) -> np.ndarray:
    return np.concatenate(drawn.strokes).min(axis=0)


def extent(drawn: Drawn) -> tuple[float, float]:
    wide, high = np.ptp(np.concatenate(drawn.strokes), axis=0)
    return max(1.0, float(wide)), max(1.0, float(high))


def judged(drawings: list[Drawn], network: FeedForward, doubt: Doubt | None) -> list[tuple[Drawn, Number, str]]:
    """Each with what was found in it, and how it is read."""
    found = []
    for drawn in drawings:
        whole = rasterize(drawn.strokes)
        number = NumberReader(network, doubt).read(drawn.strokes, whole)
        images = np.stack([digit.image for digit in number.digits] or [whole])
        reading = "".join(map(str, network.log_probabilities(images).argmax(axis=1)))
        found.append((drawn, number, reading))
    return found


def tell(name: str, found: list[tuple[Drawn, Number, str]]) -> None:
    count = len(found)
    right = sum(reading == drawn.label for drawn, _number, reading in found)
    parts = sum(max(1, len(number.digits)) == len(drawn.label) for drawn, number, _reading in found)
    split, unsure = sum(map(bool, (one[1] for one in found))), sum(not one[1].sure for one in found)
    print(
        f"{name}: {100 * right / count:.1f} % read right; {100 * parts / count:.1f} % have their count of digits; "
        f"{100 * split / count:.2f} % split; {100 * unsure / count:.1f} % not sure; of {count}"
    )


def tell_speed(name: str, numbers: list[Drawn], network: FeedForward, doubt: Doubt | None) -> None:
    """Milliseconds of processor time from a point of the pen to what is found, as numbers grow point by point."""
    spent = []
    for drawn in numbers:
        reader = NumberReader(network, doubt)
        for at, line in enumerate(drawn.strokes):
            for end in range(1, len(line) + 1):
                lines = [*drawn.strokes[:at], line[:end]]
                began = time.process_time()
                reader.read(lines, rasterize(lines))
                spent.append(1000 * (time.process_time() - began))
    middle, most = np.percentile(spent, [50, 99])
    print(f" {name}, a point of the pen: {middle:.1f} ms, 99 % within {most:.1f}, of {len(spent)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("strokes", type=Path)
    parser.add_argument("network", type=Path, nargs="?", default=PRETRAINED)
    parser.add_argument("--numbers", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    main(parser.parse_args())
