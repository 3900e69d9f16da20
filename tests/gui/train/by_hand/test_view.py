"""Four presses: each shows its numbers, its line of code, and what runs along the diagram."""

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.training.by_hand import BACKWARD, FORWARD, LOSS, PHASES, UPDATE
from gui.look import theme
from gui.train.by_hand.words import AHEAD


@pytest.fixture
def view(alone):
    alone.form.set_values({"hidden": "8, 6"})
    alone.resize(1000, 650)
    alone.activateWindow()
    alone.large.toggle("byHand")
    return alone.large.view("byHand")


def pressed(view, click, wait, phase):
    click(view.next)
    wait(lambda: view._by_hand.phase == phase)


def test_each_press_shows_its_numbers_and_the_update_another_network(view, click, wait):
    assert view.next.hasFocus()
    assert all(view.cards[phase].words.text() == AHEAD[phase] for phase in PHASES)
    pressed(view, click, wait, FORWARD)
    batch = view._by_hand.batch
    assert view.view.flow().network is batch.begun.network
    assert "Batch 1 of 562 in epoch 1" in view.about.text()
    assert view.table.item(0, 0).text() == ""
    pressed(view, click, wait, LOSS)
    assert f"{batch.loss:.4f}" in view.cards[LOSS].words.text()
    pressed(view, click, wait, BACKWARD)
    assert view.cards[BACKWARD].button.isChecked()
    assert view.table.rowCount() == 4
    assert view.table.item(1, 0).text() == f"{batch.layers[1].gradient:.3g}"
    assert view.table.item(1, 1).text() == ""
    pressed(view, click, wait, UPDATE)
    assert view.table.item(3, 1).text() == f"{batch.whole.update:.3g}"
    assert torch.equal(view.view.flow().network.flat, batch.after.flat)
    click(view.cards[FORWARD].button)
    assert view.view.flow().network is batch.begun.network
    view.grab()


def test_one_leafs_through_the_batch(view, click, wait):
    pressed(view, click, wait, FORWARD)
    click(view.back)
    batch = view._by_hand.batch
    assert view.place.text() == "image 32 of 32"
    assert (view.view.flow().image == batch.begun.images[31]).all()
    assert view.sums().true == batch.begun.labels[31]
    click(view.on)
    assert view.place.text() == "image 1 of 32"


def test_the_lines_of_code_are_those_of_the_form(view, alone, click, wait):
    assert view.cards[BACKWARD].code.text() == "optimizer.zero_grad()\nloss.backward()"
    alone.coding.click()
    assert view.code.isVisible()
    pressed(view, click, wait, FORWARD)
    lines = view.code.toPlainText().split("\n")
    assert [lines[number].strip() for number in view.code.lit_lines()] == ["output = network(X)"]
    alone.form.set_values({"optimizer": "adam"})
    pressed(view, click, wait, FORWARD)
    assert "torch.optim.Adam" in view.code.toPlainText()


def test_code_stays_in_the_font_of_code_in_another_look(view, qapp):
    theme.apply(qapp)
    for scheme in ("dark", "light"):
        theme.set_scheme(qapp, scheme)
        assert view.cards[LOSS].code.font().family() == theme.fixed_width_font().family()
    theme.set_scheme(qapp, "system")


def test_something_runs_along_and_ends(view, click, wait):
    pressed(view, click, wait, FORWARD)
    assert view._timer.isActive()
    wait(lambda: not view._timer.isActive())
    pressed(view, click, wait, LOSS)
    assert not view._timer.isActive()
    pressed(view, click, wait, BACKWARD)
    assert view._timer.isActive()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    assert not view._timer.isActive()
