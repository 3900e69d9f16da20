"""The Inspect page by itself, over a small set and a network that is right more often than not."""

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from engine.digits.bundle import bundled
from engine.digits.identity import mark_of
from engine.inspection.image_sets import OPENED
from engine.networks.network import NetworkSpec
from engine.runs.provenance import TrainedOn
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train
from gui.inspect.page import InspectPage
from gui.model.networks import TRAINED, Known


@pytest.fixture(scope="session")
def digits():
    return bundled("mnist-20k").take(np.arange(2_000), "some")


@pytest.fixture(scope="session")
def origin(digits):
    return TrainedOn("some", 0.25, 3, mark=mark_of(digits))


@pytest.fixture(scope="session")
def network(digits):
    """After two epochs: right more often than not."""
    control, part = Control(), digits.take(np.arange(1_500))
    for _ in train(NetworkSpec((24,)), TrainingConfig(epochs=2, learning_rate=0.1, seed=3), part, part, control):
        pass
    return control.latest()


@pytest.fixture
def session(session, digits, network, origin):
    session.data.set_digits(digits)
    session.networks.add(TRAINED, Known("Yours", lambda: network, origin))
    return session


@pytest.fixture
def page(session, page_of, wait):
    made = page_of(InspectPage)
    made.resize(1000, 640)
    wait(lambda: not made.inspector.busy)
    return made


@pytest.fixture
def judge(page, session, wait):
    """``judge(digits)``: the page shows the network's answers to these digits."""

    def shown(digits):
        session.data.set_digits(digits)
        page.inspector.choose_images(OPENED)
        wait(lambda: not page.inspector.busy and page.inspector.found is not None)
        assert page.inspector.found.evaluation.digits is digits
        return page.inspector.found.evaluation

    return shown


@pytest.fixture
def take(page, monkeypatch, tmp_path, qtbot):
    """``take(thing, words)``: choose this from the menu; returns the path it was saved to."""

    def chosen(thing, words):
        path = tmp_path / "taken"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        page.take_away.menu().aboutToShow.emit()
        actions = page.take_away.menu().actions()
        at = next(index for index, action in enumerate(actions) if action.isSeparator() and action.text() == thing)
        action = next(action for action in actions[at + 1 :] if action.text() == words)
        with qtbot.waitSignal(page._messages.told):
            action.trigger()
        return next(tmp_path.glob("taken.*"), None)

    return chosen
