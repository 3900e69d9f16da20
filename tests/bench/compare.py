"""How long the lesson's comparisons take, how smooth the window stays meanwhile, and how soon a race ends on demand.

    QT_QPA_PLATFORM=offscreen python tests/bench/compare.py [--quick] [--full] [part ...]

The races run in the real window, as a person would start them, each in a fresh process. For the breadth against the
depth the reference is the lesson's own loop (tests/bench/training.py), one configuration after the other. All its
epochs are equal, so that of each configuration only a few are run, and multiplied; with --full all of them are.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import time
from statistics import fmean, median

from training import WARM_UP  # beside this file
from window import Heartbeat, open_window, percentiles, until

from tests.bench.contestants import Setup, lesson_loop
from tests.bench.report import bar, ratios, tell

SOFTMAX, BREADTH = "Linear against log softmax", "Breadth against depth"
EPOCHS = 3  # of the lesson's loop, of each configuration
CANCELLED_AFTER = (0.0, 0.2, 0.5, 0.9, 1.3, 1.8, 2.5, 3.0, 4.0, 6.0)  # seconds: starting, loading, training


# What runs in a process of its own: each prints one JSON object.


def _page(preset: str):
    """The window on the Compare page, with a preset that only waits for its Start."""
    app, window = open_window()
    page = window.compare_page
    window.pages.setCurrentWidget(page)
    until(app, lambda: window.session.data.digits is not None and not window.session.tasks.busy)
    form = page.form
    form.preset.setCurrentText(preset)
    form.preset.activated.emit(form.preset.currentIndex())
    return app, window, page


def _raced(preset: str, ahead: bool = False) -> dict:
    """A race from the click on Start to its end, in the program's own event loop. ``ahead``: once its processes are
    ready, as after a look at the form, and without the heartbeat, which takes its part of a core, too."""
    from PySide6.QtCore import QTimer

    from engine.experiments.processes import most_workers

    app, window, page = _page(preset)
    if ahead:
        until(app, lambda: page.workers_ahead.ahead.ready == most_workers())
    else:
        page.workers_ahead.close()
    controller, looks, course = page.controller, QTimer(window, interval=20), Course()
    heart = None if ahead else Heartbeat(window)
    looks.timeout.connect(lambda: course.look(controller.race))
    controller.ended.connect(app.quit)
    QTimer.singleShot(0, lambda: (course.begin(), page.start.click(), looks.start()))
    app.exec()
    result = {"seconds": course.end(), **course.shares(), **(percentiles(heart.late) if heart else {})}
    race = controller.race
    finals = {
        candidate.label: fmean(run.history.test_accuracy[-1] for run in race.runs if run.candidate == index)
        for index, candidate in enumerate(race.experiment.candidates)
    }
    window.close()
    return {**result, "lowest mean %": min(finals.values()), "highest mean %": max(finals.values())}


class Course:
    """What became of the time of a race: until its runs began, while some core had none, and what the window took."""

    def begin(self) -> None:
        self._began, self._window, self._gui = time.perf_counter(), time.process_time(), time.thread_time()
        self._first = self._alone = 0.0

    def look(self, race) -> None:
        now = time.perf_counter() - self._began
        if not self._first and all(run.history.count for run in race.runs[: race.workers]):
            self._first = now
        if not self._alone and sum(run.ended for run in race.runs) > len(race.runs) - race.workers:
            self._alone = now

    def end(self) -> float:
        self._seconds = time.perf_counter() - self._began
        self._window, self._gui = time.process_time() - self._window, time.thread_time() - self._gui
        return self._seconds

    def shares(self) -> dict:
        """Seconds until every process has reported, and those in which fewer trained than could; in percent of a core,
        what the GUI thread took, and what the race's own took to hear the reports."""
        return {
            "until all report": self._first, "the last alone": self._seconds - self._alone,
            "GUI thread %": 100 * self._gui / self._seconds,
            "reports %": 100 * (self._window - self._gui) / self._seconds,
        }  # fmt: skip


