"""Puts the lesson together when it is wanted first, with what of the window it has to know."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from gui.lesson.beside import Beside
from gui.lesson.controller import LessonController
from gui.lesson.doings import Doings
from gui.lesson.figures.figure import Around, Figure, Form
from gui.lesson.house import House
from gui.lesson.lesson_files import LessonFiles
from gui.lesson.light import Light
from gui.lesson.needs import InHand
from gui.lesson.signs import Signs
from gui.lesson.strip import LessonStrip
from gui.model.session import Session


class LessonRoom(NamedTuple):
    """``signs``: are told by the shell what only other features know."""

    controller: LessonController
    signs: Signs
    files: LessonFiles


def make_lesson(window: QWidget, beside: Beside, session: Session, form: Form) -> LessonRoom:
    """``beside``: where the strip goes; ``form``: the Train form."""
    strip = LessonStrip(beside)
    beside.placed.connect(strip.place_beside)
    beside.add_strip(strip)
    house = House(window, window)
    signs = Signs(house, session.drawing, session.judge, session.training, session.tasks, window)
    doings = Doings(house, session.drawing, session.networks)
    in_hand = InHand(house, session.data, session.networks, form)
    around = Around(session.data, session.networks, session.training, form, session.tasks, session.measured)
    made = LessonController(
        strip, house, signs, doings, in_hand, partial(_figure, around), Light(window), session.tasks, session.messages,
        window,
    )  # fmt: skip
    for changed in (session.data.changed, session.networks.changed, form.changed):
        changed.connect(made.refresh_needs)
    files = LessonFiles(made, session.training, session.tasks, session.messages, window)
    return LessonRoom(made, signs, files)


def _figure(around: Around, name: str) -> Figure:
    from gui.lesson.figures.shelf import SHELF  # where no lesson is opened, none of them is wanted

    return SHELF[name](around)
