"""The runs of a session, and the window that lists them, without the main window."""

import pytest
from PySide6.QtWidgets import QWidget

from gui.runs.controller import RunsController
from gui.shell.notice import Notices
from gui.train.page import TrainPage


@pytest.fixture
def runs(session):
    return RunsController(session.training, session.data, session.tasks, session.messages, session)


@pytest.fixture
def beside(show, session):
    """In place of the main window: it says what that would say, as its ``notice``."""
    made = show(QWidget(), 400, 300)
    made.notice = Notices(made)
    session.messages.failed.connect(made.notice.tell)
    session.messages.failed_on.connect(made.notice.fail_on)
    return made


@pytest.fixture
def room(room_of):
    """The Train page in a room of its own: what can be done with a run from there."""
    made = room_of(TrainPage)
    made.train_page = made.page
    return made
