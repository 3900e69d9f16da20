"""Garbage is collected in the GUI thread, by the timer, and nowhere else."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from gui.shell.garbage import Collector


class Ring:
    def __init__(self, gone):
        self.itself, self.gone = self, gone

    def __del__(self):
        self.gone.append(threading.current_thread())


@pytest.fixture
def collector(qapp):
    was_enabled = gc.isenabled()
    parent = QObject()
    yield Collector(parent)
    parent.deleteLater()
    if was_enabled:
        gc.enable()


def make_much(gone):
    Ring(gone)
    return [[] for _ in range(20_000)]


def test_garbage_made_in_another_thread_is_collected_in_the_gui_thread(collector, qtbot):
    gone, kept = [], []
    thread = threading.Thread(target=lambda: kept.append(make_much(gone)))
    thread.start()
    thread.join()
    assert gone == []
    qtbot.waitUntil(lambda: bool(gone), timeout=20_000)
    assert gone == [threading.main_thread()]
