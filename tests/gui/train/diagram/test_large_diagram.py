"""In large it fills the page, is drawn into, and goes away with Esc."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.networks.network import FeedForward, NetworkSpec
from gui.model.networks import TRAINED, Known
from gui.train.diagram.flow_source import DRAWING, IMAGE
from gui.widgets.stage import stage_of


@pytest.fixture
def large(alone, session, click):
    known = FeedForward(NetworkSpec((5, 4)), 3)
    session.networks.add(TRAINED, Known("Yours", lambda: known, None))
    alone.resize(1000, 650)
    alone.activateWindow()
    alone.diagrams.large.setFocus()
    click(alone.diagrams.large)
    return alone.large.view("diagram")


def test_it_shows_something_at_once_and_esc_returns_to_where_one_was(large, alone):
    assert large.isVisible()
    assert stage_of(alone).isAncestorOf(large)
    assert alone.flows.kind == IMAGE  # nothing is drawn
    assert large.view.flow() is not None
    assert large.view.hasFocus()
    QTest.keyClick(large.view, Qt.Key.Key_Escape)
    assert not large.isVisible()
    assert alone.diagrams.large.hasFocus()


def test_what_is_drawn_beside_it_goes_through_it_and_is_undone(large, alone, session, draw, wait):
    field = large.choices.field
    field.setCurrentIndex(field.findData(DRAWING))
    field.activated.emit(field.currentIndex())
    assert large.view.flow() is None
    draw(large.canvas, [(0.4, 0.2), (0.6, 0.5), (0.4, 0.8)])
    wait(lambda: large.view.flow() is not None)
    assert large.view.flow().image is session.drawing.image
    assert alone.undo_stack() is session.drawing.stack
    unit = large.view.drawn_units(1)[0]
    QTest.mouseMove(large.view, large.view.unit_position(1, unit).toPoint())
    assert large.words.text() == large.view.pointed_text() != ""
    QTest.mouseClick(alone.findChild(object, "stageBackButton"), Qt.MouseButton.LeftButton)
    assert alone.undo_stack() is alone.form.stack


def test_its_sums_are_handed_on(large, alone, click, qtbot):
    with qtbot.waitSignal(alone.softmax_wanted) as told:
        click(large.softmax)
    sums = told.args[0]
    assert (sums.values == alone.flows.flow().sums[-1]).all()
    assert sums.true == alone.flows.true()
