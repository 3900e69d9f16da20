"""Looks at the real window in many sizes, and prints what is cut or lies over something else: one JSON list.

With "pseudo" it speaks a language that nobody knows, half as long again as English and from right to left, and what is
still in English is in the list, too. Started by path, as a program of its own: the scale of a screen is Qt's from the
start, and sentences are translated where they stand, when their module is imported.
"""

import json
import os
import sys
from collections import defaultdict
from itertools import chain, combinations, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import torch  # noqa: F401  (before Qt)

from engine import words

PSEUDO = sys.argv[2:] == ["pseudo"]
if PSEUDO:
    from another_language import Pseudo, still_english

    words.choose(Pseudo())
import numpy as np
from PySide6.QtCore import QEventLoop, QRect, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from engine.experiments.yardsticks.recipes import KINDS
from engine.experiments.yardsticks.record import Record
from engine.handwriting.paper.reading import read_paper
from engine.runs.provenance import TrainedOn
from gui.look import theme
from gui.look.restyling import finish
from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.widgets.explain import RowExplain
from gui.widgets.labels import NarrowLabel
from gui.work.settings import use_folder

WINDOWS = ((640, 400), (960, 540), (1100, 700), (1366, 728), (1920, 1040), (2560, 1300))
TEXTS = (1.0, 1.5, 2.25)
AS_DESIGNED = (1.0, 1100, 700)
if PSEUDO:
    WINDOWS, TEXTS = ((960, 540), (1366, 728)), (1.0, 1.5)


