"""A matrix as a model: cells as they are written and as they are heard, and heads with and without what they are of."""

import numpy as np
from PySide6.QtCore import Qt

from gui.widgets.matrix_model import MatrixModel
from gui.widgets.matrix_names import MatrixNames

ROLE, ACROSS, DOWN = Qt.ItemDataRole, Qt.Orientation.Horizontal, Qt.Orientation.Vertical


def test_cells_and_heads_are_read_seen_and_heard(qapp, qtbot):
    names = MatrixNames()
    names.set_labels(["cat", "dog"], ["cat", "dog"])
    names.set_titles("true class", "taken for")
    model = MatrixModel(names)
    assert model.rowCount() == model.columnCount() == 0
    model.show(np.array([[3.0, 0.0], [0.0, np.nan]]), [["3", ""], ["", "?"]])
    written = [model.index(*at).data() for at in ((0, 0), (0, 1), (1, 1))]
    assert written == ["3", "0", "?"], "what is not painted is copied all the same"
    assert model.index(0, 1).data(ROLE.ToolTipRole) is None
    assert model.index(0, 1).data(ROLE.AccessibleTextRole) == "0"
    model.tips = lambda row, column: f"<b>{row}</b> as {column}"
    assert "&lt;b&gt;1" in model.index(1, 0).data(ROLE.ToolTipRole)
    assert model.index(1, 0).data(ROLE.AccessibleTextRole) == "<b>1</b> as 0"
    assert [model.headerData(1, along) for along in (DOWN, ACROSS)] == ["dog", "dog"]
    heard = [model.headerData(1, along, ROLE.AccessibleTextRole) for along in (DOWN, ACROSS)]
    assert heard == ["true class dog", "taken for dog"]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.show(np.ones((2, 2)), None)
    with qtbot.waitSignal(model.modelReset):
        model.show(np.ones((3, 3)), None)
