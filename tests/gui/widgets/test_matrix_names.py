"""A matrix has its names around it, and is as large as they leave room for."""

import string

import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QFont, QImage, QPainter

from gui.widgets.matrix_names import MatrixNames
from gui.widgets.matrix_view import whole

LONG = [f"{number} has a long name" for number in range(30)]
SIZE = QSizeF(500, 420)


def fitted(names, size=SIZE):
    made = MatrixNames()
    made.set_labels(names, names)
    made.set_titles("true class", "taken for")
    return made, made.fit(QFont(), size, whole((len(names), len(names))), 60)


@pytest.mark.parametrize("size", [SIZE, QSizeF(300, 200), QSizeF(900, 300)])
@pytest.mark.parametrize("names", ["01", string.digits, string.ascii_uppercase, string.ascii_letters, LONG])
def test_the_matrix_is_a_square_beside_its_names(qapp, names, size):
    _made, area = fitted(list(names), size)
    assert area.width() == pytest.approx(area.height(), abs=1)
    assert QRectF(0, 0, size.width() - 60, size.height()).contains(area)
    assert area.width() > 60


def test_long_names_leave_most_of_the_room_to_the_matrix(qapp):
    short, long = fitted(list("abcdefghij"))[1], fitted(["W" * 40 + str(k) for k in range(10)])[1]
    assert 0.7 * short.width() < long.width() < short.width()


@pytest.mark.parametrize("names", [string.ascii_letters, ["Ankle boot", "Bag", "T-shirt/top"] * 8])
def test_only_what_is_in_sight_has_its_name(qapp, names):
    made, area = fitted(list(names))
    view = whole((len(names), len(names))).zoomed(0.25, 0, 0)
    asked = []

    def cell(row, column):
        asked.append((row, column))
        return QRectF(area.x(), area.y(), 10, 10)

    image = QImage(500, 420, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        made.paint(painter, area, view, cell)
    rows, columns = view.in_sight()
    assert asked == [(row, 0) for row in rows] + [(0, column) for column in columns]
    assert len(rows) < len(names)
