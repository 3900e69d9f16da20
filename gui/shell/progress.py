"""Where every long work shows how far it is: what it does, its speed, the time gone and left."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from engine.words import _
from gui.look import theme
from gui.look.sizes import sized
from gui.model.run_under_way import RunUnderWay
from gui.shell.progress_words import progress_of
from gui.widgets.announcing import announce
from gui.widgets.share_bar import ShareBar
from gui.widgets.steady_place import SteadyPlace

TICKS = 4  # new words lay the window out anew, and nobody reads them 20 times a second
HIGH = 24  # pixels, also while both parts are hidden
WORDS, BAR = 3, 2  # their shares of the width


class ProgressStrip(QWidget):
    """The training's progress and the experiment's, beside each other as long as one goes on that began beside the
    other; else that of the one that is under way, or was last."""

    def __init__(self, training: RunUnderWay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._training = training
        self._ticks = 0
        self.of_training = OneProgress("progress", _("Progress of the training"))
        self.of_experiment = OneProgress("experiment", _("Progress of the experiment"))
        row = QHBoxLayout(self)
        sized(row.setContentsMargins, 14, 4, 14, 4)
        sized(row.setSpacing, 24)
        for part in (self.of_training, self.of_experiment):
            row.addWidget(part, 1)
            part.hide()

        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # no page moves when a run begins
        self.setSizePolicy(policy)
        sized(self.setMinimumHeight, HIGH)
        self.hide()
        training.changed.connect(self._on_run_changed)
        training.ticked.connect(self._on_ticked)

    def _on_run_changed(self) -> None:
        self._show_training()

    def _on_ticked(self) -> None:
        self._ticks += 1
        if self._ticks % TICKS == 0:
            self._show_training()

    def _show_training(self) -> None:
        run, under_way = self._training.run, self._training.under_way
        if run is not None:
            self._show(self.of_training, self.of_experiment, *progress_of(run, under_way), not under_way)

    def show_experiment(self, words: str, share: float, ended: bool) -> None:
        """``share`` runs from 0 to 1."""
        self._show(self.of_experiment, self.of_training, words, share, ended)

    def _show(self, part: OneProgress, beside: OneProgress, words: str, share: float, ended: bool) -> None:
        turns = part.ended != ended
        part.show_progress(words, share, ended)
        part.show()
        if beside.ended and (turns or ended):
            beside.hide()
        self.show()

    def words(self) -> str:
        parts = [part for part in (self.of_training, self.of_experiment) if not part.isHidden()]
        return " · ".join(part.words() for part in parts)


class OneProgress(QWidget):
    """A sentence and, as long as the work goes on, a bar."""

    def __init__(self, name: str, bar: str, parent: QWidget | None = None) -> None:
        """``name``: begins the objectNames; ``bar``: what the bar is called."""
        super().__init__(parent)
        self.ended = True
        self._words = QLabel(objectName=f"{name}Words")
        self._words.setFont(theme.digits_font(self._words.font()))
        self._bar = ShareBar(f"{name}Bar", bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(SteadyPlace(self._words, 16), WORDS)
        row.addWidget(self._bar, BAR)

    def show_progress(self, words: str, share: float, ended: bool) -> None:
        """``share`` runs from 0 to 1."""
        if words != self._words.text():
            self._words.setText(words)
            self._words.setToolTip(words)
        self._bar.show_share(share)
        self._bar.setVisible(not ended)
        if ended and not self.ended:
            announce(self, words)
        self.ended = ended

    def words(self) -> str:
        return self._words.text()
