"""What the pages share: the digits, the networks, the training under way, and the drawing."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from engine.digits.changes import Changes
from engine.digits.dataset import Digits
from engine.handwriting.ink import rasterize
from engine.inspection.doubt import Doubt
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.library import make_room
from engine.runs.provenance import TrainedOn
from engine.training.config import TrainingConfig
from gui.model.at_start import SHIPPED, Known, Loaded, load, prepare, read_network
from gui.model.drawing import Drawing
from gui.model.kept_runs import AtStart, read_digits
from gui.model.my_digits_file import MyDigits
from gui.model.training_run import EndedRun, TrainingRun
from gui.work.settings import runs_folder, runs_limit
from gui.work.tasks import Background

REFRESH = 50  # milliseconds between two looks at a training
TRAINED, OPENED = "trained", "opened"

log = logging.getLogger(__name__)


class Session(Background):
    """The state of the program that more than one page knows. All of it lives in the GUI thread."""

    digits_changed = Signal()
    """The digits were loaded, or could not be: then ``failed`` said why."""
    networks_changed = Signal()
    """Another network is chosen, or can be."""
    network_opened = Signal()
    """A saved network was read, and is chosen."""
    run_changed = Signal()
    """A run has begun, paused, gone on or ended."""
    ticked = Signal()
    """A training is under way and has moved on: comes every REFRESH milliseconds at most."""
    preparation_changed = Signal()
    """Something else is applied to the digits of the next run, or fed to its network."""
    ink_changed = Signal()
    """The drawing, and with it ``ink``, is another."""
    failed = Signal(str)
    """A sentence for the person."""
    unfinished_found = Signal(object)
    """The newest run on disk was broken off: an engine.runs.library.Entry."""
    runs_removed = Signal(list)
    """Old runs were removed to make room: their titles."""
    closing = Signal()
    """The program ends: whoever has threads or processes of their own ends them now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.digits: Digits | None = None
        self.offered_test: Digits | None = None  # what came with the digits
        self.test_digits: Digits | None = None  # the same, if it is to be tested with; None: the digits are split
        self.changes = Changes()
        self.input_range = (0.0, 1.0)
        self.networks: dict[str, FeedForward] = {}
        self.origins: dict[str, TrainedOn | None] = {}
        self.doubts: dict[str, Doubt | None] = {}
        self.chosen = SHIPPED
        self._opened_name = ""
        self.run: TrainingRun | None = None  # the newest one
        self.training = False  # whether it is under way, be it paused, until its end has been told
        self._run_before: TrainingRun | None = None  # until the one that goes on from it has begun
        self._problem: str | None = None  # the last thing that was told about keeping the run
        self._awaited = False  # whether the run under way has no network yet
        self.drawing = Drawing(self)
        self.my_digits = MyDigits(self)
        self.my_digits.failed.connect(self.failed)
        self.ink: np.ndarray | None = None
        self._timer = QTimer(self, interval=REFRESH)
        self._timer.timeout.connect(self._on_tick)
        self._ink_timer = QTimer(self, interval=0, singleShot=True)  # many pen events, one look at the drawing
        self._ink_timer.timeout.connect(self._on_drawn)
        self.drawing.changed.connect(self._ink_timer.start)

    # Digits

    def load(self) -> None:
        """Load the digits and the networks, off the GUI thread; the window may be shown already."""
        self.start_task(load, self._on_loaded, self._on_load_failed)

    def _on_loaded(self, loaded: Loaded) -> None:
        self.digits = self.digits or loaded.digits  # another set may have been opened already
        self.networks, self.origins = {**loaded.networks, **self.networks}, {**loaded.origins, **self.origins}
        self.doubts = {**loaded.doubts, **self.doubts}
        self.digits_changed.emit()
        self.networks_changed.emit()
        for note in loaded.notes:
            self.failed.emit(note)
        digits, runs = self.digits, runs_folder()
        self.start_task(lambda: prepare(runs, digits), self._on_prepared, self.failed.emit)

    def _on_prepared(self, found: AtStart) -> None:
        log.info("ready")
        if found.found is not None and self.run is None:
            self._show_run(EndedRun(found.found, self))
            if found.offered:
                self.unfinished_found.emit(found.entry)

    def _on_load_failed(self, sentence: str) -> None:
        self.failed.emit(sentence)
        self.digits_changed.emit()

    def set_digits(self, digits: Digits, test_digits: Digits | None = None) -> None:
        """Another set, and the test set that came with it, if one did. A run under way keeps what it has."""
        self.digits, self.offered_test, self.test_digits = digits, test_digits, test_digits
        self.digits_changed.emit()

    def test_with_own(self, own: bool) -> None:
        """Whether to test with the set that came with the digits, rather than with a part of them."""
        self.test_digits = self.offered_test if own else None
        self.digits_changed.emit()

    def set_changes(self, changes: Changes) -> None:
        """What is applied to the digits of the next run."""
        if changes != self.changes:
            self.changes = changes
            self.preparation_changed.emit()

    def set_input_range(self, low: float, high: float) -> None:
        """What black and white pixels become for the network of the next run."""
        if (low, high) != self.input_range:
            self.input_range = (low, high)
            self.preparation_changed.emit()

    def fed(self, spec: NetworkSpec) -> NetworkSpec:
        """``spec`` with the value range that is chosen on the Data page."""
        return replace(spec, input_range=self.input_range)

    # Networks

    def network(self, which: str | None = None) -> FeedForward | None:
        """The chosen network, or the one named: while it trains, a snapshot that is 1/30 s old at most."""
        which = which or self.chosen
        if which == TRAINED and self.run and self.run.control.latest():
            return self.run.control.latest()
        return self.networks.get(which)

    def network_names(self) -> dict[str, str]:
        """The networks that can be chosen, and what the window calls each."""
        words = {SHIPPED: "Ships with Inkling", TRAINED: "Yours", OPENED: self._opened_name}
        networks = {which: self.network(which) for which in words}
        return {which: f"{words[which]}, {found.spec}" for which, found in networks.items() if found is not None}

    def open_network(self, path: Path) -> None:
        """Read a saved network, in a thread, and choose it."""
        self.start_task(lambda: (path.stem, read_network(path)), self._on_network_read, self.failed.emit)

    def _on_network_read(self, result: tuple[str, Known]) -> None:
        self._opened_name, (network, origin, doubt) = result
        self.networks[OPENED], self.origins[OPENED], self.doubts[OPENED] = network, origin, doubt
        self.chosen = OPENED
        self.networks_changed.emit()
        self.network_opened.emit()

    def trained_on(self, which: str) -> TrainedOn | None:
        """The images that ``network(which)`` was trained on, as far as they are known."""
        if which == TRAINED and self.run and self.run.control.latest():
            return self.run.trained_on
        return self.origins.get(which)

    def doubt(self, which: str | None = None) -> Doubt | None:
        """The calibrated thresholds of ``network(which)``; None where it has none."""
        return self.doubts.get(which or self.chosen)

    def choose(self, which: str) -> None:
        """Judge drawings by the network that ships, or by the one that was trained here."""
        if which != self.chosen:
            self.chosen = which
            self.networks_changed.emit()

    # Runs

    @property
    def paused(self) -> bool:
        return self.training and self.run.control.paused

    def start(self, spec: NetworkSpec, config: TrainingConfig, test_fraction: float, one_epoch: bool = False) -> None:
        """Begin a new run, unless one is under way or the digits are still being loaded."""
        if self.training or self.digits is None:
            return
        run = TrainingRun(
            self.fed(spec), config, self.digits, test_fraction, runs_folder(), self, self.test_digits, self.changes
        )
        if one_epoch:
            run.control.run_one_epoch()
        self._begin(run)

    def _begin(self, run: TrainingRun) -> None:
        self._run_before, self.run, self._problem, self._awaited = self.run, run, None, True
        run.finished.connect(self._on_run_finished)
        self.chosen = TRAINED
        self.training = True
        run.start()
        self._timer.start()
        self.run_changed.emit()
        self.networks_changed.emit()

    def can_go_on(self) -> bool:
        """Whether the newest run has ended and could go on."""
        run = self.run
        return not self.training and run is not None and run.outcome != "diverged" and run.saved() is not None

    def go_on(self, more: int = 0) -> None:
        """Go on with the newest run, which has ended: to the epochs that it was to have, or to ``more`` than those.

        Digits that are not opened are read from their file first, in a thread.
        """
        run = self.run
        if not self.can_go_on():
            return
        if run.digits is None:
            saved = run.saved()
            self.start_task(lambda: (run, more, read_digits(saved)), self._on_digits_read, self.failed.emit)
            return
        config = replace(run.config, epochs=run.config.epochs + more)
        self._begin(
            TrainingRun(
                run.spec, config, run.digits, run.test_fraction, runs_folder(), self, run.test_digits, run.changes,
                run.saved(), run.folder,
            )
        )  # fmt: skip

    def _on_digits_read(self, result: tuple[TrainingRun, int, tuple[Digits, Digits | None]]) -> None:
        run, more, (run.digits, run.test_digits) = result
        if run is self.run:
            self.go_on(more)

    def open_run(self, run: TrainingRun) -> bool:
        """Show a run that has ended elsewhere as if it had been trained here; False while one is under way."""
        if self.training:
            self.failed.emit("A training is under way: stop it first, and then open another run.")
            return False
        self.chosen = TRAINED
        self._show_run(run)
        return True

    def _show_run(self, run: TrainingRun) -> None:
        if self.run is not None:
            self.run.deleteLater()
        self.run = run
        self.networks[TRAINED], self.origins[TRAINED] = run.control.latest(), run.trained_on
        self.run_changed.emit()
        self.networks_changed.emit()

    def pause(self) -> None:
        if self.training:
            self.run.control.pause()
            self.run_changed.emit()

    def resume(self) -> None:
        if self.training:
            self.run.control.resume()
            self.run_changed.emit()

    def run_one_epoch(self) -> None:
        if self.training:
            self.run.control.run_one_epoch()
            self.run_changed.emit()

    def stop(self) -> None:
        if self.training:
            self.run.control.stop()

    def _on_tick(self) -> None:
        if self._awaited and self.run.control.latest() is not None:
            self._awaited = False
            self.networks_changed.emit()
        problem = self.run.problem
        if problem != self._problem:
            self._problem = problem
            if problem:
                self.failed.emit(problem)
        self.ticked.emit()

    def _on_run_finished(self) -> None:
        run = self.sender()
        if run is not self.run:  # a stale message: its run has been replaced
            return
        self._timer.stop()
        self.training = False
        self._settle(run)
        network = run.control.latest()
        if network is not None:
            self.networks[TRAINED], self.origins[TRAINED] = network, run.trained_on
        self.ticked.emit()
        self.run_changed.emit()
        self.networks_changed.emit()
        if run.message:
            self.failed.emit(run.message)
        runs, limit = runs_folder(), runs_limit()
        if runs is not None:
            self.start_task(lambda: make_room(runs, limit), self._on_room_made, self.failed.emit)

    def _settle(self, run: TrainingRun) -> None:
        """One of two runs stays: the one before, if it was to go on and could not even begin to."""
        before, self._run_before = self._run_before, None
        if before is None:
            return
        if run.resumed and run.control.latest() is None:
            run, self.run = self.run, before
            run.deleteLater()
        else:
            before.deleteLater()

    def _on_room_made(self, removed: list[str]) -> None:
        if removed:
            self.runs_removed.emit(removed)

    # The drawing

    def _on_drawn(self) -> None:
        drawing = self.drawing
        if drawing.picture is not None:
            self.ink = drawing.picture.image
        else:
            self.ink = None if drawing.empty else rasterize(drawing.strokes())
        self.ink_changed.emit()

    def close(self) -> None:
        """End every thread and wait for it; the network in training has been kept then."""
        self.refuse_tasks()
        self.closing.emit()
        self._timer.stop()
        self._ink_timer.stop()
        self.stop()
        if self.run is not None:
            self.run.wait()
        self.wait_for_tasks()
        self.my_digits.close()
