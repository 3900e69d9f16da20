"""Candidates are told apart by more than their colour."""

import itertools

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon

from gui.compare.line_style import COLORS, DASHES, line_styles


@pytest.mark.parametrize("count", [1, 7, 8, 35])
def test_up_to_thirty_five_candidates_all_differ(count):
    assert len(set(line_styles(count))) == count


def test_neighbours_differ_in_both_colour_and_dashes():
    styles = line_styles(20)
    for one, other in itertools.pairwise(styles):
        assert one.color != other.color
        assert one.dash != other.dash


@pytest.mark.parametrize(("rows", "columns"), [(2, 4), (4, 2), (3, 3), (5, 7)])
def test_of_two_things_varied_the_one_with_more_values_has_the_colours(rows, columns):
    styles = line_styles(rows, columns)
    table = [styles[row * columns : (row + 1) * columns] for row in range(rows)]
    if columns < rows:
        table = list(zip(*table, strict=True))
    for line in table:
        assert len({style.color for style in line}) == max(rows, columns)
        assert len({style.dash for style in line}) == 1
    assert len({line[0].dash for line in table}) == min(rows, columns)


@pytest.mark.parametrize(("rows", "columns"), [(2, 9), (9, 2), (5, 7), (3, 11)])
def test_more_values_than_colours_repeat_a_colour_with_other_dashes(rows, columns):
    assert len(set(line_styles(rows, columns))) == rows * columns


def test_where_both_have_more_values_than_there_are_dashes_each_still_has_a_style():
    assert len(line_styles(6, 6)) == 36
    assert len(set(line_styles(6, 6))) == len(COLORS) * len(DASHES)


def test_the_icon_is_a_piece_of_the_line_on_a_plate_where_it_is_selected(qapp):
    style = line_styles(1)[0]
    plain, selected = (
        style.icon().pixmap(QSize(26, 14), 1.0, mode).toImage() for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected)
    )
    for picture in (plain, selected):
        assert abs(picture.pixelColor(13, 7).hue() - QColor(style.color).hue()) < 5
    assert plain.pixelColor(13, 2).alpha() == 0
    assert selected.pixelColor(13, 2).name() == "#ffffff"
