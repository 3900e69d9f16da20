"""How much longer a cluster of two workers takes than two processes of one's own, and how late its epochs are seen.

    python tests/bench/cluster.py [--address tcp://...] [--quick]

Without an address a scheduler and two workers are started here. 300 runs are raced five times here and there, the order
changing each time, and medians are compared; that takes some eight minutes on two free cores, --quick (60 runs, twice)
one. Beside the time stands what all processes together have spent of processors, which tells more where others are at
work. How late an epoch is: its arrival less the seconds that its run has taken up to it, compared with the quickest of
the same run; tests/bench/cluster_window.py follows it into the plot.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import psutil

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.errors import UserError
from engine.experiments.cluster import Cluster, Found, try_cluster
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race
from engine.experiments.run import FINISHED
from engine.training.config import TrainingConfig

SEEDS = 20
BAR, LATE = 1.10, 0.5  # times as long; seconds
PLACES, PATIENCE = 2, 120  # runs at once; seconds for the workers to be there


@contextmanager
def cluster(address: str | None) -> Iterator[str]:
    """With workers of this source tree, whichever is installed."""
    if address:
        yield address
        return
    script = [sys.executable, ROOT / "tests" / "local_cluster.py"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as program:  # fmt: skip
        yield program.stdout.readline().strip()
        program.stdin.close()


def ready(address: str) -> Found:
    """What is there, once it has room for two runs: scheduler and workers may only have been started."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            found = try_cluster(address)
        except UserError:
            if time.monotonic() > end:
                raise
        else:
            if found.places >= PLACES or time.monotonic() > end:
                return found
        time.sleep(0.5)


def spent() -> float:
    """Seconds of processors that this program and its processes have had, whether these have ended or not."""
    alive = sum(sum(process.cpu_times()[:2]) for process in psutil.Process().children(recursive=True))
    return alive + sum(os.times()[:4])


def short_runs(runs: int) -> Experiment:
    """So many, of two epochs each."""
    rates = tuple(0.01 + 0.001 * number for number in range(runs // SEEDS))
    factor = Factor("learning_rate", rates)
    return Experiment("short", Plan(config=TrainingConfig(epochs=2)), (factor,), tuple(range(SEEDS)))


def raced(experiment: Experiment, digits: Digits, address: str | None) -> tuple[float, float]:
    """Seconds of a race, and those of processors; on the cluster at the address, if there is one."""
    race = Race(experiment, digits, workers=2, place=Cluster(address) if address else None)
    began, before = time.perf_counter(), spent()
    race.start()
    race.wait()
    assert all(run.state == FINISHED for run in race.runs), (race.message, {run.reason for run in race.runs})
    return time.perf_counter() - began, spent() - before


def compared(asked: Experiment, digits: Digits, address: str, repeats: int) -> None:
    places = {"here": None, "there": address}
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in places}
    for repeat in range(repeats):
        for name in sorted(places, reverse=repeat % 2 == 1):
            found[name].append(raced(asked, digits, places[name]))
        words = "; ".join(
            f"{name} {some[-1][0]:.2f} s, of processors {some[-1][1]:.2f} s" for name, some in found.items()
        )
        print(f"  {len(asked.candidates) * SEEDS} runs: {words}", flush=True)
    here, there = (np.median(found[name], axis=0) for name in places)
    ratio, load = there / here
    print(
        f"the cluster takes {ratio:.3f} times as long (at most {BAR}), and {load:.3f} times as much of processors: "
        f"{'yes' if ratio <= BAR else 'NO'}"
    )


def lateness(digits: Digits, address: str, epochs: int) -> np.ndarray:
    """Seconds, of each epoch of four longer runs."""
    plan = Plan(config=TrainingConfig(epochs=epochs))
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
    parser.add_argument("--quick", action="store_true")
    arguments = parser.parse_args()
    runs, repeats, epochs = (60, 2, 10) if arguments.quick else (300, 5, 40)
    digits = bundled()
    with cluster(arguments.address) as address:
        print(f"{address}: {ready(address)}", flush=True)
        compared(short_runs(runs), digits, address, repeats)
        late = lateness(digits, address, epochs)
        worst = late.max()
        print(
            f"an epoch is seen {1000 * np.median(late):.0f} ms later than the quickest, {1000 * worst:.0f} ms at most "
            f"(at most {1000 * LATE:.0f}): {'yes' if worst <= LATE else 'NO'}"
        )


if __name__ == "__main__":
    main()
