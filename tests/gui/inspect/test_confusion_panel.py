"""Which digits are taken for which."""

import numpy as np
import pytest
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


@pytest.mark.parametrize("kind", ["counts", "percent of a row"])
def test_clicking_a_cell_shows_exactly_its_images(page, kind):
    panel, evaluation = show(page, page.confusion), found(page)
    choose(panel.kind, kind)
    others = evaluation.confusion * ~np.eye(10, dtype=bool)
    for true, guess in (divmod(int(others.argmax()), 10), (3, 3)):
        QTest.mouseClick(panel.matrix, LEFT, pos=panel.matrix.cell_rect(true, guess).center().toPoint())
        assert marked(panel.list) == evaluation.cell(true, guess).tolist()
        assert panel.words.text().startswith(f"{evaluation.confusion[true, guess]} of ")


def test_recall_and_precision_stand_in_the_table(page):
    panel, evaluation = show(page, page.confusion), found(page)
    assert panel.table.item(4, 0).text() == str(evaluation.support[4])
    assert panel.table.item(4, 1).text() == f"{100 * evaluation.recall[4]:.1f} %"
    assert panel.table.item(4, 2).text() == f"{100 * evaluation.precision[4]:.1f} %"
