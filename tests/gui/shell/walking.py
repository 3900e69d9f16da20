"""Walks through all that can be seen: every page and tab, what is folded out, the lesson's steps, every window."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from PySide6.QtWidgets import QApplication, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.digits.readers import Images
from engine.digits.readers.offers import invert, turn
from engine.networks.foreign import Foreign
from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.first_batch import first_batch
from gui.compare.milestones_dialog import MilestonesDialog
from gui.data.adjust_dialog import AdjustDialog
from gui.data.class_names_dialog import ClassNamesDialog
from gui.data.fit_dialog import FitDialog
from gui.data.unlabelled_dialog import UnlabelledDialog
from gui.lesson.words_window import WordsWindow
from gui.runs.window import RunsWindow
from gui.shell.about import AboutDialog, show_about
from gui.shell.foreign_dialog import ForeignDialog
from gui.shell.keys_window import KeysWindow
from gui.shell.main_window import MainWindow
from gui.softmax.window import SoftmaxWindow
from gui.train.augmentation_dialog import AugmentationDialog
from gui.train.first_batch_dialog import FirstBatchDialog
from gui.widgets.page import Page


def settle(window: MainWindow, wait) -> None:
    """Until nothing is worked at, and all is laid out."""
    wait(lambda: not window.session.tasks.busy)
    QApplication.processEvents()


def tabs_of(page: Page) -> Iterator[str]:
    """The page at each of its tabs: what stands on the tab."""
    tabs = getattr(page, "tabs", None)
    for tab in range(tabs.count() if tabs is not None else 1):
        if tabs is not None:
            tabs.setCurrentIndex(tab)
        yield tabs.tabText(tab) if tabs is not None else ""


def pages_and_tabs(window: MainWindow, wait) -> Iterator[tuple[Page, str]]:
    """Each page at each of its tabs, when all is there that it shows."""
    for page in window.made_pages():
        window.show_page(page)
        for tab in tabs_of(page):
            settle(window, wait)
            yield page, tab


def folded_out(window: MainWindow, wait) -> Iterator[str]:
    """What stands on the Train page, below and above the pages only when it is wanted. Needs a run."""
    page = window.train_page
    window.show_page(page)
    page.form.more.setChecked(True)
    for part in (page.coding, page.watching):
        part.setChecked(True)
    window.session.replay.show(1)
    window.session.messages.failed.emit("The file is damaged.")
    settle(window, wait)
    yield "form, code, watch, replay and notice"
    window.session.replay.end()
    for part in (page.coding, page.watching, page.form.more):
        part.setChecked(False)
    for large in ("diagram", "byHand"):
        page.large.toggle(large)
        settle(window, wait)
        yield large
        page.large.close_large()


def lesson_steps(window: MainWindow, wait) -> Iterator[int]:
    """The lesson beside the pages, at each of its steps."""
    window.lesson.begin()
    wait(lambda: window.lesson.lesson is not None)
    for step in range(len(window.lesson.lesson.steps)):
        window.lesson.go_to(step)
        settle(window, wait)
        yield step


def windows(window: MainWindow, wait) -> Iterator[QWidget]:
    """Every window beside the main one, one after another: those that it opens, and those that ask something."""
    window.inspect_page.yardsticks.ask()
    yield window.inspect_page.yardsticks.dialog
    window.inspect_page.yardsticks.dialog.reject()
    for opened, kind in (
        (window.show_runs, RunsWindow), (window.show_softmax, SoftmaxWindow), (window.show_words, WordsWindow),
        (window.show_keys, KeysWindow), (lambda: show_about(window, window.session.tasks), AboutDialog),
        (window.compare_page.milestones.show, MilestonesDialog),
    ):  # fmt: skip
        opened()
        settle(window, wait)
        shown = window.findChild(kind)
        yield shown
        shown.close()
    for shown in _questions(window):
        shown.show()
        settle(window, wait)
        yield shown
        shown.close()
        shown.deleteLater()


def _questions(window: MainWindow) -> Iterator[QWidget]:
    """What a file, a button or an error would bring up."""
    session, digits = window.session, window.session.data.digits
    yield FirstBatchDialog(first_batch(NetworkSpec(), TrainingConfig(), digits), NetworkSpec(), window)
    augmented = AugmentationDialog(window)
    augmented.show_images(digits.images[:12].reshape(3, 4, 28, 28), "affine")
    yield augmented
    yield ForeignDialog(Foreign("theirs.pt", (_layer(784, 9), _layer(9, 10)), DIGIT_NAMES), window)
    yield FitDialog("The images are 90 x 60 pixels large.", (np.full((60, 90), 240, np.uint8),), window)
    yield ClassNamesDialog(("cat", "dog", "bird"), window)
    offers = turn("mirror", "They are mirrored."), invert("They are dark.")
    yield AdjustDialog(digits.images[:30], offers, window)
    images = Images(digits.images[:40], "unlabelled.csv")
    yield UnlabelledDialog("40 images.", images, offers, session.networks, session.tasks, session.messages, window)


def _layer(inputs: int, units: int) -> tuple[torch.Tensor, torch.Tensor]:
    return torch.zeros(units, inputs), torch.zeros(units)
