"""How every bench tells its figures: beside the machine's load, its bar, and what it was at the last landing.

    python tests/bench/report.py --land

appends to history.csv what the benches have told since the last time, with the date and the commit: after a landing.
"""

from __future__ import annotations

import argparse
import atexit
import csv
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
HISTORY = Path(__file__).with_name("history.csv")
LATEST = ROOT / "build" / "bench"
SLACK = 1.15  # as many times what it was before it is called slower: the same figure twice differs by less, if quiet
TIMES = ("ms", "s")  # of these, how quick the machine is today is taken into account
TENTH = 10  # percent of the runs were at least as quick: the undisturbed ones


@dataclass(frozen=True)
class Row:
    """A figure as it stands in the history. Less is better. ``machine``: milliseconds of the fixed work."""

    date: str
    commit: str
    bench: str
    figure: str
    unit: str
    value: float
    load: float
    machine: float


class Report:
    """The figures of one bench. ``history``: what they are compared with; ``folder``: where they wait for a landing."""

    def __init__(self, bench: str, history: Path = HISTORY, folder: Path = LATEST) -> None:
        self.bench, self._folder = bench, folder
        self._before = last_of(read(history), bench)
        self.machine = machine_ms()
        self.rows: dict[str, Row] = {}
        print(f"{bench}: {_machine_words()}, its fixed work takes {self.machine:.2f} ms", flush=True)

    def figure(self, name: str, value: float, unit: str = "", most: float | None = None) -> None:
        """Tell one of which less is better. ``unit``: "ms", "s", "MB", "%" or none, for a ratio; ``most``: its bar."""
        row = Row(date.today().isoformat(), commit(), self.bench, name, unit, float(value), load(), self.machine)
        self.rows[name] = row
        words = f"    {name}: {value:.3g} {unit}".rstrip()
        if most is not None:
            words += f", at most {most:g}: {'met' if value <= most else 'NOT MET'}"
        print(words + self._beside_last(row), flush=True)

    def _beside_last(self, row: Row) -> str:
        last = self._before.get(row.figure)
        if last is None:
            return ""
        times = times_of(row, last)
        words = f"; at the last landing ({last.date}, {last.commit}) {last.value:.3g}"
        return words if times <= SLACK else f"{words}: SLOWER by {100 * (times - 1):.0f} % of it{_busy_words(row.load)}"

    def ratios(self, name: str, ours: Sequence[float], theirs: Sequence[float], most: float | None = None) -> None:
        """Of two that took turns: how their medians compare, which has the bar, and their undisturbed tenths."""
        middle, tenth = (np.percentile(ours, share) / np.percentile(theirs, share) for share in (50, TENTH))
        self.figure(f"{name}, medians", middle, most=most)
        self.figure(f"{name}, undisturbed tenths", tenth)

    def tell(self, name: str, results: Sequence[Mapping[str, float]]) -> dict[str, float]:
        """The medians of several runs, which are returned, and their undisturbed tenths beside them."""
        values = {key: [result[key] for result in results] for key in results[0]}
        middle = {key: float(np.median(found)) for key, found in values.items()}
        tenths = {key: float(np.percentile(found, TENTH)) for key, found in values.items()}
        words = [
            f"{key} {middle[key]:.1f}" + (f" ({tenths[key]:.1f})" if len(results) > 2 else "") for key in results[0]
        ]
        print(f"{name:34s}" + "  ".join(words), flush=True)
        return middle

    def end(self) -> None:
        """Put the figures where ``land`` finds them."""
        print(f"{self.bench}: {_machine_words()} at the end", flush=True)
        if self.rows:
            self._folder.mkdir(parents=True, exist_ok=True)
            write(self._folder / f"{self.bench}.csv", list(self.rows.values()))


def times_of(row: Row, last: Row) -> float:
    """How many times the last value; times in units of how quick the machine was then and is now."""
    times = row.value / last.value if last.value else float(row.value > 0) + 1
    return times * last.machine / row.machine if row.unit in TIMES else times


# The bench that is running


@cache
def current() -> Report:
    """That of the program that was started; told to its end when it ends."""
    made = Report(Path(sys.argv[0]).stem)
    atexit.register(made.end)
    return made


def figure(name: str, value: float, unit: str = "", most: float | None = None) -> None:
    current().figure(name, value, unit, most)


def ratios(name: str, ours: Sequence[float], theirs: Sequence[float], most: float | None = None) -> None:
    current().ratios(name, ours, theirs, most)


def tell(name: str, results: Sequence[Mapping[str, float]]) -> dict[str, float]:
    return current().tell(name, results)


def bar(what: str, value: float, most: float) -> None:
    """A figure whose unit, if it has one, is the last word of its name: "window after the imports, s"."""
    name, _comma, unit = what.rpartition(", ")
    known = unit in (*TIMES, "MB", "%")
    current().figure(name if known else what, value, unit if known else "", most)


# The machine


def load() -> float:
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")


def _machine_words() -> str:
    return f"{os.cpu_count()} cores, load {load():.1f}"


def _busy_words(load: float) -> str:
    return " (the machine is busy)" if load > (os.cpu_count() or 1) else ""


def machine_ms() -> float:
    """The undisturbed tenth of a fixed piece of work, Python's and NumPy's, in milliseconds of the processor."""
    matrix, took = np.ones((128, 128), np.float32), []
    for _ in range(30):
        began = time.thread_time()
        total = 0
        for number in range(20_000):
            total += number & 7
        for _product in range(4):
            matrix @ matrix
        took.append(1000 * (time.thread_time() - began))
    return float(np.percentile(took, TENTH))


@cache
def commit() -> str:
    """The short name of the commit that is measured; with a plus if there is more in the tree."""
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty=+", "--exclude=*"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return asked.stdout.strip() or "unknown"


# The history


def read(path: Path) -> list[Row]:
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        numbers = ("value", "load", "machine")
        return [
            Row(**{key: float(one) if key in numbers else one for key, one in row.items()})
            for row in csv.DictReader(file)
        ]


def write(path: Path, rows: list[Row], mode: str = "w") -> None:
    with path.open(mode, newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Row)], lineterminator="\n")
        if not file.tell():
            writer.writeheader()
        for row in rows:
            writer.writerow({key: f"{one:.4g}" if isinstance(one, float) else one for key, one in asdict(row).items()})


def last_of(rows: list[Row], bench: str) -> dict[str, Row]:
    """The newest row of each figure."""
    return {row.figure: row for row in rows if row.bench == bench}


def land(history: Path = HISTORY, folder: Path = LATEST) -> int:
    """Append what waits; returns how many figures."""
    waiting = sorted(folder.glob("*.csv"))
    rows = [row for path in waiting for row in read(path)]
    write(history, rows, "a")
    for path in waiting:
        path.unlink()
    return len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--land", action="store_true", required=True, help="append what was told to history.csv")
    parser.parse_args()
    print(f"{land()} figures appended to {HISTORY.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
