"""Puts the lesson together, with what of the window it has to know."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from gui.lesson.controller import LessonController
from gui.lesson.doings import Doings
from gui.lesson.figures.figure import Around, Figure, Form
from gui.lesson.figures.shelf import SHELF
from gui.lesson.house import House
from gui.lesson.light import Light
from gui.lesson.needs import InHand
from gui.lesson.signs import Signs
from gui.lesson.strip import LessonStrip
from gui.model.session import Session


def make_lesson(window: QWidget, strip: LessonStrip, session: Session, form: Form) -> tuple[LessonController, Signs]:
    """``form``: the Train form. The signs are told by the shell what only other features know."""
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
    return made, signs


def _figure(around: Around, name: str) -> Figure:
    return SHELF[name](around)