def child_softmax() -> dict:
    return _raced(SOFTMAX, ahead=True)


def child_softmax_at_once() -> dict:
    return _raced(SOFTMAX)


def child_sequence() -> dict:
    """The reference: the same runs without a window, one after the other in one process."""
    from engine.digits.bundle import bundled
    from engine.experiments.worker import carry_out
    from engine.training.control import Control

    digits, experiment = bundled(), _experiment()
    began = time.perf_counter()
    for number, (candidate, seed) in enumerate(experiment.order(len(digits))):
        carry_out(number, experiment.plan(candidate, seed), Control(), (digits, None), lambda _words: None)
    return {"seconds": time.perf_counter() - began}


def child_memory() -> dict:
    """What each worker takes at most, MB: its share of the memory that it has with others, and what is its own."""
    import psutil

    from engine.digits.bundle import bundled
    from engine.experiments.race import Race

    race = Race(_experiment(), bundled())
    race.start()
    most = {"its share": 0.0, "its own": 0.0}
    while not race.over and not any(run.history.count > EPOCHS for run in race.runs):
        for member in list(race.place.crew):
            found = psutil.Process(member.process.pid).memory_full_info()
            most = {
                "its share": max(most["its share"], found.pss / 1e6),
                "its own": max(most["its own"], found.uss / 1e6),
            }
        time.sleep(0.1)
    race.close()
    return most


def _experiment():
    from engine.experiments.factors import Plan
    from engine.experiments.presets import PRESETS

    return next(preset for preset in PRESETS if preset.name == SOFTMAX).experiment(Plan())


def child_breadth() -> dict:
    return _raced(BREADTH)


def child_cancel() -> dict:
    """From the click until no process is left and the window is idle, in milliseconds."""
    app, window, page = _page(BREADTH)
    times = []
    for seconds in CANCELLED_AFTER:
        page.start.click()
        _let_pass(app, seconds)
        clicked = time.perf_counter()
        page.cancel.click()
        until(app, lambda: not page.controller.running and not multiprocessing.active_children())
        times.append(1000 * (time.perf_counter() - clicked))
    window.close()
    return {"median": median(times), "worst": max(times)}


def child_yardsticks() -> dict:
    """All of them, as they are by default, on the 18,000 training images of the lesson; then a cancel."""
    from gui.compare.sides import YARDSTICKS

    app, window, page = _page(SOFTMAX)
    page.tabs.setCurrentIndex(YARDSTICKS)
    until(app, lambda: page.start.isEnabled())
    controller, began = page.yardsticks.controller, time.perf_counter()
    page.start.click()
    heart = Heartbeat(window)
    until(app, lambda: not controller.running, limit=3600)
    seconds, late = time.perf_counter() - began, percentiles(heart.late)
    assert all(run.result is not None for run in controller.measuring.runs)
    page.start.click()
    _let_pass(app, 3.0)
    clicked = time.perf_counter()
    page.cancel.click()
    until(app, lambda: not controller.running and not multiprocessing.active_children())
    cancelled = 1000 * (time.perf_counter() - clicked)
    window.close()
    return {"seconds": seconds, **late, "cancel": cancelled}


def _let_pass(app, seconds: float) -> None:
    end = time.monotonic() + seconds
    until(app, lambda: time.monotonic() >= end)


def child_close() -> dict:
    """The same for the closing of the window."""
    app, window, page = _page(BREADTH)
    page.start.click()
    until(app, lambda: any(run.history.count > 1 for run in page.controller.race.runs))
    began = time.perf_counter()
    window.close()
    assert not multiprocessing.active_children()
    return {"close": 1000 * (time.perf_counter() - began)}


