"""Image by image: the evidence, and how images are reached."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest


def show(page, panel):
    page.tabs.setCurrentWidget(panel)
    return panel


def found(page):
    return page.inspector.found.evaluation


def test_images_are_reached_by_number_slider_arrow_keys_and_chance(page, click):
    panel = show(page, page.evidence)
    panel.number.setValue(7)
    assert panel.slider.value() == panel.current() == 7
    panel.slider.setValue(20)
    assert panel.number.value() == panel.current() == 20
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    QTest.keyClick(panel.slider, Qt.Key.Key_Left)
    assert panel.current() == 21
    click(panel.on)
    click(panel.back)
    click(panel.back)
    assert panel.current() == 20
    reached = set()
    for _ in range(8):
        click(panel.random)
        reached.add(panel.current())
    assert len(reached) > 3


def test_the_evidence_is_that_of_the_image(page):
    panel, evaluation = show(page, page.evidence), found(page)
    panel.set_current(33)
    true, guess = evaluation.digits.labels[33], evaluation.guesses[33]
    np.testing.assert_array_equal(panel.card.view.image(), evaluation.digits.images[33])
    assert panel.card.bars.winner() == guess
    assert str(true) in panel.card.verdict.text()


def test_errors_are_reached_one_after_the_other_and_round_again(page, click):
    panel, errors = show(page, page.evidence), found(page).errors.tolist()
    assert len(errors) > 2
    panel.set_current(errors[0])
    click(panel.next_error)
    assert panel.current() == errors[1]
    click(panel.last_error)
    click(panel.last_error)
    assert panel.current() == errors[-1]
    click(panel.next_error)
    assert panel.current() == errors[0]


def test_right_and_wrong_are_told_apart_by_a_sign_and_a_word(page):
    panel, evaluation = show(page, page.evidence), found(page)
    panel.set_current(int(evaluation.errors[0]))
    assert "✗ Wrong" in panel.card.verdict.text()
    panel.set_current(int(np.flatnonzero(evaluation.right)[0]))
    assert "✓ Right" in panel.card.verdict.text()
