"""Whatever is opened, and opened again, leaves nothing behind: no run, menu, timer or thread."""

import gc
import threading
from collections import Counter

import numpy as np
import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QObject
from PySide6.QtGui import QImage

from engine.handwriting.my_digits import csv
from engine.networks.files import save_network
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.run import Run
from gui.shell.about import AboutDialog, show_about

REFUSED, OPENED = 5, 20
WARM_UP = 2  # what is made at the first use stays, and is to


@pytest.fixture
def settle(qapp, window, wait):
    """Until all that was asked for is done, and what was thrown away is gone."""

    def settled(and_so=lambda: True):
        wait(lambda: not window.session.tasks.busy and and_so())
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        qapp.processEvents()

    return settled


def objects(window):
    """How many QObjects of each class belong to the window; what fades in and out comes and goes by itself."""
    lasting = [child for child in window.findChildren(QObject) if not isinstance(child, QAbstractAnimation)]
    return Counter(type(child).__name__ for child in lasting)


def count_runs():
    """Also those that other tests keep."""
    return len([thing for thing in gc.get_objects() if isinstance(thing, Run)])


def check(window, settle, act, times):
    """Doing ``act`` ``times`` leaves as many objects, runs and threads as there were."""
    for _ in range(WARM_UP):
        act()
        settle()
    gc.collect()
    before, threads, runs = objects(window), threading.active_count(), count_runs()
    for _ in range(times):
        act()
        settle()
    settle(lambda: threading.active_count() <= threads)  # one that ends may take a moment to be gone
    gc.collect()  # what is garbage by now is not kept
    assert objects(window) - before == Counter()
    assert count_runs() <= runs


@pytest.fixture
def table(window, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(csv(window.session.data.digits.take(np.arange(200))))
    return path


def test_a_table_that_is_opened(window, settle, table):
    check(window, settle, lambda: window.opener.open(table), OPENED)
    assert len(window.session.data.digits) == 200


def test_a_file_that_is_refused(window, settle, tmp_path):
    for name in ("nothing.csv", "text.npz", "friend.safetensors", "run.zip"):
        path = tmp_path / name
        if name != "nothing.csv":
            path.write_bytes(b"PK nonsense" if name.endswith("npz") else b"nonsense")
        check(window, settle, lambda path=path: window.open_file(path), REFUSED)
        assert path.name in window.notice.text()


def test_a_network_that_is_opened(window, settle, tmp_path):
    path = tmp_path / "friend.safetensors"
    save_network(path, FeedForward(NetworkSpec((3,))))
    check(window, settle, lambda: window.session.networks.open(path), OPENED)


def test_a_kept_run_that_is_opened(window, settle, click):
    page = window.train_page
    page.form.set_values({"hidden": "4", "epochs": "1"})
    click(page.start)
    settle()
    folder = window.session.training.run.folder
    check(window, settle, lambda: window.runs.open(folder, "trainPage"), OPENED)


def test_a_training_that_is_started(window, settle, click, table):
    window.opener.open(table)
    settle()
    window.train_page.form.set_values({"hidden": "4", "epochs": "1"})
    check(window, settle, lambda: click(window.train_page.start), REFUSED)


def test_a_picture_that_is_pasted_and_one_that_is_refused(window, settle, tmp_path):
    image = QImage(60, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    blank, drawn = tmp_path / "blank.png", tmp_path / "drawn.png"
    image.save(str(blank))
    for y in range(10, 50):
        image.setPixel(30, y, 0)
        image.setPixel(31, y, 0)
    image.save(str(drawn))
    pasting = window.draw_page.pasting
    check(window, settle, lambda: pasting.open(blank), REFUSED)
    check(window, settle, lambda: pasting.open(drawn), OPENED)


@pytest.mark.usefixtures("few_ship")
def test_menus_that_are_filled_and_a_dialog_that_is_closed(window, settle):
    def visit():
        for page in window.made_pages():
            window.show_page(page)
        for menu in (window.inspect_page.take_away.menu(), window.compare_page.take_away.menu()):
            menu.aboutToShow.emit()
        show_about(window, window.session.tasks)
        settle()
        window.findChild(AboutDialog).close()

    check(window, settle, visit, REFUSED)
