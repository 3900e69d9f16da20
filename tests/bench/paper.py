"""How pictures of paper are read: fifty-two kinds, as many of each as are asked for, with the network that ships.

    QT_QPA_PLATFORM=offscreen python tests/bench/paper.py [how many] [first seed] [--strokes FILE]

Each is decoded and read as a pasted file is. Of each kind a letter for each picture: "R" right, "r" right but doubted
(where there is no digit, or more than one, that is what is right), "d" doubted and wrong, "X" sure and wrong. The bars:
at least 90 % right, at most 1 % sure and wrong; a reading takes less than a second. ``--strokes``: an .npz of pen
strokes (points, stroke_ends, digit_ends, labels), from which every second digit is drawn; without it all are MNIST's.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import torch

# isort: split
import numpy as np
from PySide6.QtCore import QByteArray

from engine.errors import UserError
from engine.handwriting.paper.reading import read_paper
from engine.inspection.doubt import PASTED, SURE, Doubt, doubt_from
from engine.networks.files import PRETRAINED, pretrained, read_facts
from engine.networks.network import FeedForward
from gui.draw.pictures import decode_picture
from tests.bench import report
from tests.bench.paper_kinds import KINDS, Made, made

BARS = 90.0, 1.0, 1.0  # percent right, percent sure and wrong, seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=2)
    parser.add_argument("first", nargs="?", type=int, default=100)
    parser.add_argument("--strokes", type=Path)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    network, doubt = pretrained(), doubt_from(read_facts(PRETRAINED), PASTED)
    assert doubt is not None
    strokes = dict(np.load(asked.strokes)) if asked.strokes else None
    letters, seconds = "", []
    for kind in KINDS:
        found = ""
        for seed in range(asked.first, asked.first + asked.count):
            letter, took = judged(made(kind, seed, strokes), network, doubt)
            found += letter
            seconds.append(took)
        print(f"{kind:26}{found}", flush=True)
        letters += found
    return told(letters, seconds)


def judged(picture: Made, network: FeedForward, doubt: Doubt) -> tuple[str, float]:
    """A letter, and the processor's seconds from grey levels to the image."""
    data, label = picture
    grey = decode_picture(QByteArray(data))
    began = time.process_time()
    try:
        reading = read_paper(grey)
    except UserError:
        return "r" if label is None else "d", time.process_time() - began
    took = time.process_time() - began
    said = doubt.verdict(network.log_probabilities(reading.image[None])[0])
    doubted = said.kind != SURE or bool(reading.reasons)
    if doubted if label is None else said.digit == label:
        return "r" if doubted else "R", took
    return "d" if doubted else "X", took


def told(letters: str, seconds: list[float]) -> int:
    """Print the shares; 1 if they miss a bar."""
    right, wrong = (100 * sum(map(letters.count, kinds)) / len(letters) for kinds in ("Rr", "X"))
    doubted = 100 * letters.count("r") / len(letters)
    print(f"{len(letters)} pictures: {right:.1f} % right ({doubted:.1f} % doubted), {wrong:.1f} % sure and wrong")
    print(f"a reading takes {median(seconds):.3f} s, {max(seconds):.3f} at most, of the processor")
    report.figure("not right", 100 - right, "%", 100 - BARS[0])
    report.figure("sure and wrong", wrong, "%", BARS[1])
    report.figure("a reading, of the processor", median(seconds), "s", BARS[2])
    return int(right < BARS[0] or wrong > BARS[1] or median(seconds) > BARS[2])


if __name__ == "__main__":
    sys.exit(main())
