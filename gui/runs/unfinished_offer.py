"""The offer to go on with the run that was broken off, on top of every page."""

from __future__ import annotations

from engine.numbers import number
from engine.runs.library import Entry
from engine.words import _, ngettext
from gui.model.at_start import AtStart
from gui.model.run_under_way import RunUnderWay
from gui.runs.controller import RunsController
from gui.runs.offer_strip import OfferStrip


class UnfinishedOffer(OfferStrip):
    """Comes when such a run is found at the start, and goes when it is answered or a training begins."""

    def __init__(self, at_start: AtStart, training: RunUnderWay, runs: RunsController) -> None:
        super().__init__("unfinished")
        self._training, self._runs = training, runs
        at_start.unfinished_found.connect(self._on_found)
        training.changed.connect(self._on_run_changed)
        self.taken.connect(training.go_on)
        self.declined.connect(self._on_declined)

    def _on_found(self, entry: Entry) -> None:
        run, self._folder = entry.summary, entry.folder
        words = ngettext(
            "The run “{run}” stopped after {epoch} of {epochs} epoch, with {percent} % of the test images right.",
            "The run “{run}” stopped after {epoch} of {epochs} epochs, with {percent} % of the test images right.",
            run.config.epochs,
        ).format(run=entry.title, epoch=run.epoch, epochs=run.config.epochs, percent=number(run.accuracy, 1))
        self.offer(words, _("Go on"), _("Not now"))

    def _on_run_changed(self) -> None:
        if self._training.under_way:
            self.hide()

    def _on_declined(self) -> None:
        self._runs.leave(self._folder)
