"""Makes what the pages share, and ends it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.locks import ending
from gui.model.at_start import AtStart
from gui.model.digits_in_hand import DigitsInHand
from gui.model.drawing import Drawing
from gui.model.judge import Judge
from gui.model.measured import Measured
from gui.model.my_digits import MyDigits
from gui.model.networks import Networks
from gui.model.referee import Referee
from gui.model.replay import Replay
from gui.model.run_under_way import RunUnderWay
from gui.model.yardsticks import Yardsticks
from gui.work.messages import Messages
from gui.work.tasks import Tasks


class Session(QObject):
    """Each page is handed the parts that it uses. All of them live in the GUI thread."""

    closing = Signal()
    """The program ends: whoever has processes of their own, or something to write, ends and writes it now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.messages, self.tasks = Messages(self), Tasks(self)
        self.tasks.failed.connect(self.messages.failed)
        self.data, self.networks = DigitsInHand(self), Networks(self.tasks, self)
        self.training = RunUnderWay(self.tasks, self.messages, self.data, self.networks, self)
        self.replay = Replay(self.training, self.networks, self)
        self.drawing, self.my_digits = Drawing(self), MyDigits(self.tasks, self.messages, self)
        self.referee = Referee(self.drawing, self.networks, self.data, self)
        self.measured = Measured(self.tasks, self.messages, self)
        self.judge = Judge(self.drawing, self.networks, self.training, self)
        self.at_start = AtStart(self.tasks, self.messages, self.data, self.networks, self.training, self)
        self.yardsticks = Yardsticks(self.tasks, self.messages, self.data, self)
        self.closing.connect(self.yardsticks.close)
        self.all_ended = True
        """Whether no thread was left behind when it was closed."""
        self._closed = False
        ending.clear()

    def close(self) -> None:
        """End every thread and wait for it; the network in training has been kept then."""
        if self._closed:
            return
        self._closed = True
        ending.set()
        self.closing.emit()
        self.replay.close()
        self.training.close()
        self.my_digits.close()
        self.all_ended = self.tasks.close()
