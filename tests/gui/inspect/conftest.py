"""A small network on a small set, for the tabs that look into networks."""

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.inspection.evaluation import evaluate
from engine.inspection.image_sets import OPENED, Inspection
from engine.inspection.weights import first_layer
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train
from engine.training.weight_course import histograms
from gui.inspect.page import InspectPage
from gui.model.networks import TRAINED, Known


@pytest.fixture
def inspection():
    """Of a network with random weights, larger than at the start, on twenty images of noise."""
    spec = NetworkSpec((6, 4))
    start, now = FeedForward(spec, seed=3), FeedForward(spec, seed=4)
    now.flat.mul_(3)
    images = np.random.default_rng(0).integers(0, 256, (20, 28, 28), np.uint8)
    evaluation = evaluate(now, Digits(images, np.arange(20) % 10, "noise"))
    return Inspection(now, None, "opened", evaluation, None, first_layer(now), histograms(now), histograms(start), 3)


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
    """``take(thing, words)``: choose this from the menu; returns the path it was saved to, until it is called again."""

    def chosen(thing, words):
        path = tmp_path / "taken"
        for before in tmp_path.glob("taken.*"):
            before.unlink()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        page.take_away.menu().aboutToShow.emit()
        actions = page.take_away.menu().actions()
        at = next(index for index, action in enumerate(actions) if action.isSeparator() and action.text() == thing)
        action = next(action for action in actions[at + 1 :] if action.text() == words)
        with qtbot.waitSignal(page._messages.told):
            action.trigger()
        return next(tmp_path.glob("taken.*"), None)

    return chosen


@pytest.fixture
def classed_network(classed):
    """A network for these classes, with random weights."""
    return FeedForward(NetworkSpec((12,), classes=classed.classes, names=classed.names), seed=1)


@pytest.fixture
def judged_classes(classed, classed_network):
    """Its answers to them: most are wrong."""
    return evaluate(classed_network, classed)


@pytest.fixture
def classed_page(page, session, classed, classed_network, wait):
    """The page, with a network of classes that are no digits, judged by images of them."""
    session.data.set_digits(classed)
    session.networks.add(TRAINED, Known("Yours", lambda: classed_network, None))
    wait(lambda: page.inspector.found is not None and page.inspector.found.network is classed_network)
    return page