def child_lesson() -> dict:
    """Seconds of all epochs of the lesson's own loop, configuration by configuration."""
    from engine.experiments.factors import Plan
    from engine.experiments.presets import PRESETS

    preset = next(preset for preset in PRESETS if preset.name == BREADTH)
    plans = [candidate.plan for candidate in preset.experiment(Plan()).candidates]
    threads, count = int(os.environ["BENCH_THREADS"]), int(os.environ["BENCH_EPOCHS"])
    total = 0.0
    for plan in plans:
        epoch, _ = lesson_loop(Setup("", plan.spec.hidden, plan.config.batch_size, 0), threads)
        for _ in range(WARM_UP if count < plan.config.epochs else 0):
            epoch()
        times = [_timed(epoch) for _ in range(min(count, plan.config.epochs))]
        total += sum(times) if len(times) == plan.config.epochs else median(times) * plan.config.epochs
    return {"seconds": total}


def _timed(work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


# The parts, in the parent.


def child(name: str, **environment: str) -> dict:
    done = subprocess.run(
        [sys.executable, __file__, "--child", name],
        env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def softmax(runs: int, full: bool) -> None:
    races, sequences, at_once = [], [], []
    for _ in range(runs):
        races.append(child("softmax"))
        sequences.append(child("sequence"))
        at_once.append(child("softmax_at_once"))
    found = tell(SOFTMAX, races)
    cold = tell("started before its processes are ready", at_once)
    tell("its runs one after the other", sequences)
    seconds = [[one["seconds"] for one in each] for each in (races, at_once, sequences)]
    ratios("the race, of its runs one after the other", seconds[0], seconds[2], most=0.56)
    ratios("the race without a look at the form, of its runs", seconds[1], seconds[2])
    bar(f"{SOFTMAX}, s", found["seconds"], 60)
    bar("late while it races, 99 %, ms", cold["99 %"], 16)


def breadth(runs: int, full: bool) -> None:
    found = tell(BREADTH, [child("breadth")])
    bar(f"{BREADTH}, s", found["seconds"], 180)
    bar("late while 18 race, 99 %, ms", found["99 %"], 16)
    epochs, cores = "1000000" if full else str(EPOCHS), os.cpu_count() or 1
    lesson = {
        threads: child("lesson", BENCH_THREADS=str(threads), BENCH_EPOCHS=epochs)["seconds"]
        for threads in sorted({1, cores})
    }
    how = "all epochs" if full else f"the median of {EPOCHS} epochs of each configuration, times its epochs"
    for threads, seconds in lesson.items():
        print(f"    the lesson's loop, {threads} thread(s): {seconds:.0f} s ({how})")
    bar("of the lesson's loop, the quicker one", found["seconds"] / min(lesson.values()), 0.25)


def memory(runs: int, full: bool) -> None:
    bar("a worker, its share of the memory, MB", tell("a worker's memory, MB", [child("memory")])["its share"], 260)


def cancel(runs: int, full: bool) -> None:
    found = tell("cancel, ms", [child("cancel") for _ in range(runs)])
    bar("cancel at worst, ms", found["worst"], 300)


def close(runs: int, full: bool) -> None:
    bar("close, ms", tell("close during a race, ms", [child("close") for _ in range(runs)])["close"], 1000)


def yardsticks(runs: int, full: bool) -> None:
    found = tell("all yardsticks", [child("yardsticks") for _ in range(runs)])
    bar("all yardsticks, s", found["seconds"], 60)
    bar("late while yardsticks are fitted, 99 %, ms", found["99 %"], 16)
    bar("cancel of yardsticks, ms", found["cancel"], 300)


PARTS = {
    "softmax": softmax,
    "memory": memory,
    "breadth": breadth,
    "cancel": cancel,
    "close": close,
    "yardsticks": yardsticks,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="one run of each")
    parser.add_argument("--full", action="store_true", help="run every epoch of the lesson's loop")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        print(json.dumps(globals()[f"child_{arguments.child}"]()))
        return
    for part in arguments.parts:
        PARTS[part](1 if arguments.quick else 3, arguments.full)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main()
