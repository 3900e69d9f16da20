"""The Units tab on its page: what a person cuts is seen at once everywhere, and can be taken back."""

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.inspection.cutting import cut
from engine.inspection.evaluation import evaluate
from engine.networks.network import FeedForward, NetworkSpec
from gui.inspect import units_words
from gui.model.networks import CUT, TRAINED, Known
from tests.gui.inspect.tools import found, pick, show


@pytest.fixture
def panel(page, session, wait):
    made = show(page, page.units)
    wait(lambda: made.examining.examined is not None)
    session.networks.choose(TRAINED)
    return made


@pytest.fixture
def at_rest(page, session, wait):
    """Until what was cut is judged and shown."""
    return lambda: wait(lambda: not session.tasks.busy and not page.inspector.busy)


def test_a_cut_unit_is_felt_on_every_tab_and_restored_by_undo(page, panel, session, network, digits, at_rest):
    before = network.flat.clone()
    QTest.keyClick(panel.grid, Qt.Key.Key_Right)
    QTest.keyClick(panel.grid, Qt.Key.Key_Space)
    assert panel.grid.is_cut(1), "at once"
    QTest.keyClick(panel.grid, Qt.Key.Key_Right)
    QTest.keyClick(panel.grid, Qt.Key.Key_Delete)
    at_rest()
    copy = session.networks.network(CUT)
    assert torch.equal(copy.flat, cut(network, [(1, 1), (1, 2)]).flat)
    assert torch.equal(network.flat, before)
    assert (page.inspector.which(), session.networks.chosen) == (CUT, CUT)
    assert page.network.currentText() == "Yours, 2 units cut, 784-24-10"
    whole, expected = panel.examining.examined.inspection.evaluation, evaluate(copy, found(page).digits)
    np.testing.assert_array_equal(found(page).guesses, expected.guesses)
    assert panel.cost.accuracy.text() == units_words.cost(whole, expected)
    assert panel.count.text() == "2 of 24 units are cut."
    show(page, page.confusion)
    np.testing.assert_array_equal(page.confusion._evaluation.confusion, expected.confusion)
    show(page, panel)
    page.undo_stack().undo()
    at_rest()
    assert page.network.currentText() == "Yours, 1 unit cut, 784-24-10"
    panel.undo.click()
    at_rest()
    assert panel.cost.accuracy.text() == units_words.NOTHING_CUT
    assert (page.inspector.which(), session.networks.chosen) == (TRAINED, TRAINED)
    assert CUT not in session.networks.names()
    panel.redo.click()
    at_rest()
    assert panel.grid.is_cut(1)
    panel.restore.click()
    at_rest()
    assert CUT not in session.networks.names()
    assert not panel.restore.isEnabled()


def test_the_units_of_another_network_and_other_images(page, panel, session, network, digits, at_rest, wait):
    panel.cut.click()
    at_rest()
    page.inspector.choose_images(next(key for key in page.inspector.sets() if key != page.inspector.images()))
    at_rest()
    assert page.inspector.which() == CUT
    copy = cut(network, [(1, 0)])
    whole = evaluate(network, found(page).digits)
    assert panel.cost.accuracy.text() == units_words.cost(whole, evaluate(copy, found(page).digits))
    page.inspector.choose_network(TRAINED)
    at_rest()
    assert panel.cost.accuracy.text() == units_words.ELSEWHERE, "the original is looked at, and is whole"
    deep = FeedForward(NetworkSpec((5, 4)))
    session.networks.add(TRAINED, Known("Yours", lambda: deep, session.networks.trained_on(TRAINED)))
    at_rest()
    assert panel.cost.accuracy.text() == units_words.NOTHING_CUT, "nothing is cut of this one"
    pick(panel.layer, "layer 2: 4 units")
    assert panel.grid.count() == 4
    QTest.keyClick(panel.grid, Qt.Key.Key_Space)
    at_rest()
    assert torch.equal(session.networks.network(CUT).flat, cut(deep, [(2, 0)]).flat)
    page.undo_stack().undo()
    at_rest()
    assert torch.equal(session.networks.network(CUT).flat, copy.flat), "as it was before"
    linear = FeedForward(NetworkSpec(()))
    session.networks.add(TRAINED, Known("Yours", lambda: linear, None))
    page.inspector.choose_network(TRAINED)
    wait(lambda: panel.waiting.words.text() == units_words.NO_UNITS)
    assert not panel.cut.isEnabled()
    page.undo_stack().undo()
    at_rest()
    assert session.networks.chosen == TRAINED, "what was cut from is not there any more"


def test_the_least_useful_units_are_found_and_cut_by_a_slider(page, panel, session, at_rest):
    panel._buttons.button(1).click()
    panel.least.find.click()
    assert panel.least.cancel.isVisible()
    panel.least.cancel.click()
    at_rest()
    assert panel.examining.found is None
    assert panel.least.find.isVisible()
    panel.least.find.click()
    at_rest()
    order = panel.examining.found.least.order
    for _step in range(3):
        QTest.keyClick(panel.least.slider, Qt.Key.Key_Right)
    at_rest()
    assert panel.cutting.units() == frozenset(order[:3])
    assert page.undo_stack().count() == 1, "it is one step"
    trained_on = session.networks.trained_on(CUT)
    assert trained_on.chosen_on_test == (page.inspector.images() == "test")
    assert page.inspector.found.chosen_on.all()
    assert "chosen on these images" in page.summary.text()
    assert len(panel.things()) == 4
    page.undo_stack().undo()
    at_rest()
    assert CUT not in session.networks.names()


def test_an_image_that_excites_a_unit_leads_to_its_evidence(page, panel):
    grid = panel.portrait.most
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.rect_of(0).center().toPoint())
    assert page.tabs.currentWidget() is page.evidence
    assert page.evidence.current() == panel.examining.examined.activity.layers[0].most[0, 0]
