"""What the Data page offers to do to the set as a whole."""

import numpy as np
import pytest
from PySide6.QtGui import QAction

from engine.digits.readers.offers import turn
from gui.data.adjust_dialog import AdjustDialog
from gui.data.class_names_dialog import ClassNamesDialog
from tests.gui.data.tools import some_digits

LIE = turn("transpose", "They lie on their side.")


@pytest.fixture
def action(lone_page):
    return lambda name: lone_page.findChild(QAction, name)


def test_without_an_offer_there_is_no_strip_and_any_set_can_be_turned_and_set_back(
    lone_page, action, session, wait, click
):
    before = session.data.digits
    assert not lone_page.adjust.strip.isVisible()
    assert not action("setAsItWas").isEnabled()
    action("turnImages").trigger()
    dialog = lone_page.findChild(AdjustDialog)
    dialog.turn.setCurrentIndex(dialog.turn.findData("flip"))
    click(dialog.do)
    wait(lambda: np.array_equal(session.data.digits.images, before.images[:, ::-1]))
    assert lone_page.adjust.strip.back.isVisible()
    action("setAsItWas").trigger()
    wait(lambda: session.data.digits is before)
    assert not lone_page.adjust.strip.isVisible()


def test_what_is_offered_is_looked_at_done_and_undone(lone_page, session, wait, click):
    session.data.set_digits(some_digits("lying"), None, (LIE,))
    strip = lone_page.adjust.strip
    assert strip.words.text() == "They lie on their side."
    click(strip.look)
    click(lone_page.findChild(AdjustDialog).do)
    wait(lambda: "Done to all images" in strip.words.text())
    assert np.array_equal(session.data.digits.images, some_digits().images.transpose(0, 2, 1))
    lone_page.undo_stack().undo()
    wait(lambda: strip.look.isVisible())
    assert np.array_equal(session.data.digits.images, some_digits().images)


def test_the_classes_are_named_and_every_panel_says_so(lone_page, action, session, wait, click):
    lone_page.show_digit(3)
    action("nameClasses").trigger()
    dialog = lone_page.findChild(ClassNamesDialog)
    for number, field in enumerate(dialog.fields):
        field.setText(f"class {number}")
    click(dialog.take)
    wait(lambda: session.data.digits.names[3] == "class 3")
    wait(lambda: lone_page.glance.bars._names[3] == "class 3")
    assert lone_page.digit.classes.names()[3] == "class 3"
    assert lone_page.samples.grid.caption(0).startswith("class ")