def main(folder: str) -> None:
    use_folder(Path(folder))
    app = make_application(["inkling"])
    if PSEUDO:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    window = MainWindow()
    window.show()
    settle(app, window)
    form = window.train_page.form
    form.set_values({"epochs": "2", "hidden": "16", "patience": "2", "validation_fraction": "10"})
    window.train_page.start.click()
    window.session.training.set_learning_rate(0.02)
    settle(app, window)
    measure(window)
    window.session.drawing.show_strokes([np.array([(x, 40.0), (x, 240.0)]) for x in (90.0, 190.0)])  # an eleven
    settle(app, window)
    found = []
    for turn, (text, (width, height)) in enumerate(product(TEXTS, WINDOWS)):
        theme.set_scheme(app, ("light", "dark")[(turn // 3 + turn // len(WINDOWS)) % 2])
        theme.set_text_size(app, text)
        window.resize(width, height)
        window.train_page.coding.setChecked(turn % 4 in (1, 2))
        form.more.setChecked(turn % 3 == 0)
        window.inspect_page.evidence.side.setCurrentIndex(turn % 2)
        window.draw_page.evidence.said.set_open(turn % 3 > 0)
        window.compare_page.where.where.setCurrentIndex(turn % 2)
        if turn % 6 == 3:
            window.session.drawing.show_picture(read_paper(two_digits()))
        elif turn % 6 == 0:
            window.session.drawing.clear()
        for page in window.made_pages():
            window.show_page(page)
            for tab in chain(tabs_to_see(page, turn), large_to_see(page, turn)):
                settle(app, window)
                where = f"{width} x {height}, text {text}, {page.objectName()}, tab {tab}"
                seen_now = page if window.stage.piece is None else window.stage
                found += [f"{where}: {what}" for what in [*cut(seen_now), *overlaps(seen_now)]]
                found += [f"{where}: {what}" for what in [*unreachable(window, page), *unexplained(page)]]
                if (text, width, height) == AS_DESIGNED:
                    found += [f"{where}: {what}" for what in unlike_the_design(window, page)]
            if turn % 2:
                window.session.replay.show(1)
            strip = window.replaying.strip
            found += [f"{where}, replay: {what}" for what in [*cut(strip), *overlaps(strip)]]
            window.session.replay.end()
    if not PSEUDO:
        found += sideways(app, window)
    if PSEUDO:
        window.show_runs()
        window.compare_page.milestones.show()
        window.inspect_page.yardsticks.ask()
        window.show_softmax()
        settle(app, window)
        found += [f"still English: {what}" for what in still_english(app)]
    window.close()
    print(json.dumps(found))


def two_digits():
    """A picture of which the verdict says more than of any drawing."""
    grey = np.full((240, 320), 235, np.uint8)
    grey[60:180, 80:92] = grey[60:180, 220:232] = 30
    return grey


def measure(window) -> None:
    """As if yardsticks had been measured on the digits in hand."""
    measured, conditions = window.session.measured, window.compare_page.yardsticks.conditions
    fitted_to = TrainedOn("MNIST 20,000", conditions.test_fraction, 0, conditions.changes, conditions.mark)
    figures = fitted_to, conditions.test_mark, True, 18_000, 2_000, 1_900, 2.5, 1e-4, 5_000_000, True
    measured.add([Record(kind.recipe(), *figures) for kind in KINDS.values()])


def tabs_to_see(page, turn):
    """In its own language one of them each time: all are seen in the end."""
    tabs = getattr(page, "tabs", None)
    count = tabs.count() if tabs is not None else 1
    for tab in range(count) if PSEUDO else [turn % count]:
        if tabs is not None:
            tabs.setCurrentIndex(tab)
        yield tab


def large_to_see(page, turn):
    """What fills the Train page, one of both each time."""
    if page.objectName() == "trainPage":
        name = ("diagram", "byHand")[turn % 2]
        page.large.toggle(name)
        yield name
        page.large.close_large()


def settle(app, window) -> None:
    """Until the digits are there, nothing is worked at, and all is laid out."""
    finish(app)  # what is hidden has its looks, however slow the machine is
    wake = QTimer(interval=2)  # else it would wait for an event, and here for the work
    wake.start()
    for _round in range(12):
        app.processEvents()
        while window.session.data.digits is None or window.session.tasks.busy or window.session.training.under_way:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def cut(page):
    """Words that are wider or higher than their widget, by what it asks for and by its pixels."""
    for button in seen(page, QAbstractButton):
        words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())
        if button.width() < words.width() + 4 or button.height() < words.height():
            yield f"the button “{button.text()}” has {button.size().toTuple()} for {words.toTuple()}"
    for label in seen(page, QLabel):
        if not label.text() or isinstance(label, NarrowLabel):
            continue
        if label.wordWrap() and label.height() < label.heightForWidth(label.width()):
            yield f"the words “{label.text()[:40]}” have {label.height()} of {label.heightForWidth(label.width())}"
        elif not label.wordWrap() and label.width() < label.sizeHint().width():
            yield f"the words “{label.text()[:40]}” have {label.width()} of {label.sizeHint().width()}"
        if not label.frameWidth() and touches_its_edge(label):
            yield f"the words “{label.text()[:40]}” go on beyond their edge"


def touches_its_edge(label) -> bool:
    """Whether letters stand in the last column of pixels with more than a corner, as they do where they are cut."""
    image = label.grab(QRect(label.width() - 1, 0, 1, label.height())).toImage()
    column = [QColor(image.pixel(image.width() - 1, y)).lightness() for y in range(image.height())]
    paper = max(set(column), key=column.count)
    return sum(abs(tone - paper) > 60 for tone in column) > 3 * image.devicePixelRatio()


def unexplained(page):
    """Explanations that are cut by the end of the page, or by their own."""
    for explain in seen(page, RowExplain):
        explain.setChecked(True)
        card, room = explain.words, explain.words.parentWidget().rect()
        if not room.contains(card.geometry()) or card.height() < card.heightForWidth(card.width()):
            yield f"the words of {explain.objectName()} have {card.geometry().getRect()} in {room.getRect()}"
        explain.setChecked(False)


def overlaps(page):
    """Controls of one layout that lie over each other."""
    of_one = defaultdict(list)
    for widget in chain(seen(page, QAbstractButton), seen(page, QLabel)):
        if widget.text():
            of_one[widget.parent()].append((widget, widget.geometry()))
    for (first, here), (second, there) in chain.from_iterable(combinations(those, 2) for those in of_one.values()):
        both = here.intersected(there)
        if both.width() > 3 and both.height() > 3:
            yield f"“{first.text()[:30]}” lies over “{second.text()[:30]}”"


def unreachable(window, page):
    """Where the page is smaller than it must be, or what scrolls it does not reach its end."""
    needed, scrolled = page.minimumSizeHint(), window.pages.parent().parent()
    if page.width() < needed.width() or page.height() < needed.height():
        yield f"it has {page.size().toTuple()} and needs {needed.toTuple()}"
    for bar, inside, outside in (
        (scrolled.horizontalScrollBar(), window.pages.width(), scrolled.viewport().width()),
        (scrolled.verticalScrollBar(), window.pages.height(), scrolled.viewport().height()),
    ):
        if bar.maximum() < inside - outside:
            yield "it cannot be scrolled to its end"


def sideways(app, window):
    """Pages that are wider than a usual window in letters half as large again, whichever of their tabs is in front."""
    theme.set_text_size(app, 1.5)
    window.resize(1366, 728)
    bar = window.pages.parent().parent().horizontalScrollBar()
    for page in window.made_pages():
        window.show_page(page)
        finish(app)  # what is hidden has a part in how wide a page is
        settle(app, window)
        if bar.maximum():
            yield f"{page.objectName()} in text 1.5 is {bar.maximum()} pixels wider than the window"


def unlike_the_design(window, page):
    """Where the window is not as large as it was asked to be, on this screen, or a button is too narrow."""
    size, pixels = window.size().toTuple(), window.grab().width()
    if size != AS_DESIGNED[1:] or pixels != size[0] * float(os.environ.get("QT_SCALE_FACTOR", "1")):
        yield f"the window has {size} and {pixels} pixels in a row"
    for button in seen(page, QPushButton):
        if not button.visibleRegion().isEmpty() and button.width() < button.minimumSizeHint().width():
            yield f"the button “{button.text()}” has {button.width()} of {button.minimumSizeHint().width()}"


def seen(page, kind):
    return [child for child in page.findChildren(kind) if child.isVisibleTo(page) and child.width() > 1]


if __name__ == "__main__":
    main(sys.argv[1])
