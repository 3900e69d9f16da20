"""Where the replay of a run is in the window: its strip below the pages that it goes with, its line in the plots, its
place in their menus, and a word in the status bar as long as what is shown is of earlier."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from engine.words import _
from gui.look.sizes import sized
from gui.model.session import Session
from gui.train.page import TrainPage
from gui.train.replay_marks import ReplayMarks
from gui.train.replay_strip import ReplayStrip
from gui.widgets.page import Page


class Replaying(QObject):
    """``place``: for the layout of the window."""

    def __init__(self, session: Session, train: TrainPage, pages: Sequence[Page], parent: QObject) -> None:
        """``pages``: the Train page, and the others that show the network of the run in hand."""
        super().__init__(parent)
        self._replay, self._pages = session.replay, pages
        self._page: Page | None = None
        self.strip = ReplayStrip(session.replay, session.training)
        self.marks = ReplayMarks(train.plots, session.replay, self)
        self.place = QWidget()
        row = QHBoxLayout(self.place)
        sized(row.setContentsMargins, 6, 0, 6, 0)
        row.addWidget(self.strip)
        self.status = QLabel(objectName="replayStatus")
        self.status.hide()
        self._actions = self.strip.page_actions()
        for page in pages:
            page.addActions(self._actions)
            page.network_shown_changed.connect(self._on_changed)
        session.replay.changed.connect(self._on_changed)

    def stand_in(self, bar: QStatusBar) -> None:
        """The word is shown there."""
        bar.insertPermanentWidget(0, self.status)

    def show_page(self, page: Page) -> None:
        """This one is in sight now."""
        self._page = page
        self._on_changed()

    def _on_changed(self) -> None:
        epoch = self._replay.epoch
        self.place.setVisible(self._page in self._pages and self._page.shows_run())
        self.status.setText("" if epoch is None else _("Replay: epoch {epoch}").format(epoch=epoch))
        self.status.setVisible(epoch is not None)
