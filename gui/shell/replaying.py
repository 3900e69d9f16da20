"""Where the replay of a run is in the window: its strip below the pages that it goes with, its line in the plots, and
its place in their menus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.words import _
from gui.look.sizes import px, sized
from gui.model.session import Session
from gui.train.page import TrainPage
from gui.train.replay_marks import ReplayMarks
from gui.train.replay_strip import ReplayStrip
from gui.widgets.labels import narrow_label
from gui.widgets.page import Page

BEFORE = _("While a network trains, and after it, here is a slider that goes back through its epochs.")
LEFT = 14  # pixels before these words


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
        self.before = narrow_label("muted", BEFORE, parent=self.place, objectName="replayBefore")
        for watched in (self.place, self.strip):
            watched.installEventFilter(self)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The words are where the strip will be, as long as it is not there."""
        if event.type() == QEvent.Type.Resize:
            self.before.setGeometry(self.place.rect().adjusted(px(LEFT), 0, -px(LEFT), 0))
        elif event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.before.setVisible(self.strip.isHidden())
        return False
