"""The misclassified images, the near misses, the surest and the least sure."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

LEFT = Qt.MouseButton.LeftButton


def show(page, panel):
    page.tabs.setCurrentWidget(panel)
    return panel


def found(page):
    return page.inspector.found.evaluation


def choose(box, text):
    """As a person does by the keyboard."""
    index = box.findText(text)
    assert index >= 0, text
    box.setCurrentIndex(index)
    box.activated.emit(index)


def marked(panel_list):
    return panel_list.indices().tolist()


def test_the_errors_are_counted_and_shown_in_each_order(page):
    panel, evaluation = show(page, page.errors), found(page)
    assert marked(panel.list) == evaluation.errors.tolist()
    assert panel.count.text().startswith(f"{len(evaluation.errors)} of 500 images")
    choose(panel.order, "by how sure it was")
    sure = evaluation.sureness[panel.list.indices()]
    assert (np.diff(sure) <= 0).all()
    choose(panel.order, "by true digit")
    assert (np.diff(evaluation.digits.labels[panel.list.indices()]) >= 0).all()


def test_near_misses_follow_the_chosen_probability(page):
    panel, evaluation = show(page, page.errors), found(page)
    choose(panel.which, "Near misses")
    assert marked(panel.list) == evaluation.near_misses(0.1).tolist()
    panel.over.setValue(30)
    assert marked(panel.list) == evaluation.near_misses(0.3).tolist()


def test_the_surest_and_the_least_sure_begin_at_either_end(page):
    panel, evaluation = show(page, page.errors), found(page)
    choose(panel.which, "The surest")
    assert marked(panel.list) == evaluation.by_sureness.tolist()
    choose(panel.which, "The least sure")
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
