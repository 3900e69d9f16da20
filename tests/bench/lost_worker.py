"""What it costs that a worker of a cluster is killed: python tests/bench/lost_worker.py ADDRESS PROCESS

Races twice, the second time killing that process in the middle, then on this computer, and compares every number.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from cluster import ready  # beside this file

from engine.digits.bundle import bundled
from engine.experiments.cluster import Cluster
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race
from engine.training.config import TrainingConfig


def main() -> None:
    address, process = sys.argv[1], int(sys.argv[2])
    plan = Plan(config=TrainingConfig(epochs=20))
    asked = Experiment("lost", plan, (Factor("optimizer", ("sgd", "adam")),), (0, 1, 2))
    print(f"{address}: {ready(address)}", flush=True)
    whole = raced(asked, address)
    print(f"all workers: {whole.seconds:.1f} s", flush=True)
    lost = raced(asked, address, process)
    print(
        f"one killed: {lost.seconds:.1f} s, {same(lost, whole)} of {len(lost.runs)} runs bit for bit as before",
        flush=True,
    )
    here = raced(asked, None)
    print(f"this computer: {here.seconds:.1f} s, {same(here, whole)} of {len(lost.runs)} runs bit for bit as there")


def same(race: Race, other: Race) -> int:
    """How many runs have the same networks and losses."""
    pairs = zip(race.runs, other.runs, strict=True)
    return sum(np.array_equal(a.flat, b.flat) and np.array_equal(a.history.loss, b.history.loss) for a, b in pairs)


def raced(asked: Experiment, address: str | None, process: int = 0) -> Race:
    race = Race(asked, bundled(), workers=2, place=Cluster(address) if address else None)
    race.start()
    while not race.over:
        if process and race.share() > 0.35:
            before = [run.history.count for run in race.runs]
            os.kill(process, signal.SIGKILL)
            print(f"killed {process} when the runs had {before} epochs behind them", flush=True)
            process = 0
        time.sleep(0.02)
    assert not race.message, race.message
    return race


if __name__ == "__main__":
    main()
