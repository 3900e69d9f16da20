"""What the pages share: the digits, the networks, the training under way, and the drawing."""

from __future__ import annotations

import importlib
import logging
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from engine.digits import Digits, bundled
from engine.errors import UserError
from engine.ink import rasterize
from engine.network import FeedForward, NetworkSpec
from engine.runs import load_network, pretrained
from engine.training import TrainingConfig
from gui.background import Task
from gui.drawing import Drawing
from gui.settings import data_folder
from gui.training_thread import TrainingRun

REFRESH = 40  # milliseconds between two looks at a training
SHIPPED, TRAINED = "shipped", "trained"

log = logging.getLogger(__name__)


class Session(QObject):
    """The state of the program that more than one page knows. All of it lives in the GUI thread."""

    digits_changed = Signal()
    """The digits were loaded, or could not be: then ``failed`` said why."""
    networks_changed = Signal()
    """Another network is chosen, or can be."""
    run_changed = Signal()
    """A run has begun, paused, gone on or ended."""
    ticked = Signal()
    """A training is under way and has moved on: comes every REFRESH milliseconds at most."""
    ink_changed = Signal()
    """The drawing, and with it ``ink``, is another."""
    failed = Signal(str)
    """A sentence for the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.digits: Digits | None = None
        self.networks: dict[str, FeedForward] = {}
        self.chosen = SHIPPED
        self.run: TrainingRun | None = None
        self.drawing = Drawing(self)
        self.ink: np.ndarray | None = None
        self._tasks: set[Task] = set()
        self._timer = QTimer(self, interval=REFRESH)
        self._timer.timeout.connect(self._on_tick)
        self._ink_timer = QTimer(self, interval=0, singleShot=True)  # many pen events, one look at the drawing
        self._ink_timer.timeout.connect(self._on_drawn)
        self.drawing.changed.connect(self._ink_timer.start)

    # Digits

    def load(self) -> None:
        """Load the digits and the networks, off the GUI thread; the window may be shown already."""
        self.start_task(_load, self._on_loaded, self._on_load_failed)

    def start_task(self, work, done, failed) -> None:
        """Do ``work()`` in a thread; then ``done(result)`` or ``failed(sentence)`` is called in this one.

        Both must be methods of QObjects: a lambda would be called in the worker's thread.
        """
        task = Task(work, self)
        task.done.connect(done)
        task.failed.connect(failed)
        task.finished.connect(self._on_task_finished)
        self._tasks.add(task)
        task.start()

    def _on_task_finished(self) -> None:
        task = self.sender()
        self._tasks.discard(task)
        task.deleteLater()

    def _on_loaded(self, loaded: tuple[Digits, dict[str, FeedForward], list[str]]) -> None:
        self.digits, networks, notes = loaded
        self.networks = {**networks, **self.networks}
        self.digits_changed.emit()
        self.networks_changed.emit()
        for note in notes:
            self.failed.emit(note)
        # The first Start would wait a second for this import, and hold the window up.
        self.start_task(_import_split, self._on_prepared, self._on_load_failed)

    def _on_prepared(self, _: object) -> None:
        log.info("ready")

    def _on_load_failed(self, sentence: str) -> None:
        self.failed.emit(sentence)
        self.digits_changed.emit()

    # Networks

    def network(self, which: str | None = None) -> FeedForward | None:
        """The chosen network, or the one named: while it trains, a snapshot that is 1/30 s old at most."""
        which = which or self.chosen
        if which == TRAINED and self.run and self.run.control.latest():
            return self.run.control.latest()
        return self.networks.get(which)

    def choose(self, which: str) -> None:
        """Judge drawings by the network that ships, or by the one that was trained here."""
        if which != self.chosen:
            self.chosen = which
            self.networks_changed.emit()

    # Runs

    @property
    def training(self) -> bool:
        """Whether a run is under way, be it paused."""
        return self.run is not None and not self.run.isFinished()

    @property
    def paused(self) -> bool:
        return self.training and self.run.control.paused

    def start(self, spec: NetworkSpec, config: TrainingConfig, test_fraction: float, one_epoch: bool = False) -> None:
        """Begin a new run, unless one is under way or the digits are still being loaded."""
        if self.training or self.digits is None:
            return
        if self.run is not None:
            self.run.deleteLater()
        self.run = TrainingRun(spec, config, self.digits, test_fraction, kept_network_path(), self)
        if one_epoch:
            self.run.control.run_one_epoch()
        self.run.finished.connect(self._on_run_finished)
        self.chosen = TRAINED
        self.run.start()
        self._timer.start()
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
        self.ticked.emit()

    def _on_run_finished(self) -> None:
        run = self.sender()
        if run is not self.run:  # a stale message: its run has been replaced
            return
        self._timer.stop()
        network = run.control.latest()
        if network is not None:
            self.networks[TRAINED] = network
        self.ticked.emit()
        self.run_changed.emit()
        self.networks_changed.emit()
        if run.message:
            self.failed.emit(run.message)

    # The drawing

    def _on_drawn(self) -> None:
        self.ink = None if self.drawing.empty else rasterize(self.drawing.strokes())
        self.ink_changed.emit()

    def close(self) -> None:
        """End every thread and wait for it; the network in training has been kept then."""
        self._timer.stop()
        self._ink_timer.stop()
        self.stop()
        if self.run is not None:
            self.run.wait()
        for task in list(self._tasks):
            task.wait()


def kept_network_path() -> Path | None:
    """Where the network trained last is kept from one start to the next; None where there is no such folder."""
    folder = data_folder()
    return folder / "last-network.safetensors" if folder else None


def _load() -> tuple[Digits, dict[str, FeedForward], list[str]]:
    """The digits, the networks, and what the person must know about them. Runs in a thread."""
    digits = bundled()
    networks, notes = {}, []
    try:
        networks[SHIPPED] = pretrained()
    except UserError as error:
        notes.append(f"The network that ships could not be opened: {error} Train one, and draw for that.")
    kept = kept_network_path()
    if kept and kept.exists():
        try:
            networks[TRAINED] = load_network(kept)
        except UserError as error:
            log.warning("the kept network is set aside: %s", error)
            kept.replace(kept.with_suffix(".damaged"))
            notes.append("The network that you trained last could not be read and was set aside.")
    return digits, networks, notes


def _import_split() -> None:
    importlib.import_module("sklearn.model_selection")
