"""Numbers stand in cells that have room for them, in letters that can be read."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from gui.look.sizes import px
from gui.widgets.cell_texts import cell_texts
from gui.widgets.matrix_view import whole

TEXTS = [["1", "", "100"], ["25", "1,004", "7"], ["", "3", "12"]]


def made(side, view=None, texts=TEXTS):
    view = view or whole((3, 3))

    def cell(row, column):
        return QRectF(column * side, row * side, side, side)

    return cell_texts(QFont(), texts, view, cell, lambda row, column: row == column)


def test_with_room_all_texts_are_written_in_the_font_as_it_is(qapp):
    written = made(80)
    assert written.font == QFont()
    assert [text for _place, text, _bright in written.places] == ["1", "100", "25", "1,004", "7", "3", "12"]
    assert [bright for _place, _text, bright in written.places] == [True, False, False, True, False, False, True]


def test_with_less_they_are_smaller_and_what_does_not_fit_is_left_out(qapp):
    written = made(px(13))
    assert px(8) <= QFontInfo(written.font).pixelSize() < QFontInfo(QFont()).pixelSize()
    metrics = QFontMetricsF(written.font)
    assert [text for _place, text, _bright in written.places] == [
        text for row in TEXTS for text in row if text and metrics.horizontalAdvance(text) <= px(13)
    ]
    assert "1,004" not in [text for _place, text, _bright in written.places]


@pytest.mark.parametrize("side", [0, 1, 6])
def test_where_nothing_can_be_read_nothing_is_written(qapp, side):
    assert made(side).places == ()
    assert made(80, texts=None).places == ()


def test_only_what_is_in_sight_is_written(qapp):
    view = whole((40, 40)).zoomed(0.1, 0, 0)
    assert len(made(30, view, [["1"] * 40] * 40).places) == 13 * 13
