"""A matrix is heard as a table, and copied as text that a spreadsheet takes."""

import numpy as np

from gui.widgets.matrix_heard import MOST_COPIED, heard_matrix, matrix_text
from gui.widgets.matrix_names import MatrixNames

VALUES = np.array([[3.0, 1.0], [0.0, np.nan]])


def named():
    names = MatrixNames()
    names.set_labels(["cat", "dog"], ["cat", "dog"])
    names.set_titles("true class", "taken for")
    return names


def test_a_matrix_is_a_table_with_heads():
    heard = heard_matrix("", VALUES, named(), (1, 0))
    assert (heard.name, heard.rows, heard.columns) == ("true class by taken for", 2, ("taken for cat", "taken for dog"))
    assert (heard.heads(1), heard.text(0, 1), heard.text(1, 1)) == ("true class dog", "1", "no number")
    assert heard.current == (1, 0)
    told = heard_matrix("Confusions", VALUES, named(), (-1, -1))
    assert (told.name, told.current) == ("Confusions", None)


def test_a_matrix_without_names_counts_from_0():
    heard = heard_matrix("", VALUES, MatrixNames(), (-1, -1))
    assert (heard.name, heard.columns, heard.heads(1)) == ("rows by columns", ("0", "1"), "1")


def test_a_matrix_is_copied_as_lines_with_tabs():
    assert matrix_text(VALUES, named(), None) == "\tcat\tdog\ncat\t3\t1\ndog\t0\tno number"
    assert matrix_text(VALUES, named(), [["3", "1"], ["", "?"]]).splitlines()[2] == "dog\t\t?"
    assert matrix_text(np.zeros((1, MOST_COPIED + 1)), MatrixNames(), None) == ""
