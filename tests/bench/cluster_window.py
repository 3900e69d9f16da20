"""How long after a worker's report its epoch is in the curves of the window: python tests/bench/cluster_window.py

    QT_QPA_PLATFORM=offscreen python tests/bench/cluster_window.py [--address tcp://...] [--epochs 20]

The real window races four learning rates on a cluster. Workers note when a run reports an epoch to the task, the window
when a curve of so many epochs has been handed to the plot; the clock is the same, for all of it is on one computer.
Without an address a scheduler and two workers are started here. A worker tells of its epochs every 0.1 s at most, and
the window looks every 0.08 s: what is more is the way between them.
"""

from __future__ import annotations

import argparse
import time
from functools import partial
from statistics import median

from cluster import LATE, cluster, ready  # beside this file
from window import open_window

RATES = (0.005, 0.01, 0.02, 0.04)
LOOK = 200  # milliseconds between two looks at whether it has ended


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address")
    parser.add_argument("--epochs", type=int, default=20)
    arguments = parser.parse_args()
    with cluster(arguments.address) as address:
        print(f"{address}: {ready(address)}", flush=True)
        reported, seen = raced(address, arguments.epochs)
    late = sorted(seen[which] - when for which, when in reported.items() if which in seen)
    worst, missed = late[-1], len(reported) - len(late)
    print(
        f"{len(late)} epochs: in the curve {1000 * median(late):.0f} ms after the report, 99 % within "
        f"{1000 * late[int(0.99 * len(late))]:.0f} ms, {1000 * worst:.0f} ms at most (at most {1000 * LATE:.0f}): "
        f"{'yes' if worst <= LATE and not missed else 'NO'}"
    )


Times = dict[tuple[float, int], float]
"""When, by learning rate and epoch."""


def raced(address: str, epochs: int) -> tuple[Times, Times]:
    """When each epoch was reported by its worker, and when its curve had it."""
    from distributed import Client

    app, window = open_window()
    page = window.compare_page
    window.pages.setCurrentWidget(page)
    seen: Times = {}
    with Client(address, set_as_default=False) as client:
        client.run(note_reports)
        when(
            lambda: window.session.data.digits is not None and not window.session.tasks.busy,
            partial(begin, page, address, epochs, seen),
        )
        when(lambda: page.controller.race is not None and not page.controller.running, app.quit)
        app.exec()
        assert not page.controller.race.message, page.controller.race.message
        reported = {which: at for some in client.run(noted).values() for which, at in some.items()}
    window.close()
    return reported, seen


def when(condition, action) -> None:
    """Once; looked at by the event loop."""
    from PySide6.QtCore import QTimer

    timer = QTimer()

    def look() -> None:
        if condition():
            timer.stop()
            action()

    timer.timeout.connect(look)
    timer.start(LOOK)


def begin(page, address: str, epochs: int, seen: Times) -> None:
    from engine.experiments.experiment import Experiment, Factor
    from engine.experiments.factors import Plan
    from engine.training.config import TrainingConfig

    plan = Plan(config=TrainingConfig(epochs=epochs))
    page.form.show_experiment(Experiment("lab", plan, (Factor("learning_rate", RATES),), (0,)))
    page.where.restore({"compare/where": "cluster", "compare/cluster": address})
    curves = page.plots.curves
    draw = curves.show_line

    def show_line(index, band, courses) -> None:
        draw(index, band, courses)
        now, rate = time.time(), page.results.lines[index][1][0].plan.config.learning_rate
        for epoch in range(len(courses[0]) if courses else 0):
            seen.setdefault((rate, epoch), now)

    curves.show_line = show_line
    page.start.click()


# In a worker


def note_reports() -> None:
    """From now on, when each run has reported which epoch."""
    from engine.experiments import cluster_worker

    times: Times = {}
    cluster_worker.bench_times = times
    make = cluster_worker.carry_out

    def carry_out(number, plan, control, sets, say):
        rate = plan.config.learning_rate

        def said(words) -> None:
            times[rate, words[2].epoch] = time.time()
            say(words)

        return make(number, plan, control, sets, said)

    cluster_worker.carry_out = carry_out


def noted() -> Times:
    from engine.experiments import cluster_worker

    return cluster_worker.bench_times


if __name__ == "__main__":
    main()
