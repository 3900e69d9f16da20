"""How much longer a cluster of two workers takes than two processes of one's own, and how late its epochs are seen.

    python tests/bench/cluster.py [--address tcp://...] [--runs 300] [--repeats 3]

Without an address a scheduler and two workers are started here. The races alternate, and medians are compared. How late
an epoch is: its arrival less the seconds that its run has taken up to it, compared with the quickest of the same run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.experiments.cluster import Cluster, try_cluster
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race
from engine.experiments.run import FINISHED
from engine.training.config import TrainingConfig

SEEDS = 20
BAR, LATE = 1.10, 0.5  # times as long; seconds


@contextmanager
def cluster(address: str | None) -> Iterator[str]:
    if address:
        yield address
        return
    script = [sys.executable, ROOT / "tests" / "local_cluster.py"]
    with subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        yield program.stdout.readline().strip()
        program.stdin.close()


def short_runs(runs: int) -> Experiment:
    """So many, of two epochs each."""
    rates = tuple(0.01 + 0.001 * number for number in range(runs // SEEDS))
    factor = Factor("learning_rate", rates)
    return Experiment("short", Plan(config=TrainingConfig(epochs=2)), (factor,), tuple(range(SEEDS)))


def raced(experiment: Experiment, digits: Digits, address: str | None) -> float:
    """Seconds of a race; on the cluster at the address, if there is one."""
    race = Race(experiment, digits, workers=2, place=Cluster(address) if address else None)
    began = time.perf_counter()
    race.start()
    race.wait()
    assert all(run.state == FINISHED for run in race.runs), (race.message, {run.reason for run in race.runs})
    return time.perf_counter() - began


def lateness(digits: Digits, address: str) -> np.ndarray:
    """Seconds, of each epoch of four longer runs."""
    plan = Plan(config=TrainingConfig(epochs=40))
    race = Race(
        Experiment("late", plan, (Factor("optimizer", ("sgd", "adam")),), (0, 1)), digits, place=Cluster(address)
    )
    race.start()
    seen: dict[int, list[float]] = {number: [] for number in range(4)}
    while not race.over:
        now = time.perf_counter()
        for number, run in enumerate(race.runs):
            seen[number] += [now] * (run.history.count - len(seen[number]))
        time.sleep(0.002)
    late = []
    for number, run in enumerate(race.runs):
        behind = np.array(seen[number][:-1]) - np.cumsum(run.history.seconds[: len(seen[number]) - 1])
        late.append(behind - behind.min())
    return np.concatenate(late)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address")
    parser.add_argument("--runs", type=int, default=300)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    digits, asked = bundled(), short_runs(arguments.runs)
    with cluster(arguments.address) as address:
        print(f"{address}: {try_cluster(address)}")
        here, there = [], []
        for _repeat in range(arguments.repeats):
            here.append(raced(asked, digits, None))
            there.append(raced(asked, digits, address))
            print(f"  {len(asked.candidates) * SEEDS} runs: here {here[-1]:.2f} s, there {there[-1]:.2f} s", flush=True)
        ratio = median(there) / median(here)
        print(f"the cluster takes {ratio:.3f} times as long (at most {BAR}): {'yes' if ratio <= BAR else 'NO'}")
        late = lateness(digits, address)
        worst = late.max()
        print(
            f"an epoch is seen {1000 * np.median(late):.0f} ms later than the quickest, {1000 * worst:.0f} ms at most "
            f"(at most {1000 * LATE:.0f}): {'yes' if worst <= LATE else 'NO'}"
        )


if __name__ == "__main__":
    main()
