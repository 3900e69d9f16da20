"""The first batch: its table in both kinds, and what to expect beside what came out."""

import math

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.first_batch import FirstBatch, first_batch
from gui.train.first_batch_dialog import FirstBatchDialog
from tests.gui.train.tools import field

EVIDENCE = np.log(np.tile(np.array([0.28, *[0.08] * 9]), (3, 1)))


@pytest.fixture
def dialog(show):
    return show(FirstBatchDialog(FirstBatch(EVIDENCE, np.array([8, 0, 4]), 2.311, 2.303), NetworkSpec()), 720, 500)


def test_a_row_for_each_image_and_a_column_for_each_digit(dialog):
    table = dialog._table
    assert (table.rowCount(), table.columnCount()) == (3, 10)
    assert [table.verticalHeaderItem(row).text() for row in range(3)] == ["an 8", "a 0", "a 4"]
    assert table.item(0, 0).text() == "−1.2730"
    assert table.item(0, 0).toolTip() == "p = 0.2800, log p = −1.2730"
    assert table.item(2, 9).text() == "−2.5257"


def test_the_keyboard_shows_probabilities(dialog):
    dialog._kind.setFocus()
    QTest.keyClick(dialog._kind, Qt.Key.Key_Down)
    assert [dialog._table.item(1, digit).text() for digit in (0, 9)] == ["0.2800", "0.0800"]
    QTest.keyClick(dialog._kind, Qt.Key.Key_Up)
    assert dialog._table.item(1, 9).text() == "−2.5257"


def test_the_words_say_what_came_out_and_what_chance_would_give(dialog, show):
    words = dialog.findChild(object, "firstBatchWords").text()
    assert "shape <b>(3, 10)</b>" in words
    assert "−2.53 to −1.27" in words
    assert "<b>2.311</b>" in words
    assert "ln 10 = 2.303" in words
    spec = NetworkSpec(output="softmax")
    other = show(FirstBatchDialog(FirstBatch(EVIDENCE, np.array([7, 0, 4]), -0.147, -0.1), spec), 720, 500)
    words = other.findChild(object, "firstBatchWords").text()
    assert "<b>−0.147</b>" in words
    assert "−0.1, minus the probability 1/10" in words


def test_nothing_can_be_typed_into_it(dialog):
    before = dialog._table.item(0, 0).text()
    dialog._table.setCurrentCell(0, 0)
    QTest.keyClicks(dialog._table, "5")
    assert dialog._table.item(0, 0).text() == before
    assert dialog._table.state() == dialog._table.State.NoState


# From the page


def test_check_one_batch_shows_shape_evidence_and_loss_beside_chance(page, click, wait, room):
    click(page.check)
    wait(lambda: room.findChild(FirstBatchDialog) is not None)
    dialog = room.findChild(FirstBatchDialog)
    words = dialog.findChild(QLabel, "firstBatchWords").text()
    assert "(32, 10)" in words
    assert "ln 10 = 2.303" in words
    table = dialog._table
    assert (table.rowCount(), table.columnCount()) == (32, 10)
    dialog.findChild(QComboBox, "firstBatchKind").setCurrentIndex(1)
    row = [float(table.item(0, digit).text()) for digit in range(10)]
    assert sum(row) == pytest.approx(1, abs=0.01)
    dialog.close()


def test_check_one_batch_of_softmax_is_beside_minus_a_tenth(page, click, wait, room):
    chooser = field(page, "outputField")
    chooser.setCurrentIndex(chooser.findData("softmax"))
    click(page.check)
    wait(lambda: room.findChild(FirstBatchDialog) is not None)
    dialog = room.findChild(FirstBatchDialog)
    assert "−0.1" in dialog.findChild(QLabel, "firstBatchWords").text()
    dialog.close()


def test_of_two_checks_in_a_row_the_last_is_shown_and_its_loss_beside_its_own_expectation(
    page, click, wait, session, room
):
    page.form.set_values({"output": "log_softmax"})
    click(page.check)
    page.form.set_values({"output": "softmax"})
    click(page.check)
    wait(lambda: room.findChildren(FirstBatchDialog) and not session.tasks.busy)
    (dialog,) = room.findChildren(FirstBatchDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "By chance alone it is −0.1, minus the probability 1/10" in words
    assert "<b>−0.1" in words or "<b>−0.09" in words
    dialog.close()


def test_rows_and_columns_are_called_as_the_classes(show, classed):
    spec = NetworkSpec((8,)).fitting(classed)
    batch = first_batch(spec, TrainingConfig(batch_size=5), classed)
    dialog = show(FirstBatchDialog(batch, spec), 720, 500)
    table = dialog._table
    assert [table.horizontalHeaderItem(k).text() for k in range(table.columnCount())] == list(classed.names)
    assert table.verticalHeaderItem(0).text() == classed.names[batch.labels[0]]
    assert table.item(4, spec.classes - 1).text().startswith("−")
    widths = [table.columnWidth(k) for k in range(table.columnCount())]
    assert min(widths) > table.fontMetrics().horizontalAdvance("−3.258")
    words = dialog.findChild(object, "firstBatchWords").text()
    assert f"shape <b>(5, {spec.classes})</b>" in words
    assert f"ln {spec.classes} = {math.log(spec.classes):.3f}" in words
