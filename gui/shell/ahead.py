"""Imports what the start has left out, once all that ships is there: whoever wants it first has less to wait for."""

from __future__ import annotations

from importlib import import_module

from gui.work.tasks import Job

MODULES = (
    "PIL.ImageFilter", "gui.data.samples_panel", "gui.data.page", "gui.inspect.evidence_panel",
    "gui.inspect.errors_panel",
    "gui.inspect.confusion_panel", "gui.inspect.layers_panel", "gui.inspect.weights_panel", "gui.inspect.units_panel",
    "gui.inspect.map_panel", "gui.inspect.page", "gui.compare.experiment_form", "gui.compare.race_plots",
    "gui.compare.race_table", "gui.compare.yardsticks_beside", "gui.compare.milestones", "gui.compare.page",
    "gui.lesson.step_view", "gui.lesson.lesson_room", "gui.data.one_digit_panel", "gui.data.pixels_panel",
    "gui.data.changes_panel", "gui.lesson.figures.shelf", "gui.train.code_panel",
)  # fmt: skip
"""What is most likely wanted next comes first; in small pieces, so that it can be given up."""


def import_ahead(job: Job) -> None:
    """In a thread. Python itself sees to it that the window waits for a module that it wants meanwhile."""
    for name in MODULES:
        if job.cancelled():
            return
        import_module(name)
