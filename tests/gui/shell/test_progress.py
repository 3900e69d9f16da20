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


def test_the_bar_is_painted_when_qt_comes_to_it_and_not_before(window, wait, qapp):
    painted, strip = [], window.progress
    bar = strip.findChild(QProgressBar, "progressBar")
    strip.show_experiment("half", 0.5, False)
    qapp.processEvents()

    class Watching(QObject):
        def eventFilter(self, watched, event):
            if isinstance(event, QPaintEvent):
                painted.append(watched)
            return False

    bar.installEventFilter(watching := Watching())
    strip.show_progress("more", 0.9)
    assert not painted
    wait(lambda: painted)
    bar.removeEventFilter(watching)
    assert bar.value() == 900
