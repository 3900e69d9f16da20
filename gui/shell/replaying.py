"""Where the replay of a run is in the window: its strip below the pages that it goes with, its line in the plots, and
its place in their menus."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.look.sizes import sized
from gui.model.session import Session
from gui.train.page import TrainPage
from gui.train.replay_marks import ReplayMarks
from gui.train.replay_strip import ReplayStrip
from gui.widgets.page import Page


class Replaying(QObject):
    """``place``: for the layout of the window."""

    def __init__(self, session: Session, train: TrainPage, parent: QObject) -> None:
        super().__init__(parent)
        self._train = train
        self._pages: list[Page] = []
        self._page: Page | None = None
        self.strip = ReplayStrip(session.replay, session.training)
        self.marks = ReplayMarks(train.plots, session.replay, self)
        self.place = QWidget()
        row = QHBoxLayout(self.place)
        sized(row.setContentsMargins, 6, 0, 6, 0)
        row.addWidget(self.strip)
        self._actions = self.strip.page_actions()
        train.addActions(self._actions)
        session.replay.changed.connect(self._on_changed)

    def add_page(self, page: Page) -> None:
        """One beside the Train page that shows the network of the run in hand, or another."""
        self._pages.append(page)
        page.addActions(self._actions)
        page.network_shown_changed.connect(self._on_changed)

    def show_page(self, page: Page) -> None:
        """This one is in sight now."""
        self._page = page
        self._on_changed()

    def _on_changed(self) -> None:
        shown = self._page is self._train or (self._page in self._pages and self._page.shows_run())
        self.place.setVisible(shown)
