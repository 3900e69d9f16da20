"""What leaves the window is whole and sharp; tables leave empty what is no number."""

import errno
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from engine import files
from engine.errors import UserError
from gui.widgets import export
from gui.widgets.export import (
    MARGIN,
    Images,
    Table,
    copied_sheet,
    copied_table,
    picture,
    picture_png,
    picture_svg,
    sheet_png,
    table_text,
    with_ending,
    write,
)
from gui.widgets.still_plot import StillPlot

RECALL = Table("Recall", ("digit", "recall"), lambda: [(0, 0.5), (1, float("nan"))])


def test_a_table_is_csv_or_has_tabs_and_leaves_empty_what_is_no_number():
    assert table_text(RECALL) == "digit,recall\n0,0.5\n1,\n"
    assert copied_table(RECALL).text.splitlines()[1:] == ["0\t0.5", "1\t"]


def test_words_with_commas_and_quotes_come_back_whole():
    table = Table("x", ("words",), lambda: [('lr 0.1, "fast"',)])
    assert table_text(table) == 'words\n"lr 0.1, ""fast"""\n'


@pytest.mark.parametrize(
    ("name", "becomes"),
    [
        ("table", "table.csv"), ("table.txt", "table.txt"), ("a.b/table", "a.b/table.csv"), ("table.CSV", "table.CSV"),
        ("2026-11-26 07.00.14", "2026-11-26 07.00.14.csv"), ("SGD 0.01", "SGD 0.01.csv"), ("x.png", "x.png"),
        ("net 784-64-10", "net 784-64-10.csv"), ("v1.2", "v1.2.csv"), (".hidden", ".hidden.csv"), ("a.", "a..csv"),
    ],
)  # fmt: skip
def test_an_ending_is_added_where_there_is_none(name, becomes):
    assert with_ending(Path(name), "csv") == Path(becomes)


def test_where_the_longer_name_is_taken_nothing_is_replaced_unasked(tmp_path):
    for name in ("table.csv", "table (2).csv"):
        (tmp_path / name).touch()
    assert with_ending(tmp_path / "table", "csv") == tmp_path / "table (3).csv"
    assert with_ending(tmp_path / "table.csv", "csv") == tmp_path / "table.csv"  # the dialog has asked


def test_a_picture_is_as_wide_as_asked_and_keeps_its_shape(show):
    words = show(QLabel("words"), 200 - 2 * MARGIN, 100 - 2 * MARGIN)
    image = picture(words, 1_000)
    assert (image.width(), image.height()) == (1_000, 500)
    assert QImage.fromData(picture_png(words)).width() == export.SLIDE


def test_on_a_picture_curves_are_as_thick_as_on_the_screen_and_afterwards_as_before(show):
    holder, plot = QWidget(), StillPlot("x", "y")
    QVBoxLayout(holder).addWidget(plot)
    plot.setRange(xRange=(0, 1), yRange=(0, 1))
    show(holder, 200, 150)
    curve = plot.plot([0, 1], [0, 1], pen={"color": "#ff0000", "width": 2}).curve
    seen = []
    paint = curve.paint
    curve.paint = lambda *args: (seen.append(curve.opts["pen"].widthF()), paint(*args))
    picture(holder, 10 * (200 + 2 * MARGIN))
    assert seen[-1] == pytest.approx(20)
    assert curve.opts["pen"].widthF() == 2


def test_a_drawing_is_named_by_what_it_shows(show):
    words = show(QLabel("words"), 100, 50)
    words.setAccessibleName("The words")
    assert b"<title>The words</title>" in picture_svg(words)


@pytest.mark.parametrize("count", [1, 7, 40])
def test_a_sheet_holds_every_image_with_its_caption(count):
    images = np.full((count, 28, 28), 9, np.uint8)
    thing = Images("nines", lambda: (images, [f"{k} as 3" for k in range(count)]))
    image = QImage.fromData(sheet_png(thing), "PNG")
    bytes_ = np.frombuffer(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits(), np.uint8)
    assert (bytes_ == 9).sum() >= count * 84 * 84
    assert image.width() > image.height() or count == 1
    assert copied_sheet(thing).sentence == "Copied: nines"


def test_what_is_written_is_told_and_what_cannot_be_written_too(tmp_path, monkeypatch):
    path = tmp_path / "table.csv"
    assert write(path, b"1,2\n").sentence == "Saved table.csv"
    assert path.read_bytes() == b"1,2\n"

    def fails(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "write_atomically", fails)
    with pytest.raises(UserError, match=r"table\.csv could not be saved: No space left"):
        write(path, b"")
