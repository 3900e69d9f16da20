"""States in which something is wrong or missing, as a person meets them: what is said then, and what is still there."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from unittest.mock import patch

from gui.data.page import DIGIT
from gui.draw.page import EVIDENCE, MINE, TEST
from gui.lesson.handwriting import strokes_of
from gui.model.networks import SHIPPED
from gui.shell.notice import Notice
from scripts.sheets import files
from scripts.sheets.camera import Camera

NOBODY = "tcp://127.0.0.1:9"  # where nothing listens
WITHOUT, ALONE = 3, 5  # the digit of which there is no image, and that of which there is one


def troubles(see: Camera) -> None:
    with files.folder() as folder:
        _digits(see, folder)
        _pictures(see, folder)
    _training(see)
    _hand(see)
    _experiments(see)


def _digits(see: Camera, folder: Path) -> None:
    """Files that are no digits; a digit of which there is none; classes that the networks do not know."""
    window, page = see.window, see.window.data_page
    window.show_page(page)
    for path in files.write_refused(folder):
        window.open_file(path)
        see.take(f"opened {path.name}")
        _close_notices(see)
    window.open_file(files.write_without(folder, WITHOUT, ALONE))
    see.settle()
    for digit, name in ((WITHOUT, "no image of a digit"), (ALONE, "one image of a digit")):
        page.show_digit(digit)
        see.take(f"Data, {name}")
    page.tabs.setCurrentIndex(DIGIT)
    page.digit.choose(WITHOUT, ALONE)
    see.take("Data, two digits of which there is no pair")
    window.open_file(files.write_classes(folder))
    see.settle()
    for shown in (window.train_page, window.inspect_page, window.draw_page):
        window.show_page(shown)
        see.take(f"three classes, {shown.title}")
    window.inspect_page.inspector.choose_network(SHIPPED)
    window.show_page(window.inspect_page)
    see.take("Inspect, classes that the network does not know")
    page.bundled_wanted.emit("mnist-20k")
    see.settle()


def _pictures(see: Camera, folder: Path) -> None:
    window, page = see.window, see.window.draw_page
    window.show_page(page)
    for path in files.write_pictures(folder):
        page.pasting.open(path)
        see.take(f"Draw, {path.name}")
        _close_notices(see)
    see.session.drawing.clear()


def _training(see: Camera) -> None:
    """The disk is full while the run is to be kept, and an export to be written."""
    window, page = see.window, see.window.train_page
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    window.show_page(page)
    page.form.set_values({"epochs": "3"})
    with patch("os.fsync", side_effect=full):
        see.press(page.start)
        see.take("Train, the disk is full")
        see.session.drawing.show_strokes(strokes_of("4"))
        window.show_page(window.draw_page)
        see.settle()
        window.draw_page.keeper.keep("4")
        window.draw_page.tabs.setCurrentIndex(MINE)
        see.take("Draw, the disk is full")
    _close_notices(see)
    page.form.reset()


def _hand(see: Camera) -> None:
    """A test that was ended before anything was drawn."""
    page = see.window.draw_page
    see.session.drawing.clear()
    page.tabs.setCurrentIndex(TEST)
    page.tester.start(3, seed=0)
    see.settle()
    page.hand.skip.click()
    see.take("Draw, a digit of the test left out")
    page.hand.stop.click()
    see.take("Draw, a test without a drawing")
    _close_notices(see)
    page.tabs.setCurrentIndex(EVIDENCE)


def _experiments(see: Camera) -> None:
    """Runs that cannot be, a cluster that is none, and one that does not answer."""
    window, page = see.window, see.window.compare_page
    window.show_page(page)
    page.form.choose(page.form.preset.count() - 1)
    page.form.seeds.setValue(1)
    page.form.epochs.setValue(1)
    for name, batches in (("one run failed", "32; 19000"), ("all runs failed", "18500; 19000")):
        page.form.write([("batch_size", batches), ("", "")])
        page.start.click()
        see.until(lambda: not page.controller.running)
        see.take(f"Compare, {name}")
        _close_notices(see)
    page.where.where.setCurrentIndex(1)
    for name, address in (("no address", "the cellar"), ("nobody answers", NOBODY)):
        page.where.address.setText(address)
        see.press(page.where.test)
        see.take(f"Compare, a cluster: {name}")
    page.start.click()
    see.until(lambda: not page.controller.running)
    see.take("Compare, started where nobody answers")


def _close_notices(see: Camera) -> None:
    for notice in see.window.findChildren(Notice):
        notice.close_button.click()
