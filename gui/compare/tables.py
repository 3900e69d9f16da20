"""The results of an experiment as tables to take away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.experiments.run import Run
from engine.experiments.statistics import summary
from engine.experiments.yardsticks.recipes import word_of
from engine.words import _
from gui.compare.yardstick_rows import Row
from gui.widgets.export import Table

Lines = list[tuple[str, list[Run]]]
"""Each candidate's label, and its runs."""

SUMMARY_HEADERS = (
    "candidate", "runs finished", "runs failed", "final test accuracy (%)", "deviation over seeds",
    "best test accuracy (%, optimistic)", "deviation over seeds of the best", "epochs to 90 %",
    "runs that reached 90 %", "seconds of a run", "parameters",
)  # fmt: skip
EPOCH_HEADERS = (
    "candidate", "seed", "state", "epoch", "loss", "training accuracy (%)", "test accuracy (%)", "seconds",
)  # fmt: skip
YARDSTICK_HEADERS = (
    "yardstick", "kind", "seed", "test accuracy (%)", "test images right", "test images", "training images",
    "seconds to fit", "seconds for an image", "bytes", "settled",
)  # fmt: skip


def race_tables(lines: Lines) -> list[Table]:
    """The comparison, and every epoch of every run."""
    return [
        Table(_("Comparison"), SUMMARY_HEADERS, lambda: _summary_rows(lines)),
        Table(_("All epochs"), (*EPOCH_HEADERS, *_more(lines)), lambda: _epoch_rows(lines)),
    ]


def _summary_rows(lines: Lines) -> Iterator[tuple]:
    for label, runs in lines:
        s = summary(runs)
        yield (
            label, s.finished, s.failed, s.final, s.final_spread, s.best, s.best_spread, s.to_goal, s.reached,
            s.seconds, s.parameters,
        )  # fmt: skip


def yardstick_table(rows: Sequence[Row]) -> Table:
    """Every yardstick with every seed that was measured."""
    return Table(_("Yardsticks"), YARDSTICK_HEADERS, lambda: _yardstick_rows(rows))


def _yardstick_rows(rows: Sequence[Row]) -> Iterator[tuple]:
    for row in rows:
        for one in row.records:
            yield (
                row.label, word_of(row.recipe), one.seed, one.accuracy, one.right, one.test_images, one.train_images,
                one.fit_seconds, one.image_seconds, one.size, one.settled,
            )  # fmt: skip


def _more(lines: Lines) -> tuple[str, ...]:
    """One more column if some run keeps images for validation."""
    validated = any(run.plan.config.validation_fraction for _label, runs in lines for run in runs)
    return ("validation accuracy (%)",) if validated else ()


def _epoch_rows(lines: Lines) -> Iterator[tuple]:
    more = _more(lines)
    for label, runs in lines:
        for run in runs:
            h = run.history
            for epoch in range(h.count):
                measured = [h.loss[epoch], h.train_accuracy[epoch], h.test_accuracy[epoch], h.seconds[epoch]]
                measured += [h.validation_accuracy[epoch]] if more else []
                yield (label, run.seed, run.state, epoch, *map(float, measured))
