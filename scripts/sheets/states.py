"""Every state of the window that is looked at, as walks through it: one for each subject, from a first start on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QComboBox, QDialog

from engine.experiments.yardsticks.recipes import Forest, Neighbours
from engine.handwriting.paper.reading import read_paper
from gui.compare.sides import NETWORKS, YARDSTICKS
from gui.data.page import CHANGES, SAMPLES
from gui.draw.page import EVIDENCE, MINE, TEST, WHY
from gui.inspect.map_choices import ALL_LAYERS
from gui.lesson.handwriting import strokes_of
from gui.model.networks import SHIPPED, TRAINED
from gui.shell.about import AboutDialog
from gui.shell.keys_window import KeysWindow
from gui.widgets.stage import clear_stages
from scripts.sheets import files
from scripts.sheets.camera import Camera
from scripts.sheets.panels import panels
from scripts.sheets.troubles import troubles

EPOCHS = 4  # of the trainings that are looked at
ELEVEN = [np.array([(x, 40.0), (x, 240.0)]) for x in (90.0, 190.0)]


def start(see: Camera) -> None:
    """The first start: each page before anything was done, with all menus."""
    for page in see.window.made_pages():
        see.window.show_page(page)
        see.take(f"first start, {page.title}")
        see.take_menus(f"menus of {page.title}")


def data(see: Camera) -> None:
    page = see.window.data_page
    see.window.show_page(page)
    see.take_tabs("Data", page.tabs)
    page.tabs.setCurrentIndex(SAMPLES)
    page.samples.network.click()
    see.take("Data, how the network sees it")
    page.show_digit(7, 9)
    see.take("Data, two digits")
    page.tabs.explain.click()
    see.take("Data, the tab explained")
    page.tabs.explain.click()
    page.tabs.setCurrentIndex(CHANGES)
    page.findChild(QCheckBox, "invertedBox").click()
    page.findChild(QCheckBox, "shiftedBox").click()
    see.take("Data, changes chosen")
    for number in range(10):
        page.findChild(QAbstractButton, f"leaveOut{number}Button").click()
    see.take("Data, a mistake in the changes")
    page.changes.remove.click()
    page.findChild(QAbstractButton, "leaveOut7Button").click()
    see.take("Data, a digit left out")
    see.window.show_train()
    see.take("Train, changes applied")
    for name in ("turnImages", "nameClasses"):
        see.window.show_page(page)
        see.trigger(name)
        _take_dialogs(see, name)


def files_(see: Camera) -> None:
    """What is opened, and what cannot be."""
    window = see.window
    with files.folder() as folder:
        for path in files.write(folder):
            window.open_file(path)
            see.take(f"opened {path.name}")
            _take_dialogs(see, f"asked about {path.name}")


def train(see: Camera) -> None:
    window, page = see.window, see.window.train_page
    window.show_page(page)
    page.form.more.setChecked(True)
    see.take("Train, more settings")
    page.form.more.setChecked(False)
    for place, values in enumerate(({"learning_rate": "much"}, {"hidden": "0"}, {"learning_rate": "100"})):
        page.form.set_values(values)
        see.take(f"Train, mistake {place + 1}")
        page.form.reset()
    see.trigger("checkBatch")
    _take_dialogs(see, "one batch")
    page.form.set_values({"epochs": "400"})
    page.start.click()
    see.until(lambda: see.session.training.run.history.count > 2)
    see.take("Train, running", settled=False)
    page.pause.click()
    see.until(lambda: see.session.training.paused)
    see.take("Train, paused", settled=False)
    see.take_menus("menus while paused")
    page.stop.click()
    see.take("Train, stopped")
    _train(see)
    see.take("Train, ended")
    page.form.set_values({"output": "softmax", "learning_rate": "0.1"})
    see.take("Train, the form differs")
    page.form.reset()
    see.session.replay.show(2)
    see.take("Train, replay")
    see.session.replay.end()
    see.session.drawing.show_strokes(strokes_of("4"))
    page.watching.setChecked(True)
    see.take("Train, watching")
    page.coding.setChecked(True)
    see.take("Train, code and watching")
    page.watching.setChecked(False)
    see.take("Train, code")
    page.coding.setChecked(False)
    for name in ("diagram", "byHand"):
        page.large.toggle(name)
        see.take(f"Train, large {name}")
    page.large.view("byHand").next.click()
    see.take("Train, by hand, one step")
    page.large.close_large()
    page.form.set_values({"output": "softmax", "optimizer": "adam", "learning_rate": "100", "epochs": "3"})
    see.press(page.start)
    see.take("Train, advice")


def inspect(see: Camera) -> None:
    window, page = see.window, see.window.inspect_page
    _train(see)
    window.show_page(page)
    see.take_tabs("Inspect", page.tabs)
    see.take_menus("menus of Inspect")
    page.tabs.setCurrentWidget(page.map)
    box = page.map.choices.layer
    box.setCurrentIndex(box.findData(ALL_LAYERS))
    box.activated.emit(box.currentIndex())
    see.take("Inspect, map of all layers")
    for recipe in (Neighbours(), Forest()):
        see.session.yardsticks.fit(recipe)
    see.until(lambda: len(see.session.yardsticks.names()) == 2)
    page.tabs.setCurrentIndex(0)
    page.evidence.side.setCurrentWidget(page.evidence.others)
    see.take("Inspect, what others say")
    page.evidence.side.setCurrentIndex(0)
    see.trigger("fitYardstick")
    _take_dialogs(see, "fit a yardstick")
    page.inspector.choose_network(next(iter(see.session.yardsticks.names())))
    see.take_tabs("Inspect, a yardstick", page.tabs)
    page.inspector.choose_network(SHIPPED)
    see.take("Inspect, the one that ships")


def compare(see: Camera) -> None:
    window, page = see.window, see.window.compare_page
    window.show_page(page)
    page.form.choose(page.form.preset.count() - 1)
    page.form.write([("hidden", "64; 32; 16, 16"), ("learning_rate", "0.01; 0.1")])
    page.form.seeds.setValue(3)
    page.form.epochs.setValue(3)
    see.take("Compare, an experiment of one's own")
    page.form.values[0].setText("many")
    see.take("Compare, a mistake")
    page.form.write([("hidden", "64; 32; 16, 16"), ("learning_rate", "0.01; 0.1")])
    page.start.click()
    see.spin(6)
    see.take("Compare, running", settled=False)
    page.pause.click()
    see.take("Compare, paused", settled=False)
    see.take_menus("menus of Compare, paused")
    page.pause.click()
    see.until(lambda: not page.controller.running)
    see.take_tabs("Compare, two things varied", page.plots)
    page.plots.setCurrentIndex(0)
    page.plots.close_up.click()
    page.plots.single.click()
    see.take("Compare, single runs, close-up")
    _train(see)
    window.show_page(page)
    page.pin.click()
    see.take("Compare, the Train run kept beside it")
    page.tabs.setCurrentIndex(YARDSTICKS)
    see.take("Compare, yardsticks")
    page.yardsticks.form.seeds.setValue(1)
    see.press(page.start)
    see.until(lambda: not page.yardsticks.controller.running)
    see.take("Compare, yardsticks measured")
    page.tabs.setCurrentIndex(NETWORKS)
    page.where.where.setCurrentIndex(1)
    see.take("Compare, on a cluster")
    page.milestones.show()
    see.take("milestones", page.milestones.dialog)


def draw(see: Camera) -> None:
    window, page, drawing = see.window, see.window.draw_page, see.session.drawing
    _train(see)
    window.show_page(page)
    see.session.networks.choose(TRAINED)
    see.take("Draw, empty")
    drawing.show_strokes(strokes_of("4"))
    see.take("Draw, a 4")
    page.evidence.said.set_open(True)
    see.take("Draw, what others say")
    page.evidence.said.set_open(False)
    for tab in (WHY, TEST, MINE):
        page.tabs.setCurrentIndex(tab)
        see.spin(0.4)  # the nearest image is looked for when the pen has rested
        see.take(f"Draw, {page.tabs.tabText(tab)}")
    drawing.show_strokes(ELEVEN)
    page.tabs.setCurrentIndex(EVIDENCE)
    see.take("Draw, a number")
    see.session.replay.show(2)
    see.take("Draw, replay")
    see.session.replay.end()
    for digit in "3347":
        drawing.show_strokes(strokes_of(digit))
        see.settle()
        page.keeper.keep(digit)
    page.tabs.setCurrentIndex(MINE)
    see.take("Draw, my digits")
    see.take_menus("menus of my digits")
    page.tabs.setCurrentIndex(TEST)
    page.tester.start(1, seed=0)
    see.take("Draw, a test of the hand")
    while page.tester.test.next is not None:
        drawing.show_strokes(strokes_of(page.tester.test.next))
        see.settle()
        page.tester.take()
    see.take("Draw, what the hand scored")
    drawing.show_picture(read_paper(files.paper()))
    see.take_tabs("Draw, a picture", page.tabs)


def windows(see: Camera) -> None:
    """Those beside the main one, empty and full."""
    window = see.window
    window.show_runs()
    see.take("runs, none", window.windows.runs)
    for epochs in ("2", "3"):
        _train(see, epochs)
    window.show_runs()
    window.windows.runs.table.selectRow(0)
    see.take("runs", window.windows.runs)
    window.show_softmax()
    see.take("softmax", window.windows.softmax)
    for word in ("softmax", "momentum"):
        window.show_words(word)
        see.take(f"words, {word}", window.windows.words)
    window.show_keys()
    see.take("keys", window.findChild(KeysWindow))
    window.menus._on_about()
    see.take("about", window.findChild(AboutDialog))
    for text, kind in (("One is wrong.", "failure"), ("One may help.", "advice"), ("One is to be known.", "note")):
        window.notice.tell(f"{text} What it is, and what is to be done, takes a sentence as long as this one.", kind)
    see.take("notices")


def lesson(see: Camera) -> None:
    see.window.lesson.begin()
    see.until(lambda: see.window.lesson.lesson is not None)
    for index, step in enumerate(see.window.lesson.lesson.steps):
        see.window.lesson.go_to(index)
        see.take(f"lesson, {step.name}")


def names(see: Camera) -> None:
    """Files and classes whose names are in several scripts."""
    window = see.window
    with files.folder() as folder:
        window.open_file(files.of_all_scripts(folder))
        for page in window.made_pages():
            window.show_page(page)
            if page is window.inspect_page:
                _train(see)
                see.session.networks.choose(TRAINED)
                window.show_page(page)
            if page in (window.data_page, window.inspect_page, window.draw_page):
                see.take_tabs(f"names, {page.title}", page.tabs)
            else:
                see.take(f"names, {page.title}")
        window.show_runs()
        see.take("names, runs", window.windows.runs)


def present(see: Camera) -> None:
    """Every panel that fills the page; an experiment also while it is under way."""
    window, page = see.window, see.window.compare_page
    _train(see)
    see.session.drawing.show_strokes(strokes_of("4"))
    window.show_page(page)
    page.form.seeds.setValue(2)
    page.form.epochs.setValue(6)
    page.start.click()
    see.until(lambda: any(run.history.count > 3 for run in page.controller.race.runs))
    window.presenting.action.trigger()
    see.take("presentation, an experiment under way", settled=False)
    window.stage.clear()
    see.until(lambda: not page.controller.running)
    for button in panels(window, see.settle):
        button.present()
        see.settle()
        see.take(f"presentation, {button.piece.title}", button.window())
        clear_stages(button.window())


def lists(see: Camera) -> None:
    """Every list that can be folded out, as it is then."""
    for page in see.window.made_pages():
        see.window.show_page(page)
        for box in page.findChildren(QComboBox):
            if box.isVisible() and box.isEnabled() and box.count() > 1:
                box.showPopup()
                see.take(f"{page.title}, {box.objectName()}", box.view().window(), settled=False)
                box.hidePopup()


def _train(see: Camera, epochs: str = str(EPOCHS)) -> None:
    page = see.window.train_page
    see.window.show_page(page)
    page.form.set_values({"epochs": epochs})
    see.press(page.start)
    page.form.reset()


def _take_dialogs(see: Camera, name: str) -> None:
    """Those that are open over the window; they are closed again."""
    for dialog in see.window.findChildren(QDialog):
        if dialog.isVisible():
            see.take(name, dialog)
            dialog.reject()
    see.settle()


SUBJECTS: dict[str, Callable[[Camera], None]] = {
    "start": start,
    "data": data,
    "files": files_,
    "train": train,
    "inspect": inspect,
    "compare": compare,
    "draw": draw,
    "windows": windows,
    "lesson": lesson,
    "names": names,
    "present": present,
    "lists": lists,
    "troubles": troubles,
}
