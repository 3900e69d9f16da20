"""The Inspect page: the evidence, the errors, and the inside of a network, as a person finds them."""

from collections import Counter

import numpy as np
import pytest
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


def test_another_opened_set_takes_the_place_of_the_one_before(judge, digits):
    assert len(judge(digits.take(np.arange(5), "five"))) == 5
    assert len(judge(digits.take(np.arange(6), "six"))) == 6


def test_a_perfect_network_has_no_errors_and_says_so(page, judge, digits, network):
    guesses = network.log_probabilities(digits.images).argmax(1)
    evaluation = judge(Digits(digits.images, guesses, "easy"))
    assert evaluation.accuracy == 100
    visit_all(page)
    show(page, page.errors)
    assert page.errors.list.count() == 0
    assert "No errors" in page.errors.list._empty_words
    assert not page.evidence.next_error.isEnabled()
    assert not page.errors.more.isEnabled()


def test_a_set_that_lacks_digits_has_no_figures_for_them(page, judge, digits):
    judge(digits.take(np.flatnonzero(digits.labels < 3), "three"))
    visit_all(page)
    show(page, page.confusion)
    assert page.confusion.table.item(7, 1).text() == "none"
    page.confusion.show_cell(7, 2)
    assert page.confusion.words.text() == "There is no 7 in this set."
    pick(page.confusion.kind, "percent of a row")
    page.confusion.grab()


@pytest.mark.parametrize("count", [0, 1])
def test_a_set_of_one_image_or_none_can_be_inspected(page, judge, digits, count):
    judge(digits.take(np.arange(count), "few"))
    visit_all(page)
    show(page, page.errors)
    for name in ("Near misses", "The surest", "The least sure", "Errors"):
        pick(page.errors.which, name)
        page.errors.grab()
    assert not page.evidence.slider.isEnabled()
    assert page.evidence.current() == count - 1


def test_a_network_without_hidden_layers_and_one_of_numbers_beyond_all_bounds_can_be_inspected(page, session, wait):
    for network in (FeedForward(NetworkSpec(())), FeedForward(NetworkSpec((8,)))):
        if network.spec.hidden:
            network.flat.mul_(1e30)
        session.networks.add(TRAINED, Known("Yours", lambda network=network: network, None))
        wait(lambda network=network: page.inspector.found is not None and page.inspector.found.network is network)
        visit_all(page)


# Export


def test_a_table_is_saved_as_csv_and_copied_with_tabs(page, take):
    evaluation = found(page)
    show(page, page.confusion)
    lines = take("Confusion matrix, counts", "Save table as CSV…").read_text("utf-8").splitlines()
    assert lines[0].startswith("true_digit,taken_for_0")
    assert lines[5] == ",".join(map(str, [4, *evaluation.confusion[4].tolist()]))
    take("Recall and precision", "Copy table")
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0] == ["digit", "images", "recall", "precision", "f1"]
    assert float(rows[3][2]) == evaluation.recall[2]


def test_a_plot_is_saved_at_the_size_of_a_slide_and_as_a_drawing_and_copied(page, take):
    show(page, page.evidence)
    image = QImage(str(take("Penalty curves", "Save plot as PNG…")))
    assert image.width() == 1920
    assert len({image.pixel(x, image.height() // 3) for x in range(0, 1920, 3)}) > 3
    take("Penalty curves", "Copy plot")
    assert QGuiApplication.clipboard().image().width() == 1920


def test_a_drawing_can_be_drawn(page, take):
    show(page, page.evidence)
    drawing = take("Penalty curves", "Save plot as SVG…")
    assert QSvgRenderer(str(drawing)).isValid()
    assert drawing.read_text("utf-8").count("<p") > 20


def test_the_images_of_a_list_are_saved_and_copied_as_a_sheet(page, take):
    show(page, page.errors)
    sheet = QImage(str(take("Errors: images", "Save images as a PNG sheet…")))
    assert sheet.width() > 28 * 3 * 5
    take("Errors: images", "Copy images as a sheet")
    assert QGuiApplication.clipboard().image().size() == sheet.size()


def test_what_cannot_be_saved_is_told(page, session, monkeypatch, tmp_path, qtbot):
    show(page, page.errors)
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
