"""How far a training is, in words and as a bar."""

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from gui.shell.progress import ProgressStrip


@pytest.fixture
def strip(session, lesson_digits, show):
    session.data.set_digits(lesson_digits)
    return show(ProgressStrip(session.training), 900, 30)


def test_progress_says_epoch_speed_and_time(strip, session, wait):
    session.training.start(NetworkSpec(), TrainingConfig(epochs=300), 0.1)
    wait(lambda: "left" in strip.words())
    for part in ("epoch ", "/300", "s each", "gone"):
        assert part in strip.words()
    assert strip.findChild(QWidget, "progressBar").value() > 0


def test_a_training_and_an_experiment_have_each_their_own_progress(strip, session, wait):
    session.training.start(NetworkSpec((8,)), TrainingConfig(epochs=300), 0.1)
    strip.show_experiment("Experiment: 1 of 4 runs", 0.25, False)
    wait(lambda: "left" in strip.words())
    both = strip.of_training, strip.of_experiment
    assert [part.isVisible() for part in both] == [True, True]
    assert strip.findChild(QWidget, "experimentBar").value() == 250
    session.training.stop()
    wait(lambda: not session.training.under_way)
    strip.show_experiment("Experiment: 2 of 4 runs", 0.5, False)
    assert [part.isVisible() for part in both] == [True, True], "how the training ended stays beside it"
    strip.show_experiment("Experiment finished", 1.0, True)
    assert [part.isVisible() for part in both] == [False, True]
    assert strip.words() == "Experiment finished"


def test_the_bar_is_painted_when_qt_comes_to_it_and_not_before(strip, wait, qapp):
    painted, part = [], strip.of_experiment
    bar = part.findChild(QProgressBar, "experimentBar")
    strip.show_experiment("half", 0.5, False)
    qapp.processEvents()

    class Watching(QObject):
        def eventFilter(self, watched, event):
            if isinstance(event, QPaintEvent):
                painted.append(watched)
            return False

    bar.installEventFilter(watching := Watching())
    part.show_progress("more", 0.9, False)
    assert not painted
    wait(lambda: painted)
    bar.removeEventFilter(watching)
    assert bar.value() == 900
