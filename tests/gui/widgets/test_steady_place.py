"""A label whose words change all the time has nothing laid out anew."""

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gui.widgets.steady_place import SteadyPlace


class Counter(QObject):
    """How often something is asked to lay itself out."""

    count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == QEvent.Type.LayoutRequest
        return False


@pytest.fixture
def label():
    return QLabel("one line", wordWrap=True)


@pytest.fixture
def place(show, label):
    window = QWidget()
    QVBoxLayout(window).addWidget(SteadyPlace(label, 50))
    show(window, 300, 200)
    return label.parentWidget()


def test_words_change_and_the_window_lays_nothing_out(place, label, qapp):
    counter = Counter()
    place.window().installEventFilter(counter)
    for words in ("many words " * 30, "", "few"):
        label.setText(words)
        qapp.processEvents()
    assert counter.count == 0
    assert place.height() == 50


def test_the_label_fills_its_place(place, label):
    place.window().resize(500, 200)
    assert label.geometry() == place.rect()
