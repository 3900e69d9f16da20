"""How much longer `inkling predict` of 10,000 images takes than torch takes to import.

    python tests/bench/predicting.py [--runs 7]

Both take turns, each in a fresh process with an empty home; a first pair, which warms the files, does not count. The
median of the differences is told, in seconds of the clock and of processors.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import report

BAR = 1.5  # seconds
IMPORT = [sys.executable, "-c", "import torch"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="inkling-bench-") as home:
        out = Path(home) / "answers.csv"
        predict = [sys.executable, str(ROOT / "main.py"), "predict", "mnist-test", "--out", str(out)]
        pairs = np.array([[timed(command, home) for command in (IMPORT, predict)] for _ in range(arguments.runs + 1)])
        assert out.read_text("utf-8").count("\n") == 10_001
    (import_time, import_load), (predict_time, predict_load) = np.median(pairs[1:], axis=0)
    more, load = np.median(pairs[1:, 1] - pairs[1:, 0], axis=0)
    print(f"import torch: {import_time:.2f} s, of processors {import_load:.2f} s")
    print(f"predict of 10,000 images: {predict_time:.2f} s, of processors {predict_load:.2f} s")
    report.figure("more than the import", more, "s", BAR)
    report.figure("more of the processors", load, "s")
    report.ratios("predict, of the import", pairs[1:, 1, 0], pairs[1:, 0, 0])


def timed(command: list[str], home: str) -> tuple[float, float]:
    """Seconds of the clock, and of processors."""
    environment = {**os.environ, "HOME": home, "XDG_DATA_HOME": home}
    began, before = time.perf_counter(), os.times()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    return time.perf_counter() - began, sum(after[2:4]) - sum(before[2:4])


if __name__ == "__main__":
    main()
