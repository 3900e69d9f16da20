"""The learning rate of the training under way: what it is now, and a field in which to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from engine.errors import UserError
from engine.numbers import NotANumber, read_number, short
from engine.runs.run import Run
from engine.training.rate_changes import RateChange, rate_at
from engine.words import _
from gui.look.sizes import px, sized
from gui.model.run_under_way import RunUnderWay
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label
from gui.work.messages import Messages

WIDE, NARROW = 400, 280  # pixels of a plot that has room for all of the words, and for some
TIP = _(
    "The learning rate of the training under way. Write another one and press Return: the next batch is trained with "
    "it.\nThe curves show where, and the run keeps it. The field of the form is for the next run."
)
NO_TRAINING = _("While a training is under way, or paused, its learning rate can be changed here.")
NOT_A_RATE = _("“{text}” is no learning rate: write a number over 0, such as {example}.")
ASKED = _("The next batch is trained with learning rate {rate}")
CHANGED = _("Learning rate {rate} from epoch {epoch}, batch {batch} on")


class RateNow(QWidget):
    """Follows the training; what is being typed stays. Before the first one there is nothing to be seen."""

    def __init__(self, training: RunUnderWay, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._training, self._messages = training, messages
        self._run: Run | None = None
        self._told: tuple[RateChange, ...] | None = None  # changes; None before it is known with which a run begins
        self._asked: float | None = None  # until a batch is trained with it
        self._seen: tuple[object, ...] = ()  # what the field shows the rate of
        self.field = _Field(objectName="rateNowField", enabled=False, alignment=Qt.AlignmentFlag.AlignRight)
        self.field.setAccessibleName(_("Learning rate of the training under way"))
        sized(self.field.setFixedWidth, 72)
        self.field.editingFinished.connect(self._on_edited)
        self._words = words = label("muted", _("Learning rate now"))
        words.setBuddy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        sized(row.setSpacing, 6)
        row.addWidget(words)
        row.addWidget(self.field)
        row.addWidget(RowExplain(self.field))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # so that nothing moves when the first training begins
        self.setSizePolicy(policy)
        training.changed.connect(self.refresh)
        training.ticked.connect(self.refresh)
        self.refresh()

    def fit(self, width: int) -> None:
        """Into a plot so many pixels wide: where there is too little room, its words are fewer, or none."""
        self._words.setText(_("Learning rate now") if width >= px(WIDE) else _("Rate now"))
        self._words.setVisible(width >= px(NARROW))

    def refresh(self) -> None:
        run = self._training.run
        if run is not self._run:
            self._run, self._told, self._asked = run, None, None
        self.setVisible(run is not None)
        self._show_state()
        if run is None:
            return
        progress = run.control.progress()
        seen = (run, progress and progress.epoch, progress and progress.rate_changes, self._asked)
        if seen == self._seen:
            return
        self._tell(run)
        if not self.field.isModified():
            self._seen = seen
            self._show(run)

    def _show_state(self) -> None:
        under_way = self._training.under_way
        if under_way == self.field.isEnabled() and self.toolTip():
            return
        self.field.setEnabled(under_way)
        self._settle()
        for widget in (self, self.field):
            widget.setToolTip(TIP if under_way else NO_TRAINING)

    def _show(self, run: Run) -> None:
        rate = _rate_of(run) if self._asked is None else self._asked
        if self.field.text() != short(rate):
            self.field.setText(short(rate))

    def _tell(self, run: Run) -> None:
        """Once a batch is trained with it, where it began."""
        if run.control.progress() is None:
            return
        changes = run.rate_changes
        if self._told is not None and changes and changes != self._told:
            self._asked, last = None, changes[-1]
            self._messages.told.emit(CHANGED.format(rate=short(last.rate), epoch=last.epoch, batch=last.batch))
        self._told = changes

    def _on_edited(self) -> None:
        if not self.field.isModified() or self._run is None:
            return
        try:
            rate = read_number(self.field.text())
            self._training.set_learning_rate(rate)
        except (NotANumber, UserError):
            self._mark(True)
            said = NOT_A_RATE.format(text=self.field.text()[:20], example=short(_rate_of(self._run)))
            self._messages.failed_on.emit("learning rate", said)
            return
        self._settle()
        if rate != _rate_of(self._run):
            self._asked = rate
            self._messages.told.emit(ASKED.format(rate=short(rate)))

    def _settle(self) -> None:
        """What stands in the field is no longer what somebody types."""
        self.field.setModified(False)
        self._mark(False)
        self._messages.settled.emit("learning rate")

    def _mark(self, wrong: bool) -> None:
        if bool(self.field.property("wrong")) != wrong:
            self.field.setProperty("wrong", wrong)
            self.field.style().polish(self.field)


class _Field(QLineEdit):
    """Escape brings back what stood in it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.setModified(False)
            self.clear()
            return
        super().keyPressEvent(event)


def _rate_of(run: Run) -> float:
    """Of the next batch."""
    progress = run.control.progress()
    if progress is None:
        return run.config.rate(1)
    epoch, batch = max(1, progress.epoch), len(progress.batch_losses) + 1
    return rate_at(run.config, progress.rate_changes, epoch, batch)
