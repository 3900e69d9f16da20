"""The Inspect page: the evidence, the errors, and the inside of a network, as a person finds them."""

from collections import Counter

import numpy as np
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.digits.dataset import Digits
from engine.networks.network import FeedForward, NetworkSpec
from gui.inspect.page import InspectPage
from gui.model.networks import TRAINED, Known
from gui.model.session import Session
from gui.widgets.parts import Parts
from tests.gui.inspect.tools import found, pick, show

# Which network, which images


def test_without_a_network_the_page_says_what_to_do_and_leads_there(qtbot, qapp, folder, click, digits):
    s = Session()
    s.data.set_digits(digits)
    page = InspectPage(
        s.data, s.networks, s.training, s.my_digits, s.tasks, s.messages, s.drawing, s.yardsticks, Parts()
    )
    qtbot.addWidget(page)
    page.show()
    assert "no network yet" in page.empty_words.text()
    assert page.empty_words.isVisible()
    with qtbot.waitSignal(page.train_wanted):
        click(page.train)
    s.close()


# Evidence


# Errors


# Confusion and means


# Inside


# Sets with little in them


def visit_all(page):
    for panel in page.panels:
        show(page, panel)
        panel.grab()
        panel.things()


def test_sets_with_little_or_nothing_in_them_are_inspected_one_after_the_other(page, judge, digits, network):
    assert len(judge(digits.take(np.arange(5), "five"))) == 5
    assert len(judge(digits.take(np.arange(6), "six"))) == 6

    guesses = network.log_probabilities(digits.images).argmax(1)
    assert judge(Digits(digits.images, guesses, "easy")).accuracy == 100
    visit_all(page)
    show(page, page.errors)
    assert page.errors.list.count() == 0
    assert "No errors" in page.errors.list._empty_words
    assert not page.evidence.next_error.isEnabled()
    assert not page.errors.more.isEnabled()

    judge(digits.take(np.flatnonzero(digits.labels < 3), "three"))
    visit_all(page)
    show(page, page.confusion)
    assert page.confusion.table.item(7, 1).text() == "none", "a digit that is not there has no figures"
    page.confusion.show_cell(7, 2)
    assert page.confusion.words.text() == "There is no 7 in this set."
    pick(page.confusion.kind, "percent of a row")
    page.confusion.grab()

    for count in (1, 0):
        judge(digits.take(np.arange(count), "few"))
        visit_all(page)
        show(page, page.errors)
        for name in ("Near misses", "The surest", "The least sure", "Errors"):
            pick(page.errors.which, name)
            page.errors.grab()
        assert not page.evidence.slider.isEnabled(), count
        assert page.evidence.current() == count - 1


def test_a_network_without_hidden_layers_and_one_of_numbers_beyond_all_bounds_can_be_inspected(page, session, wait):
    for network in (FeedForward(NetworkSpec(())), FeedForward(NetworkSpec((8,)))):
        if network.spec.hidden:
            network.flat.mul_(1e30)
        session.networks.add(TRAINED, Known("Yours", lambda network=network: network, None))
        wait(lambda network=network: page.inspector.found is not None and page.inspector.found.network is network)
        visit_all(page)


# Export


def test_tables_plots_and_images_are_saved_and_copied_and_what_cannot_be_saved_is_told(
    page, take, session, monkeypatch, tmp_path, qtbot
):
    evaluation, clipboard = found(page), QGuiApplication.clipboard()
    show(page, page.confusion)
    lines = take("Confusion matrix, counts", "Save table as CSV…").read_text("utf-8").splitlines()
    assert lines[0].startswith("true_digit,taken_for_0")
    assert lines[5] == ",".join(map(str, [4, *evaluation.confusion[4].tolist()]))
    take("Recall and precision", "Copy table")
    rows = [line.split("\t") for line in clipboard.text().splitlines()]
    assert rows[0] == ["digit", "images", "recall", "precision", "f1"]
    assert float(rows[3][2]) == evaluation.recall[2]

    show(page, page.evidence)
    image = QImage(str(take("Penalty curves", "Save plot as PNG…")))
    assert image.width() == 1920
    assert len({image.pixel(x, image.height() // 3) for x in range(0, 1920, 3)}) > 3
    take("Penalty curves", "Copy plot")
    assert clipboard.image().width() == 1920
    drawing = take("Penalty curves", "Save plot as SVG…")
    assert QSvgRenderer(str(drawing)).isValid()
    assert drawing.read_text("utf-8").count("<p") > 20

    show(page, page.errors)
    sheet = QImage(str(take("Errors: images", "Save images as a PNG sheet…")))
    assert sheet.width() > 28 * 3 * 5
    take("Errors: images", "Copy images as a sheet")
    assert clipboard.image().size() == sheet.size()

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "where.csv"), ""))
    page.take_away.menu().aboutToShow.emit()
    action = next(a for a in page.take_away.menu().actions() if a.text() == "Save table as CSV…")
    with qtbot.waitSignal(session.messages.failed) as told:
        action.trigger()
    assert told.args[0].startswith("where.csv could not be saved")


# All of it


def test_the_names_of_its_parts_are_unique(page):
    names = Counter(w.objectName() for w in page.findChildren(QWidget))
    assert not [name for name, count in names.items() if name and not name.startswith("qt_") and count > 1]


def test_a_network_of_any_classes_is_inspected_on_every_tab(classed_page, classed):
    visit_all(classed_page)
    assert "class" in classed_page.tabs.tabToolTip(0)
    assert classed_page.evidence.card.bars.names() == classed.names
