"""Lessons from files, and the page that is handed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog, QWidget

from engine.files import write_for_person
from engine.lesson.reading import ENDING
from engine.lesson.report import Handed, handed_in, page
from engine.lesson.steps import Lesson
from engine.words import _
from gui.lesson.controller import LessonController
from gui.model.run_under_way import RunUnderWay
from gui.widgets.export import picture_png, with_ending
from gui.widgets.file_choice import ask_open, ask_save
from gui.work.messages import Messages
from gui.work.tasks import Tasks

PLOTS = {"lossPlot": _("Loss"), "accuracyPlot": _("Accuracy")}
"""What goes into the page, if there is a run: by objectName."""


class LessonFiles(QObject):
    def __init__(
        self, lesson: LessonController, training: RunUnderWay, tasks: Tasks, messages: Messages, window: QWidget
    ) -> None:
        super().__init__(window)
        self._lesson, self._training, self._tasks, self._messages = lesson, training, tasks, messages
        self._window = window
        lesson.hand_in_wanted.connect(self.ask_hand_in)

    def ask_open(self) -> None:
        """Let the person choose a lesson."""
        kinds = _("Lessons (*{ending})").format(ending=ENDING)
        path = ask_open(self._window, _("Open a lesson"), "lessons", kinds)
        if path:
            self._lesson.open_file(path)

    def ask_hand_in(self) -> None:
        """Let the person say who it is from, if they like, and where the page goes."""
        lesson = self._lesson.lesson
        if lesson is None:
            self._messages.told.emit(_("Begin the lesson first (F1): there is nothing to hand in yet"))
            return
        asked = _("Your name, if you want it on the page:")
        name, goes_on = QInputDialog.getText(self._window, _("Hand in"), asked, text=self._lesson.progress.student)
        if not goes_on:
            return
        self._lesson.set_student(name.strip()[:100])
        file = f"{name.strip()[:100] or _('lesson')}.html".replace("/", "-")
        path, _kind = ask_save(self._window, _("Save the page"), "answers", file, _("Pages (*.html)"))
        if path:
            self.hand_in(lesson, with_ending(path, "html"))

    def hand_in(self, lesson: Lesson, path: Path) -> None:
        """Write the page; says so, or why not."""
        handed, pictures = self._handed(lesson), self._pictures()
        said = _("Saved {file}: hand it in").format(file=path.name)
        self._tasks.queue(
            "handing in",
            lambda: write_for_person(path, page(lesson, handed, pictures).encode("utf-8")),
            lambda _saved: self._messages.told.emit(said),
        )

    def _handed(self, lesson: Lesson) -> Handed:
        run = self._training.run
        today = date.today().isoformat()
        if run is None or run.history.count < 2:
            return handed_in(lesson, self._lesson.progress, today, None, "")
        accuracy = float(run.history.test_accuracy[run.history.count - 1])
        return handed_in(lesson, self._lesson.progress, today, accuracy, str(run.spec))

    def _pictures(self) -> list[tuple[str, bytes]]:
        run, found = self._training.run, self._lesson.to_hand_in()
        if run is not None and run.history.count > 1:
            found += [(words, self._window.findChild(QWidget, name)) for name, words in PLOTS.items()]
        return [(words, picture_png(widget)) for words, widget in found if widget is not None]
