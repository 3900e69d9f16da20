"""The lists of errors and near misses: which images, in which order, and what is asked of them."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.inspect.errors_panel import ErrorsPanel
from gui.widgets.present_button import PresentButton
from tests.gui.inspect.tools import found, marked, pick, show


@pytest.fixture
def panel(show, judged):
    """Wrong are images 1, 3 and 4; right, yet with 30 and 15 % on another digit, are 0 and 5."""
    made = show(ErrorsPanel(), 900, 560)
    made.show_evaluation(judged([7, 2, 1, 0, 9, 5], [7, 3, 1, 6, 4, 5], [0.7, 0.6, 0.99, 0.95, 0.8, 0.85]))
    made.told = []
    made.chosen.connect(made.told.append)
    return made


def test_where_it_fills_the_page_the_picture_stands_beside_the_bars(panel):
    card, button = panel.card, panel.findChild(PresentButton)
    for signal, beside in ((button.wanted, True), (button.back, False)):
        signal.emit()
        card.layout().activate()
        assert (card.bars.y() < card.view.geometry().bottom()) is beside
    stage = QWidget()
    card.setParent(stage)
    card.setMaximumWidth(2000)
    panel.resize(1700, 700)
    assert card.maximumWidth() == 2000, "the page that it fills says how wide it is"


def choose(box, key):
    index = box.findData(key)
    box.setCurrentIndex(index)
    box.activated.emit(index)


@pytest.mark.parametrize(("order", "images"), [("index", [1, 3, 4]), ("sure", [3, 4, 1]), ("true", [3, 1, 4])])
def test_errors_are_listed_in_each_order(panel, order, images):
    choose(panel.order, order)
    assert panel.list.indices().tolist() == images
    assert panel.count.text() == "3 of 6 images (50.0 %) are misclassified"


def test_near_misses_have_a_limit_and_the_other_lists_have_none(panel):
    assert not panel.over.isVisible()
    choose(panel.which, "near")
    assert (panel.over.isVisible(), panel.order.isVisible()) == (True, True)
    assert panel.list.indices().tolist() == [0, 5]
    panel.over.setFocus()
    panel.over.setValue(16)
    assert panel.list.indices().tolist() == [0]
    assert panel.count.text() == "1 of 6 images (16.7 %) is right, but only just"
    choose(panel.which, "surest")
    assert (panel.over.isVisible(), panel.order.isVisible()) == (False, False)


@pytest.mark.parametrize(("which", "images"), [("surest", [2, 3, 5, 4, 0, 1]), ("least", [1, 0, 4, 5, 3, 2])])
def test_all_images_from_either_end(panel, which, images):
    choose(panel.which, which)
    assert panel.list.indices().tolist() == images


def test_the_first_is_in_hand_and_the_arrow_keys_show_the_next(panel):
    assert panel.card.view.image()[0, 0] == 1
    for _ in range(2):
        QTest.keyClick(panel.list, Qt.Key.Key_Right)
    assert panel.card.view.image()[0, 0] == 3
    assert panel.told == []


def test_more_is_of_the_image_in_hand(panel, click):
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.rect_of(2).center().toPoint())
    assert panel.told == []
    click(panel.more)
    assert panel.told == [4]


def test_no_errors_are_told_and_there_is_no_more(panel, judged):
    panel.show_evaluation(judged([1, 2], [1, 2]))
    assert panel.count.text() == "0 of 2 images (0.0 %) are misclassified"
    assert not panel.more.isEnabled()
    assert panel.card.view.image() is None
    assert panel.things() == []


def test_what_is_taken_away_is_in_the_order_that_is_shown(panel):
    choose(panel.order, "sure")
    images, table = panel.things()
    assert (images.name, table.name) == ("Errors: images", "Errors: table")
    assert [row[:3] for row in table.rows()] == [(3, "0", "6"), (4, "9", "4"), (1, "2", "3")]
    choose(panel.which, "least")
    assert panel.things()[0].name == "Least sure: images"


LEFT = Qt.MouseButton.LeftButton


def test_the_errors_are_counted_and_shown_in_each_order(page):
    panel, evaluation = show(page, page.errors), found(page)
    assert marked(panel.list) == evaluation.errors.tolist()
    assert panel.count.text().startswith(f"{len(evaluation.errors)} of 500 images")
    pick(panel.order, "by how sure it was")
    sure = evaluation.sureness[panel.list.indices()]
    assert (np.diff(sure) <= 0).all()
    pick(panel.order, "by true digit")
    assert (np.diff(evaluation.digits.labels[panel.list.indices()]) >= 0).all()


def test_near_misses_follow_the_chosen_probability(page):
    panel, evaluation = show(page, page.errors), found(page)
    pick(panel.which, "Near misses")
    assert marked(panel.list) == evaluation.near_misses(0.1).tolist()
    panel.over.setValue(30)
    assert marked(panel.list) == evaluation.near_misses(0.3).tolist()


def test_the_surest_and_the_least_sure_begin_at_either_end(page):
    panel, evaluation = show(page, page.errors), found(page)
    pick(panel.which, "The surest")
    assert marked(panel.list) == evaluation.by_sureness.tolist()
    pick(panel.which, "The least sure")
    assert evaluation.sureness[panel.list.indices()[0]] == evaluation.sureness.min()


def test_clicking_an_error_shows_its_evidence_and_more_on_demand(page, click):
    panel, errors = show(page, page.errors), found(page).errors
    place = panel.list.rect_of(2).center().toPoint()
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=place)
    np.testing.assert_array_equal(panel.card.view.image(), found(page).digits.images[errors[2]])
    click(panel.more)
    assert page.tabs.currentWidget() is page.evidence
    assert page.evidence.current() == errors[2]
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Right)
    assert page.evidence.current() == errors[2] + 1


def test_errors_of_any_classes_are_listed_by_their_names(show, classed, judged_classes):
    panel, names = show(ErrorsPanel(), 900, 560), classed.names
    panel.show_evaluation(judged_classes, names)
    index = int(judged_classes.errors[0])
    true, guess = names[classed.labels[index]], names[judged_classes.guesses[index]]
    assert panel.list.caption(0).startswith(f"{true} → {guess}, ")
    assert panel.list._tip_of(0).startswith(f"image {index}: {true}, taken for {guess} (wrong)")
    assert panel.order.itemText(2) == "by true class"
    assert panel.things()[1].headers[1] == "true_class"
    panel.grab()
    panel.show_evaluation(None)
    assert panel.order.itemText(2) == "by true digit"


def test_in_a_large_panel_the_image_in_hand_has_more_width_and_gives_it_back(panel):
    usual = panel.card.width()
    panel.resize(1_800, 1_000)
    assert panel.card.width() == 1.5 * usual
    panel.resize(900, 560)
    assert panel.card.width() == usual
