"""Whether the packaged program starts and trains as fast as from source:

    python tests/bench/package.py dist/inkling [--runs 5] [--epochs 20]

Both take turns, each in a fresh process and with an empty home; a first run of each, which warms the files, does not
count. Of the others the median is told: seconds from the start to the window, and until it can be used.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
BARS = {"window": 1.3, "usable": 1.3, "epoch": 1.05}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=20)
    arguments = parser.parse_args()
    programs = {"source": [sys.executable, ROOT / "main.py"], "packaged": [arguments.folder.resolve() / "inkling"]}
    found: dict[str, list[dict[str, float]]] = {name: [] for name in programs}
    for _ in range(arguments.runs + 1):
        for name, command in programs.items():
            found[name].append(run([*command, "--self-test", "--epochs", str(arguments.epochs)]))
    tell({name: {what: median(times[what] for times in all_[1:]) for what in BARS} for name, all_ in found.items()})


def run(command: list) -> dict[str, float]:
    """Seconds until the window was there, until it could be used, and of an epoch."""
    with tempfile.TemporaryDirectory(prefix="inkling-bench-") as home:
        began = time.time()
        done = subprocess.run(
            command, env={"HOME": home, "LANG": "C.UTF-8"}, capture_output=True, text=True, check=True
        )
    facts = json.loads(done.stdout)
    return {
        "window": facts["shown_at"] - began, "usable": facts["usable_at"] - began, "epoch": facts["epoch_seconds"],
    }  # fmt: skip


def tell(middle: dict[str, dict[str, float]]) -> None:
    for what, most in BARS.items():
        source, packaged = middle["source"][what], middle["packaged"][what]
        met = "met" if packaged <= most * source else "NOT MET"
        print(f"{what:8s}{source:8.3f} s from source {packaged:8.3f} s packaged", end="")
        print(f" {packaged / source:6.2f} times, bar {most}: {met}")


if __name__ == "__main__":
    main()
