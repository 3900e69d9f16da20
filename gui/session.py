"""What the pages share: the digits, the networks, the training under way, and the drawing."""

from __future__ import annotations

import importlib
import logging
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from engine.digits import Digits, bundled
from engine.doubt import Doubt, doubt_from
from engine.errors import UserError
from engine.ink import rasterize
from engine.network import FeedForward, NetworkSpec
from engine.provenance import SHIPPED as SHIPPED_TRAINED_ON
from engine.provenance import TrainedOn, from_facts
from engine.runs import PRETRAINED, load_network, read_facts
from engine.training import TrainingConfig
from engine.transforms import Variants
from gui.background import Task
from gui.drawing import Drawing
from gui.my_digits import MyDigits
from gui.settings import data_folder
from gui.training_thread import TrainingRun

REFRESH = 50  # milliseconds between two looks at a training
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
    variants_changed = Signal()
    """Something else is applied to the digits of the next run, or fed to its network."""
    ink_changed = Signal()
    """The drawing, and with it ``ink``, is another."""
    failed = Signal(str)
    """A sentence for the person."""
    closing = Signal()
    """The program ends: whoever has threads or processes of their own ends them now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.digits: Digits | None = None
        self.offered_test: Digits | None = None  # what came with the digits
        self.test_digits: Digits | None = None  # the same, if it is to be tested with; None: the digits are split
        self.variants = Variants()
        self.input_range = (0.0, 1.0)
        self.networks: dict[str, FeedForward] = {}
        self.origins: dict[str, TrainedOn | None] = {}
        self.doubts: dict[str, Doubt | None] = {}
        self.chosen = SHIPPED
        self.run: TrainingRun | None = None  # the newest one
        self.training = False  # whether it is under way, be it paused, until its end has been told
        self.drawing = Drawing(self)
        self.my_digits = MyDigits(self)
        self.my_digits.failed.connect(self.failed)
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

    def _on_loaded(self, loaded: _Loaded) -> None:
        self.digits = self.digits or loaded.digits  # another set may have been opened already
        self.networks, self.origins = {**loaded.networks, **self.networks}, {**loaded.origins, **self.origins}
        self.doubts = loaded.doubts
        self.digits_changed.emit()
        self.networks_changed.emit()
        for note in loaded.notes:
            self.failed.emit(note)
        # The first Start would wait a second for this import, and hold the window up.
        self.start_task(_import_split, self._on_prepared, self._on_load_failed)

    def _on_prepared(self, _: object) -> None:
        log.info("ready")

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

    def set_variants(self, variants: Variants) -> None:
        """What is applied to the digits of the next run."""
        if variants != self.variants:
            self.variants = variants
            self.variants_changed.emit()

    def set_input_range(self, low: float, high: float) -> None:
        """What black and white pixels become for the network of the next run."""
        if (low, high) != self.input_range:
            self.input_range = (low, high)
            self.variants_changed.emit()

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
        if self.run is not None:
            self.run.deleteLater()
        self.run = TrainingRun(
            self.fed(spec), config, self.digits, test_fraction, kept_network_path(), self,
            self.test_digits, self.variants,
        )  # fmt: skip
        if one_epoch:
            self.run.control.run_one_epoch()
        self.run.finished.connect(self._on_run_finished)
        self.chosen = TRAINED
        self.training = True
        self.run.start()
        self._timer.start()
        self.run_changed.emit()
        self.networks_changed.emit()

    def open_run(self, run: TrainingRun) -> bool:
        """Show a run that has ended elsewhere as if it had been trained here; False while one is under way."""
        if self.training:
            self.failed.emit("A training is under way: stop it first, and then open another run.")
            return False
        if self.run is not None:
            self.run.deleteLater()
        self.run, self.chosen = run, TRAINED
        self.networks[TRAINED], self.origins[TRAINED] = run.control.latest(), run.trained_on
        self.run_changed.emit()
        self.networks_changed.emit()
        return True

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
        self.training = False
        network = run.control.latest()
        if network is not None:
            self.networks[TRAINED], self.origins[TRAINED] = network, run.trained_on
        self.ticked.emit()
        self.run_changed.emit()
        self.networks_changed.emit()
        if run.message:
            self.failed.emit(run.message)

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
        self.closing.emit()
        self._timer.stop()
        self._ink_timer.stop()
        self.stop()
        if self.run is not None:
            self.run.wait()
        for task in list(self._tasks):
            task.wait()
        self.my_digits.close()


def kept_network_path() -> Path | None:
    """Where the network trained last is kept from one start to the next; None where there is no such folder."""
    folder = data_folder()
    return folder / "last-network.safetensors" if folder else None


class _Loaded(NamedTuple):
    """What is there at the start: the digits, and by "shipped" and "trained" what is known of each network."""

    digits: Digits
    networks: dict[str, FeedForward]
    origins: dict[str, TrainedOn | None]
    doubts: dict[str, Doubt | None]
    notes: list[str]  # what the person must know

    def add(self, which: str, path: Path) -> None:
        """Raises UserError."""
        network, facts = load_network(path), read_facts(path)
        self.networks[which], self.origins[which], self.doubts[which] = network, from_facts(facts), doubt_from(facts)


def _load() -> _Loaded:
    """Runs in a thread."""
    loaded = _Loaded(bundled(), {}, {}, {}, [])
    try:
        loaded.add(SHIPPED, PRETRAINED)
        loaded.origins[SHIPPED] = loaded.origins[SHIPPED] or SHIPPED_TRAINED_ON
    except UserError as error:
        loaded.notes.append(f"The network that ships could not be opened: {error} Train one, and draw for that.")
    kept = kept_network_path()
    if kept and kept.exists():
        try:
            loaded.add(TRAINED, kept)
        except UserError as error:
            log.warning("the kept network is set aside: %s", error)
            kept.replace(kept.with_suffix(".damaged"))
            loaded.notes.append("The network that you trained last could not be read and was set aside.")
    return loaded


def _import_split() -> None:
    importlib.import_module("sklearn.model_selection")
