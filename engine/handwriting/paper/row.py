"""The digits of a picture of paper: of one, or of several in a row."""

from __future__ import annotations

from dataclasses import replace

from engine.arrays import Bytes
from engine.handwriting.numbers.number import ONE, Number
from engine.handwriting.numbers.pictures import read_ink
from engine.handwriting.numbers.strokes import NumberReader
from engine.handwriting.paper import reasons
from engine.handwriting.paper.reading import Reading, read_paper
from engine.handwriting.paper.view import View


def read_row(grey: Bytes, reader: NumberReader | None, view: View | None = None) -> tuple[Reading, Number]:
    """As ``read_paper``, and what was told apart; of several, image, ink and crop are those of the whole row.

    ``reader``: without one every picture is of one digit. Raises UserError as ``read_paper`` does.
    """
    reading = read_paper(grey, view)
    if reader is None:
        return reading, ONE
    row, number = read_ink(reading.row.ink, reader)
    if not number:
        return reading, number
    left = tuple(reason for reason in reading.reasons if reason != reasons.SEVERAL)
    return replace(reading, image=row.image, ink=row.ink, crop=reading.row.crop, reasons=left), number
