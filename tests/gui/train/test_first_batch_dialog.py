"""One batch before training: shapes, evidence, and loss beside chance."""

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from gui.train.first_batch_dialog import FirstBatchDialog


def field(page, name):
    return page.findChild(QLineEdit, name) or page.findChild(QComboBox, name)


def test_check_one_batch_shows_shape_evidence_and_loss_beside_chance(page, window, click, wait):
    click(page.check)
    wait(lambda: window.findChild(FirstBatchDialog) is not None)
    dialog = window.findChild(FirstBatchDialog)
    words = dialog.findChild(QLabel, "firstBatchWords").text()
    assert "(32, 10)" in words
    assert "ln 10 = 2.303" in words
    table = dialog._table
    assert (table.rowCount(), table.columnCount()) == (32, 10)
    dialog.findChild(QComboBox, "firstBatchKind").setCurrentIndex(1)
    row = [float(table.item(0, digit).text()) for digit in range(10)]
    assert sum(row) == pytest.approx(1, abs=0.01)
    dialog.close()


def test_check_one_batch_of_softmax_is_beside_minus_a_tenth(page, window, click, wait):
    chooser = field(page, "outputField")
    chooser.setCurrentIndex(chooser.findData("softmax"))
    click(page.check)
    wait(lambda: window.findChild(FirstBatchDialog) is not None)
    dialog = window.findChild(FirstBatchDialog)
    assert "−0.1" in dialog.findChild(QLabel, "firstBatchWords").text()
    dialog.close()
