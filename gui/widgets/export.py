"""What can be taken away from a page: tables as CSV, plots as PNG and SVG, images as a sheet; to a file or to the
clipboard."""

from __future__ import annotations

import csv
import io
import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from engine.files import write_for_person
from engine.words import _

if TYPE_CHECKING:
    from engine.code.program import Program
    from engine.digits.readers import Loaded

SLIDE = 1920  # pixels across
ENDINGS = {"csv", "ipynb", "json", "npz", "png", "pt", "py", "safetensors", "svg", "txt", "zip"}
MARGIN = 12  # around a plot, in pixels of the screen


@dataclass(frozen=True)
class Table:
    """``rows()`` gives the rows, each as long as ``headers``; it may be called in another thread."""

    name: str
    headers: Sequence[str]
    rows: Callable[[], Iterable[Sequence[object]]]


@dataclass(frozen=True)
class Plot:
    """A widget, taken as it looks now."""

    name: str
    widget: QWidget


@dataclass(frozen=True)
class Images:
    """``images()`` gives (n, 28, 28) uint8 images and n captions; it may be called in another thread."""

    name: str
    images: Callable[[], tuple[np.ndarray, list[str]]]


@dataclass(frozen=True)
class Code:
    """``program()`` gives a program and the images that belong beside it; it may be called in another thread."""

    name: str
    program: Callable[[], tuple[Program, Loaded | None]]


Thing = Table | Plot | Images | Code


def table_text(table: Table, separator: str = ",") -> str:
    """The table as CSV, or with tabs as spreadsheets take it from the clipboard. What is no number is left empty."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(table.headers)
    writer.writerows([_field(value) for value in row] for row in table.rows())
    return text.getvalue()


def _field(value: object) -> object:
    return "" if isinstance(value, float) and math.isnan(value) else value


def sheet_png(images: Images) -> bytes:
    from engine.digits.contact_sheet import sheet

    return sheet(*images.images())


def picture(widget: QWidget, across: int = SLIDE) -> QImage:
    """A widget on its background, ``across`` pixels wide: sharp, because it is drawn anew and not enlarged."""
    size = _with_margin(widget)
    ratio = across / size.width()
    image = QImage(QSize(across, round(size.height() * ratio)), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    with QPainter(image) as painter, _thick_lines(widget, ratio / widget.devicePixelRatioF()):
        _paint(painter, widget)
    return image


def _with_margin(widget: QWidget) -> QSize:
    return widget.size() + QSize(2 * MARGIN, 2 * MARGIN)


def _paint(painter: QPainter, widget: QWidget) -> None:
    painter.fillRect(QRect(QPoint(), _with_margin(widget)), widget.palette().color(widget.backgroundRole()))
    widget.render(painter, QPoint(MARGIN, MARGIN))


@contextmanager
def _thick_lines(widget: QWidget, ratio: float) -> Iterator[None]:
    """The curves of plots are as wide as their pens say in pixels of whatever is painted on: where it has ``ratio``
    pixels for one of the screen they would be thin."""
    scenes = [view.scene() for view in widget.findChildren(pg.GraphicsView)]
    curves = [item for scene in scenes for item in scene.items() if isinstance(item, pg.PlotCurveItem)]
    pens = [pg.mkPen(curve.opts["pen"]) for curve in curves]
    for curve, pen in zip(curves, pens, strict=True):
        thick = QPen(pen)
        thick.setWidthF(pen.widthF() * ratio)
        curve.setPen(thick)
    try:
        yield
    finally:
        for curve, pen in zip(curves, pens, strict=True):
            curve.setPen(pen)


def picture_png(widget: QWidget) -> bytes:
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture(widget).save(buffer, "PNG")
    return bytes(data.data())


def picture_svg(widget: QWidget) -> bytes:
    """A widget as a drawing that can be enlarged at will."""
    data, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(_with_margin(widget))
    drawing.setViewBox(QRect(QPoint(), _with_margin(widget)))
    drawing.setTitle(widget.accessibleName() or widget.objectName())
    with QPainter(drawing) as painter, _thick_lines(widget, 1 / widget.devicePixelRatioF()):
        _paint(painter, widget)
    return bytes(data.data())


@dataclass(frozen=True)
class Taken:
    """What came of it, in a sentence, and what is to go to the clipboard: text, or a picture as PNG."""

    sentence: str
    text: str | None = None
    png: bytes | None = None


def with_ending(path: Path, ending: str) -> Path:
    """``path`` with ".csv", or whatever ``ending`` is, if the person has given it none: "run 07.00.14" has none.

    A file of the longer name stays, for nobody was asked whether it may be replaced: a number is added.
    """
    if path.suffix[1:].casefold() in (ending, *ENDINGS):
        return path
    number, longer = 1, path.with_name(f"{path.name}.{ending}")
    while os.path.lexists(longer):
        number += 1
        longer = path.with_name(f"{path.name} ({number}).{ending}")
    return longer


def write(path: Path, data: bytes) -> Taken:
    """Write a file, whole or not at all. Raises UserError if it cannot be written."""
    write_for_person(path, data, _("{file} could not be saved").format(file=path.name))
    return Taken(_("Saved {file}").format(file=path.name))


def copied_table(table: Table) -> Taken:
    return Taken(_("Copied: {name}").format(name=table.name), text=table_text(table, "\t"))


def copied_sheet(images: Images) -> Taken:
    return Taken(_("Copied: {name}").format(name=images.name), png=sheet_png(images))
