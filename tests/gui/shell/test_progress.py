"""How far a training is, in words and as a bar."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget


def test_progress_says_epoch_speed_and_time(window, click, wait):
    window.train_page.form.set_values({"epochs": "300"})
    click(window.train_page.start)
    wait(lambda: "left" in window.progress.words())
    for part in ("epoch ", "/300", "s each", "gone"):
        assert part in window.progress.words()
    assert window.findChild(QWidget, "progressBar").value() > 0


def test_a_training_and_an_experiment_have_each_their_own_progress(window, click, wait):
    strip = window.progress
    window.train_page.form.set_values({"epochs": "300", "hidden": "8"})
    click(window.train_page.start)
    strip.show_experiment("Experiment: 1 of 4 runs", 0.25, False)
    wait(lambda: "left" in strip.words())
    both = strip.of_training, strip.of_experiment
    assert [part.isVisible() for part in both] == [True, True]
    assert window.findChild(QWidget, "experimentBar").value() == 250
    click(window.train_page.stop)
    wait(lambda: not window.session.training.under_way)
    strip.show_experiment("Experiment: 2 of 4 runs", 0.5, False)
    assert [part.isVisible() for part in both] == [True, True], "how the training ended stays beside it"
    strip.show_experiment("Experiment finished", 1.0, True)
    assert [part.isVisible() for part in both] == [False, True]
    assert strip.words() == "Experiment finished"


def test_the_bar_is_painted_when_qt_comes_to_it_and_not_before(window, wait, qapp):
    painted, strip = [], window.progress.of_experiment
    bar = strip.findChild(QProgressBar, "experimentBar")
    window.progress.show_experiment("half", 0.5, False)
    qapp.processEvents()

    class Watching(QObject):
        def eventFilter(self, watched, event):
            if isinstance(event, QPaintEvent):
                painted.append(watched)
            return False

    bar.installEventFilter(watching := Watching())
    strip.show_progress("more", 0.9, False)
    assert not painted
    wait(lambda: painted)
    bar.removeEventFilter(watching)
    assert bar.value() == 900
