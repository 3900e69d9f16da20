"""How long the lesson that ships takes: its reading, and what a person waits for in it, measured on this machine.

python tests/bench/lesson.py
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from engine.digits import bundled, split
from engine.lesson.reading import SHIPPED, read_lesson
from engine.lesson.reading_time import reading_minutes
from engine.networks.network import NetworkSpec
from engine.training import TrainingConfig, train


def trained(epochs, output="log_softmax", seed=0, **settings):
    """Seconds that one training takes. The two outputs are raced side by side in the window: here one after another."""
    parts = split(bundled("mnist-20k"), seed=seed)
    began = time.perf_counter()
    for _report in train(NetworkSpec(output=output), TrainingConfig(epochs=epochs, seed=seed, **settings), *parts):
        pass
    return time.perf_counter() - began


def main():
    lesson = read_lesson(SHIPPED)
    waits = {
        "60 epochs of SGD": trained(60),
        "the race: 2 outputs, 3 seeds, 8 epochs": sum(
            trained(8, output, seed) for output in ("log_softmax", "softmax") for seed in range(3)
        ),
        "8 epochs of Adam": trained(8, optimizer="adam", learning_rate=0.001),
    }
    reading, waiting = reading_minutes(lesson), sum(waits.values()) / 60
    for what, seconds in waits.items():
        print(f"{what}: {seconds:.1f} s")
    print(f"reading {reading:.1f} min + waiting {waiting:.1f} min = {reading + waiting:.1f} min")
    print(f"with what is to be done, as its file says: {lesson.minutes:.0f} min")


if __name__ == "__main__":
    main()
