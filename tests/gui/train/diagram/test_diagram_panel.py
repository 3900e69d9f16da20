"""Beside the form: the network as it is, or what flows through it, chosen by one field."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.networks.network import FeedForward, NetworkSpec
from gui.model.networks import TRAINED, Known
from gui.train.diagram.flow_source import DRAWING, IMAGE


@pytest.fixture
def panel(alone, session):
    known = FeedForward(NetworkSpec((5, 4)), 3)
    session.networks.add(TRAINED, Known("Yours", lambda: known, None))
    return alone.diagrams


def choose(panel, kind):
    field = panel.choices.field
    field.setCurrentIndex(field.findData(kind))
    field.activated.emit(field.currentIndex())


def test_what_flows_is_chosen_and_leafed_through(panel, alone, click):
    assert panel.network.isVisible()
    choose(panel, IMAGE)
    assert panel.view.isVisible()
    assert panel.view.flow() is alone.flows.flow() is not None
    assert panel.choices.back.isVisible()
    click(panel.choices.on)
    assert alone.flows.index == 1
    assert panel.words.text() == alone.flows.words(brief=True)
    unit = panel.view.drawn_units(1)[0]
    QTest.mouseMove(panel.view, panel.view.unit_position(1, unit).toPoint())
    assert panel.words.text() == panel.view.pointed_text() != ""
    choose(panel, DRAWING)
    assert not panel.choices.back.isVisible()
    assert panel.view.flow() is None
    choose(panel, "nothing")
    assert panel.network.isVisible()


def test_a_layer_that_is_pointed_out_elsewhere_is_in_both(panel):
    choose(panel, IMAGE)
    panel.point_out(1)
    assert panel.network.pointed_text()
    assert panel.view.pointed_text().startswith("Layer 1")
    panel.point_out(None)
    assert panel.view.pointed_text() == panel.network.pointed_text() == ""


def test_unseen_it_computes_nothing(panel, alone, monkeypatch):
    alone.hide()
    monkeypatch.setattr(alone.flows, "flow", lambda: pytest.fail("nobody looks"))
    alone.flows.show_image(3)
    assert Qt.FocusPolicy.StrongFocus == panel.view.focusPolicy()
