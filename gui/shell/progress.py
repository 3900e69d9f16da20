"""Where every long work shows how far it is: what it does, its speed, the time gone and left."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget

from engine.words import _
from gui.look import theme
from gui.look.sizes import sized
from gui.model.run_under_way import RunUnderWay
from gui.shell.progress_words import progress_of
from gui.widgets.announcing import announce
from gui.widgets.steady_place import SteadyPlace

STEPS = 1000
TICKS = 4  # new words lay the window out anew, and nobody reads them 20 times a second


class ProgressStrip(QWidget):
    """A sentence and, as long as the work goes on, a bar: the training's, or the experiment's if there is none."""

    def __init__(self, training: RunUnderWay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self._ticks = 0
        self._ended = True
        self._words = QLabel()
        self._words.setFont(theme.digits_font(self._words.font()))
        self._words.setObjectName("progressWords")
        self._bar = QProgressBar(objectName="progressBar", maximum=STEPS, textVisible=False)
        self._bar.setAccessibleName(_("Progress of the training"))
        sized(self._bar.setFixedHeight, 12)
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 14, 4, 14, 4)
        row.addWidget(SteadyPlace(self._words, 16), 1)
        row.addWidget(self._bar, 1)

        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # no page moves when a run begins
        self.setSizePolicy(policy)
        self.hide()
        training.changed.connect(self._on_run_changed)
        training.ticked.connect(self._on_ticked)

    def _on_run_changed(self) -> None:
        self.setVisible(self._training.run is not None)
        self._show_training()

    def _on_ticked(self) -> None:
        self._ticks += 1
        if self._ticks % TICKS == 0:
            self._show_training()

    def _show_training(self) -> None:
        run, under_way = self._training.run, self._training.under_way
        if run is not None:
            self.show_progress(*progress_of(run, under_way), ended=not under_way)

    def show_experiment(self, words: str, share: float, ended: bool) -> None:
        if not self._training.under_way:
            self.show()
            self.show_progress(words, share, ended)

    def show_progress(self, words: str, share: float, ended: bool = False) -> None:
        """``share`` runs from 0 to 1."""
        if words != self._words.text():
            self._words.setText(words)
        self._show_share(round(STEPS * share))
        self._bar.setVisible(not ended)
        if ended and not self._ended:
            announce(self, words)
        self._ended = ended

    def _show_share(self, value: int) -> None:
        """Qt would have the bar painted in the middle of ``setValue``, and Python would hold its lock meanwhile."""
        if value != self._bar.value():
            self._bar.setUpdatesEnabled(False)
            self._bar.setValue(value)
            self._bar.setUpdatesEnabled(True)

    def words(self) -> str:
        return self._words.text()
