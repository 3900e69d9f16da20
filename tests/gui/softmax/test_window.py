"""Softmax by hand: dragged sums, a constant that changes nothing, the penalties, and steps that are taken back."""

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.model.sums import Sums
from gui.softmax.window import EXAMPLE, SoftmaxWindow

NAMES = ("no", "<b>yes</b>", "perhaps")


@pytest.fixture
def softmax(show):
    made = show(SoftmaxWindow(), 860, 640)
    made.activateWindow()
    return made


def drag(softmax, place, value):
    rows = softmax.rows
    rows.grab()
    area = rows._laid_out().areas[0]
    x = round(sum(rows._laid_out().columns[place]) - rows._laid_out().columns[place][1] / 2)
    reach = rows._reach
    QTest.mousePress(rows, Qt.MouseButton.LeftButton, pos=QPoint(x, round(area.center().y() - 3)))
    y = round(area.center().y() - value / reach * area.height() / 2)
    QTest.mouseMove(rows, QPoint(x, y))
    QTest.mouseRelease(rows, Qt.MouseButton.LeftButton, pos=QPoint(x, y))


def test_a_drag_is_one_step_and_taken_back(softmax, click):
    assert softmax.sums() == EXAMPLE
    assert not softmax.undo.isEnabled()
    drag(softmax, 4, 3.0)
    assert softmax.sums()[4] == pytest.approx(3.0, abs=0.2)
    assert torch.allclose(
        torch.from_numpy(softmax.made.probabilities), torch.softmax(torch.tensor(softmax.sums()), 0), rtol=1e-5
    )
    click(softmax.undo)
    assert softmax.sums() == EXAMPLE
    QTest.keyClick(softmax, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert softmax.sums() != EXAMPLE
    QTest.keyClick(softmax, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert softmax.sums() == EXAMPLE
    drag(softmax, 4, 3.0)
    drag(softmax, 5, -3.0)
    softmax.constant.setValue(20)
    click(softmax.reset)
    assert (softmax.sums(), softmax.constant.value()) == (EXAMPLE, 0)
    click(softmax.undo)
    assert softmax.sums() != EXAMPLE


def test_a_constant_changes_the_formula_and_not_the_quotients(softmax):
    before = softmax.made.probabilities.copy()
    softmax.constant.setValue(30)
    assert np.allclose(softmax.made.probabilities, before, rtol=1e-4)
    assert "+ 30" in softmax.formula.text()
    assert softmax.rows.accessibleDescription() == softmax.formula.text()
    softmax.constant.setValue(110)
    assert "beyond float32" in softmax.formula.text()
    softmax.grab()


def test_the_sums_of_an_image_come_with_its_names_and_class(softmax):
    drag(softmax, 4, 3.0)
    softmax.show_sums(Sums(np.array([0.5, 2.25, -1.0], np.float32), NAMES, 2))
    assert softmax.sums() == (0.5, 2.25, -1.0)
    assert not softmax.stack.canUndo()
    assert softmax.true.currentText() == "perhaps"
    assert softmax.rows.current() == 1
    assert softmax.formula.text().startswith("<b>yes</b>: e^(2.25)")
    assert softmax.penalty.text().startswith("If it is “perhaps”")
    softmax.true.setCurrentIndex(1)
    assert softmax.penalty.text().startswith("If it is “<b>yes</b>”")
    softmax.grab()
