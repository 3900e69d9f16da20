"""A page in a window that has nothing else but what tells: for all that a page does by itself, in half of the time."""

from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from gui.model.session import Session
from gui.shell.notice import Notices
from gui.shell.progress import ProgressStrip


class Room(QMainWindow):
    """``page``: it fills it. ``notice``: the sentences over it, ``progress``: how far a training is, both as in the
    real window; what was done is said in the status bar. ``session``: what its parts share."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__()
        self.session, self.page = session, page
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page, 1)
        self.progress = ProgressStrip(session.training)
        column.addWidget(self.progress)
        self.setCentralWidget(inside)
        self.notice, messages = Notices(page), session.messages
        messages.failed.connect(self.notice.tell)
        messages.failed_on.connect(self.notice.fail_on)
        messages.advised.connect(self.notice.advise)
        messages.noted.connect(self.notice.note)
        messages.settled.connect(self.notice.settle)
        messages.told.connect(self.statusBar().showMessage)
