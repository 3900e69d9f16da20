"""The Compare page in the real window, and by itself."""

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from gui.compare.page import ComparePage
from gui.model.setup import Setup
from tests.gui.compare.tools import record


@pytest.fixture
def in_window(window):
    """The page of the window, in sight, over 600 digits."""
    digits = window.session.data.digits
    window.session.data.set_digits(digits.take(np.arange(600)))
    window.pages.setCurrentWidget(window.compare_page)
    window.compare_page.form.seeds.setValue(3)
    window.compare_page.form.epochs.setValue(1)
    return window.compare_page


LESSON = Setup(NetworkSpec(), TrainingConfig(), 0.1)  # what the Train form says at first


@pytest.fixture
def page(page_of, session, lesson_digits):
    """The page without its window, over 600 digits. What it has begun ends with the session, as in the window."""
    session.data.set_digits(lesson_digits.take(np.arange(600)))
    made = page_of(ComparePage)
    made.resize(1000, 640)
    session.closing.connect(made.controller.close)
    session.closing.connect(made.yardsticks.controller.close)
    made.set_setup(LESSON)
    made.form.seeds.setValue(3)
    made.form.epochs.setValue(1)
    return made


@pytest.fixture
def trained(page, session, wait):
    """A run of one epoch, as of the Train page."""
    session.training.start(NetworkSpec(), TrainingConfig(epochs=1, batch_size=8), 0.1)
    wait(lambda: not session.training.under_way)
    return session.training.run


@pytest.fixture
def failures(session):
    """What the page has the window say, as sentences."""
    heard = []
    session.messages.failed.connect(heard.append)
    session.messages.failed_on.connect(lambda _topic, sentence: heard.append(sentence))
    return heard


@pytest.fixture
def file_dialog(monkeypatch, tmp_path):
    """``file_dialog(name)``: the person will choose a file of that name."""

    def will_choose(name):
        path = tmp_path / name
        for asking in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, asking, lambda *_: (str(path), ""))
        return path

    return will_choose


@pytest.fixture
def alone(page_of, session, few_digits, wait):
    """The Compare page without its window, with 300 digits of which it is known which they are."""
    made = page_of(ComparePage)
    session.data.set_digits(few_digits)
    made.set_setup(LESSON)
    wait(lambda: made.yardsticks.conditions is not None and not session.tasks.busy)
    return made


@pytest.fixture
def known(alone, session):
    """``known(recipe, right, seed)``: a yardstick was measured on these digits."""

    def measured(*given, **others):
        found = alone.yardsticks.conditions
        session.measured.add([record(*given, mark=found.mark, **others)])

    return measured
