"""The Compare page in the real window."""

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from gui.compare.page import ComparePage
from gui.model.setup import Setup
from tests.gui.compare.tools import record


@pytest.fixture
def page(window):
    digits = window.session.data.digits
    window.session.data.set_digits(digits.take(np.arange(600)))
    window.pages.setCurrentWidget(window.compare_page)
    window.compare_page.form.seeds.setValue(3)
    window.compare_page.form.epochs.setValue(1)
    return window.compare_page


@pytest.fixture
def trained(page, window, click, wait):
    """A run of one epoch on the Train page."""
    window.train_page.form.set_values({"epochs": "1", "batch_size": "8"})
    window.pages.setCurrentWidget(window.train_page)
    click(window.train_page.start)
    wait(lambda: not window.session.training.under_way)
    window.pages.setCurrentWidget(page)
    return window.session.training.run


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
    made.set_setup(Setup(NetworkSpec(), TrainingConfig(), 0.1))
    wait(lambda: made.yardsticks.conditions is not None and not session.tasks.busy)
    return made


@pytest.fixture
def known(alone, session):
    """``known(recipe, right, seed)``: a yardstick was measured on these digits."""

    def measured(*given, **others):
        found = alone.yardsticks.conditions
        session.measured.add([record(*given, mark=found.mark, **others)])

    return measured
