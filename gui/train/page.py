"""The Train page: say what is trained, start it, and watch it learn."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from engine.training.first_batch import FirstBatch, first_batch
from engine.training.history import History, advice
from gui.look.words import number
from gui.model.session import TRAINED, Session
from gui.train.augmentation_preview import AugmentationPreview
from gui.train.first_batch_dialog import FirstBatchDialog
from gui.train.live_curves import AccuracyPlot, LossPlot, ThinnedLosses
from gui.train.network_diagram import NetworkDiagram
from gui.train.training_form import TrainingForm
from gui.train.watch_panel import WatchPanel
from gui.widgets.buttons import push_button
from gui.widgets.page_header import PageHeader

MORE = 20  # epochs, for a run that has finished
PAUSE_WORDS = ("Pause", "Resume", "Go on", f"{MORE} more")
PAUSE_TIP = "Hold after the batch under way, or go on (F6)"
WATCH = 236  # pixels that the digit to watch has at least; a fifth of a wide page
TURNS = 3  # one for each plot and one for none: a plot that is drawn anew 7 times a second moves well enough


class TrainPage(QWidget):
    runs_wanted = Signal()
    """The list of runs is to be shown."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainPage")
        self._session = session
        self._losses: ThinnedLosses | None = None
        self._history: History | None = None  # of the run that the plots show
        self._turn = 0
        self.form = TrainingForm()
        self.watch = WatchPanel(session.drawing)
        self.preview = AugmentationPreview(session, self.form)
        self._make_buttons()
        self._make_plots()
        self._lay_out()
        self.form.changed.connect(self._on_form_changed)
        session.digits_changed.connect(self._on_digits_changed)
        session.run_changed.connect(self._on_run_changed)
        session.ticked.connect(self.refresh)
        session.ink_changed.connect(self._show_evidence)
        self._on_form_changed()

    # Parts

    def _make_buttons(self) -> None:
        self.start = push_button("Start", "startButton", "Train a new network as the form says (F5)", self._on_start)
        self.start.setDefault(True)
        self.pause = push_button("Pause", "pauseButton", PAUSE_TIP, self._on_pause)
        metrics = self.pause.fontMetrics()
        self.pause.setMinimumWidth(30 + max(metrics.horizontalAdvance(word) for word in PAUSE_WORDS))
        self.step = push_button("One epoch", "stepButton", "Train for one epoch, then hold (F7)", self._on_step)
        self.stop = push_button(
            "Stop", "stopButton", "End the training; the network is kept as it is (F8)", self._session.stop
        )
        self.check = push_button(
            "Check one batch",
            "checkButton",
            "Feed a batch to the untrained network, and see what to expect",
            self._on_check,
        )
        self.reset = push_button(
            "Lesson's values", "resetButton", "Set each field to the lesson's value", self.form.reset
        )
        self.runs = push_button(
            "Runs…",
            "runsButton",
            "Every training is kept: open, name, export and delete them (Ctrl+R)",
            self.runs_wanted.emit,
        )
        self.watching = QPushButton("Watch a digit", objectName="watchButton", checkable=True)
        self.watching.setToolTip("Draw a digit and see the evidence move while the network learns")
        self.watching.toggled.connect(self._on_watching_toggled)

    def _make_plots(self) -> None:
        self.loss_plot, self.accuracy_plot = LossPlot(), AccuracyPlot()
        self.loss_plot.setObjectName("lossPlot")
        self.loss_plot.set_title("Loss: press Start, and its curve grows here")
        self.accuracy_plot.setObjectName("accuracyPlot")
        self.yardsticks = QCheckBox("Yardsticks", objectName="yardsticksBox")
        self.yardsticks.setToolTip("Mark chance, what a linear classifier reaches, and the best published network")
        self.yardsticks.toggled.connect(self.accuracy_plot.set_yardsticks)
        self.yardsticks.toggled.connect(self.loss_plot.show_right_margin)
        self.accuracy_plot.add_to_header(self.yardsticks)
        for plot in (self.loss_plot, self.accuracy_plot):
            plot.pointed.connect(self._on_pointed)

    def _lay_out(self) -> None:
        header = PageHeader("Train", "Train the network and watch it learn.")
        for button in (self.runs, self.watching, self.start, self.pause, self.step, self.stop):
            header.add(button)
        self.diagram = NetworkDiagram()
        self.diagram.setObjectName("networkDiagram")
        self.diagram.setMinimumHeight(200)
        more = QHBoxLayout()
        more.addWidget(self.check)
        more.addWidget(self.reset)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.form)
        column.addLayout(more)
        column.addWidget(self.diagram, 1)
        scroll = QScrollArea(widgetResizable=True, frameShape=QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(left)
        scroll.setFixedWidth(300)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the focus of what is in it
        plots = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        plots.addWidget(self.loss_plot)
        plots.addWidget(self.accuracy_plot)
        plots.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.watch.hide()
        body = QHBoxLayout()
        body.addWidget(scroll)
        body.addWidget(plots, 1)
        body.addWidget(self.watch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 8)
        layout.addWidget(header)
        layout.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.watch.setFixedWidth(max(WATCH, self.width() // 5))

    # What the person does

    def _on_start(self) -> None:
        self._begin(one_epoch=False)

    def _begin(self, one_epoch: bool) -> None:
        setup = self.form.setup()
        if setup is not None:
            self._session.start(setup.spec, setup.config, setup.test_fraction, one_epoch)

    def _on_pause(self) -> None:
        session = self._session
        if session.paused:
            session.resume()
        elif session.training:
            session.pause()
        else:
            session.go_on(0 if self._is_unfinished() else MORE)

    def _is_unfinished(self) -> bool:
        run = self._session.run
        return run.history.count <= run.config.epochs

    def _on_step(self) -> None:
        if self._session.training:
            self._session.run_one_epoch()
        else:
            self._begin(one_epoch=True)

    def _on_check(self) -> None:
        setup, digits = self.form.setup(), self._session.digits
        if setup is None or digits is None:
            return
        self.check.setEnabled(False)
        self._checked = spec = self._session.fed(setup.spec)
        changes = self._session.changes
        self._session.start_task(
            lambda: first_batch(spec, setup.config, changes.training(digits)), self._on_checked, self._on_check_failed
        )

    def _on_checked(self, batch: FirstBatch) -> None:
        self._update_buttons()
        dialog = FirstBatchDialog(batch, self._checked, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def _on_check_failed(self, sentence: str) -> None:
        self._update_buttons()
        self._session.failed.emit(sentence)

    def _on_watching_toggled(self, shown: bool) -> None:
        self.watch.setVisible(shown)
        self._show_evidence()

    def _on_form_changed(self) -> None:
        setup = self.form.setup()
        if setup is not None:
            spec = setup.spec
            self.diagram.set_layers(spec.sizes, spec.activation, spec.output, spec.parameters)
            if not self._session.training and self._session.run is None:
                self.loss_plot.set_output(spec.output)
                self._set_epochs(setup.config.epochs)
        self._update_buttons()

    def _on_digits_changed(self) -> None:
        if self._session.digits is not None:
            self.form.set_images(len(self._session.digits))
        self._update_buttons()

    # What the training does

    def _on_run_changed(self) -> None:
        run = self._session.run
        if run is not None and run.history is not self._history:
            self._begin_plots(run)
        self._update_buttons()
        self.refresh()

    def _begin_plots(self, run) -> None:
        self._history = run.history
        self._losses, self._progress, self._advised = None, None, False
        self._seen_losses = self._seen_accuracies = 0  # epochs that each plot shows
        nothing = np.empty(0)
        self.loss_plot.show_epochs(nothing)
        self.loss_plot.show_batches(nothing, nothing)
        self.accuracy_plot.show_accuracies(nothing, nothing, 0)
        self._set_epochs(run.config.epochs)
        self.loss_plot.set_output(run.spec.output)
        self._on_pointed(None)

    def _set_epochs(self, epochs: int) -> None:
        self.loss_plot.set_epochs(epochs)
        self.accuracy_plot.set_epochs(epochs)

    def _update_buttons(self) -> None:
        session, ready = self._session, self.form.setup() is not None and self._session.digits is not None
        training = session.training
        self._update_pause()  # before Start, whose focus goes to it
        self.start.setEnabled(ready and not training)
        self.step.setEnabled(training or ready)
        self.stop.setEnabled(training)
        self.check.setEnabled(ready)
        self.start.setToolTip(self.form.error() or "Train a new network as the form says (F5)")

    def _update_pause(self) -> None:
        """One button holds a training, lets it go on, and goes on with one that has ended."""
        session = self._session
        self.pause.setEnabled(session.training or session.can_go_on())
        if session.training:
            words, tip = ("Resume" if session.paused else "Pause"), PAUSE_TIP
        elif session.can_go_on() and self._is_unfinished():
            words, tip = "Go on", "Go on with the run that was stopped, as if it had not been (F6)"
        elif session.can_go_on():
            words, tip = f"{MORE} more", f"Train the finished run for {MORE} more epochs (F6)"
        else:
            words, tip = "Pause", PAUSE_TIP
        self.pause.setText(words)
        self.pause.setToolTip(tip)

    def refresh(self) -> None:
        """Take what is new from the training; does nothing while the page cannot be seen.

        While it trains, the plots take turns: drawing both at once would hold the window up for too long.
        """
        run = self._session.run
        if run is None or not self.isVisible():
            return
        if self._session.paused != (self.pause.text() == "Resume"):
            self._update_buttons()  # an epoch that was asked for has ended
        self._turn = (self._turn + 1) % TURNS
        if self._turn == 0 or not self._session.training:
            self._refresh_losses(run)
        if self._turn == 1 or not self._session.training:
            self._refresh_accuracies(run)
        self._show_evidence()

    def _refresh_losses(self, run) -> None:
        history, count, progress = run.history, run.history.count, run.control.progress()
        if progress is None or progress is self._progress:
            return
        self._progress = progress
        self.loss_plot.show_batches(*self._batch_losses(run))
        if count != self._seen_losses and count:
            self._seen_losses = count
            self.loss_plot.show_epochs(history.loss[:count])
            self.loss_plot.set_title(f"Loss: {number(history.loss[0], 2)} → {number(history.loss[count - 1], 3)}")

    def _refresh_accuracies(self, run) -> None:
        history, count = run.history, run.history.count
        if count and count != self._seen_accuracies:
            self._seen_accuracies = count
            train, test = history.train_accuracy[:count], history.test_accuracy[:count]
            self.accuracy_plot.show_accuracies(train, test, history.best)
            self._advise(run)
        if count:
            words = "Test accuracy" if self._session.training else "Final test accuracy"
            test, best = history.test_accuracy[count - 1], history.best
            title = f"{words} {test:.1f} %, best {history.test_accuracy[best]:.1f} % (epoch {best})"
            self.accuracy_plot.set_title(title)

    def _batch_losses(self, run) -> tuple[np.ndarray, np.ndarray]:
        """Where the batches so far stand on the axis of epochs, and their losses."""
        progress, reports = self._progress, run.history.batch_losses
        if self._losses is None:
            self._losses, self._taken = ThinnedLosses(run.config.epochs, progress.batches), 0
        for epoch in range(self._taken + 1, len(reports)):
            self._losses.add(epoch, reports[epoch])
            self._taken = epoch
        if progress.epoch == self._taken + 1:
            self._losses.add(progress.epoch, progress.batch_losses)
        return self._losses.epochs, self._losses.losses

    def _advise(self, run) -> None:
        sentence = None if self._advised else advice(run.spec, run.history)
        if sentence:
            self._advised = True
            self._session.failed.emit(sentence)

    def _show_evidence(self) -> None:
        if not self.watch.isVisible():
            return
        network = self._session.network(TRAINED)
        self.watch.show_evidence(self._session.ink, network)

    def _on_pointed(self, epoch: int | None) -> None:
        """Both plots read the same epoch."""
        history = self._history
        if history is None or epoch is None or not 0 <= epoch < history.count:
            self.loss_plot.point_at(None, "")
            self.accuracy_plot.point_at(None, "")
            return
        train, test = history.train_accuracy[epoch], history.test_accuracy[epoch]
        self.loss_plot.point_at(epoch, f"epoch {epoch}: loss {number(history.loss[epoch], 3)}")
        self.accuracy_plot.point_at(
            epoch, f"epoch {epoch}: training {train:.1f} %, test {test:.1f} % ({100 - test:.1f} % wrong)"
        )

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.refresh()
        self._show_evidence()
