"""Leads through a lesson: which step is in sight, what has been seen of it, what was answered; all of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from engine.errors import UserError
from engine.lesson.marking import is_right
from engine.lesson.names import ALL_SIGNS, NUMBER
from engine.lesson.progress import (
    DONE,
    PASSED,
    SHOWN,
    Progress,
    load_progress,
    progress_path,
    save_progress,
)
from engine.lesson.reading import SHIPPED, read_lesson
from engine.lesson.steps import Answer, Doing, Lesson, Step, Value
from engine.lesson.watching import Watch
from engine.words import _
from gui.lesson.doings import Doings
from gui.lesson.figures.figure import Figure
from gui.lesson.house import House
from gui.lesson.light import Light
from gui.lesson.needs import InHand
from gui.lesson.signs import Signs
from gui.lesson.step_view import LOOKED_AT, OPEN, TICKED, StepView
from gui.lesson.strip import LessonStrip
from gui.work.messages import Messages
from gui.work.settings import data_folder
from gui.work.tasks import Tasks

PAUSE = 350  # milliseconds between two things that are shown, so that one can follow
MARKS = {DONE: TICKED, SHOWN: LOOKED_AT}

Figures = Callable[[str], Figure]


class LessonController(QObject):
    changed = Signal()
    """The lesson is in sight, or is not any more."""
    hand_in_wanted = Signal()
    word_wanted = Signal(str)
    """More is to be said of this word."""

    def __init__(
        self, strip: LessonStrip, house: House, signs: Signs, doings: Doings, in_hand: InHand, figures: Figures,
        light: Light, tasks: Tasks, messages: Messages, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.strip, self._house, self._signs, self._doings = strip, house, signs, doings
        self._in_hand, self._figures, self._light = in_hand, figures, light
        self._tasks, self._messages = tasks, messages
        self.lesson: Lesson | None = None
        self.progress = Progress("")
        self._path: Path | None = None
        self._index = 0
        self._watch = Watch(())
        self._seen, self._shown = True, False
        self._measured: dict[str, float] = {}
        self._to_show: list[Doing] = []
        self._showing = QTimer(self, interval=PAUSE)
        self._showing.timeout.connect(self._show_one)
        strip.hide()
        strip.closed.connect(self.close)
        strip.step_wanted.connect(self.go_to)
        strip.show_wanted.connect(self._on_show_wanted)
        strip.page_wanted.connect(self.hand_in_wanted)
        strip.anew_wanted.connect(self._on_anew)
        signs.seen.connect(self._on_seen)
        signs.run_seen.connect(self._on_run_seen)

    # Which lesson

    @property
    def open(self) -> bool:
        return self.strip.isVisibleTo(self.strip.parentWidget())

    def begin(self) -> None:
        """Go on where it was left; the lesson that ships, if there was none."""
        if self.lesson is None:
            self.open_file(SHIPPED)
        else:
            self._show()

    def open_file(self, path: Path) -> None:
        """Read a lesson, and what was done of it before."""
        folder = data_folder()
        self._tasks.start("open lesson", lambda: _read(path, folder), self._on_read)

    def _on_read(self, found: tuple[Lesson, Path | None, Progress, str]) -> None:
        self.lesson, self._path, self.progress, problem = found
        if problem:
            self._messages.failed.emit(problem)
        names = [step.name for step in self.lesson.steps]
        self._index = names.index(self.progress.at) if self.progress.at in names else 0
        self.strip.show_lesson(self.lesson)
        self._show()

    def close(self) -> None:
        """Out of the way; F1 brings it back."""
        self._showing.stop()
        self._light.put_on(None)
        self.strip.hide()
        self.changed.emit()

    def _on_anew(self) -> None:
        self.progress = Progress(self.progress.lesson, student=self.progress.student)
        self.go_to(0)

    def set_student(self, name: str) -> None:
        self.progress = replace(self.progress, student=name)
        self._keep()

    # Which step

    @property
    def showing(self) -> bool:
        """Whether things are done for the person just now."""
        return self._showing.isActive()

    @property
    def step(self) -> Step | None:
        return None if self.lesson is None else self.lesson.steps[self._index]

    def go_to(self, index: int) -> None:
        if self.lesson is None or not 0 <= index < len(self.lesson.steps):
            return
        if index > self._index and self.step is not None:
            self._reach(PASSED)
        self._index = index
        self._show()

    def _show(self) -> None:
        """The step from its beginning: what it asks for counts from now."""
        step = self.step
        if step is None:
            return
        self._showing.stop()
        self._house.show_page(step.page)  # before anything counts
        self._measured.clear()
        self._watch = Watch(step.done)
        self._seen, self._shown = self._watch.done, False
        figure = self._figures(step.figure) if step.figure else None
        view = StepView(step, figure)
        if figure is not None:
            figure.used.connect(self._on_figure_used)
        view.answered.connect(self._on_answered)
        view.restore_wanted.connect(self._on_restore_wanted)
        view.word_wanted.connect(self.word_wanted)
        self._signs.begin()
        self.strip.show_step(self._index, view)
        self.strip.show()
        self._light.put_on(self._house.bring_around(step.page, step.light))
        self.progress = replace(self.progress, at=step.name)
        self._refresh()
        self._keep()
        self.changed.emit()
        self._house.tell_shown()  # a place that is in sight already need not be left and found again
        self._signs.tell_on()

    def refresh_needs(self) -> None:
        """Something that a step may need is another now."""
        step, view = self.step, self.strip.view
        if step is not None and view is not None and self.open:
            view.show_missing(self._in_hand.missing(step.needs))

    def _refresh(self) -> None:
        step, view = self.step, self.strip.view
        if step is None or view is None or self.lesson is None:
            return
        view.show_taken(self.progress.taken(step.name), self._seen)
        titles = []
        for number, one in enumerate(self.lesson.steps, start=1):
            taken = self.progress.taken(one.name)
            titles.append(f"{MARKS.get(taken.state, OPEN) if taken else OPEN} {number} · {one.title}")
        done = sum(taken.state == DONE for one in self.lesson.steps if (taken := self.progress.taken(one.name)))
        self.strip.show_marks(titles, done)
        self.refresh_needs()

    # What the person does

    def _on_seen(self, name: str, value: Value) -> None:
        if not self.open or self.showing:
            return
        if ALL_SIGNS[name] == NUMBER and isinstance(value, float):
            self._measured[name] = value
        self._take(self._watch.see(name, value))

    def _on_figure_used(self) -> None:
        step = self.step
        if step is not None:
            self._on_seen("figure", step.figure)

    def _on_run_seen(self, facts: Mapping[str, Value]) -> None:
        if self.open:
            self._measured |= {name: value for name, value in facts.items() if isinstance(value, float)}
            self._take(self._watch.see_run(facts))

    def _take(self, seen: bool) -> None:
        """All that the step asks for has been seen, if ``seen``."""
        if seen and not self._seen:
            self._seen = True
            self._mark_measured()
            self._tick()

    def _on_answered(self, answer: Answer) -> None:
        step = self.step
        if step is None or step.question is None:
            return
        measured = self._measured.get(step.question.measured) if self._seen else None
        right = is_right(step.question, answer, measured)
        self.progress = self.progress.answered(step.name, answer, right, measured)
        self._tick()

    def _mark_measured(self) -> None:
        """What was guessed before it was measured is marked now."""
        step = self.step
        taken = None if step is None else self.progress.taken(step.name)
        if step is None or step.question is None or taken is None or not step.question.measured:
            return
        measured = self._measured.get(step.question.measured)
        right = is_right(step.question, taken.answer, measured)
        self.progress = self.progress.answered(step.name, taken.answer, right, measured)

    def _tick(self) -> None:
        """The step is done if all has been seen and its question is answered."""
        step = self.step
        if step is None:
            return
        taken = self.progress.taken(step.name)
        answered = step.question is None or (taken is not None and taken.answer is not None)
        if self._seen and answered and not self._shown and (step.done or step.question is not None):
            self._reach(DONE)
        self._refresh()
        self._keep()
        if self._seen and answered:
            QTimer.singleShot(0, self.strip.reveal_end)

    def _reach(self, state: str) -> None:
        if self.step is not None:
            self.progress = self.progress.reached(self.step.name, state)

    # What is done for the person

    def _on_restore_wanted(self) -> None:
        if self.step is not None:
            self._in_hand.restore(self.step.needs)
            self.refresh_needs()

    def _on_show_wanted(self) -> None:
        step = self.step
        if step is None:
            return
        self._shown = True
        self._reach(SHOWN)
        self._in_hand.restore(step.needs)
        self._house.bring(step.page, step.light)
        self._to_show = list(step.show)
        self._showing.start()
        self._show_one()
        self._refresh()
        self._keep()

    def _show_one(self) -> None:
        """One thing after another; what the person does meanwhile does not count."""
        step = self.step
        if not self._to_show or step is None:
            self._showing.stop()
            return
        doing = self._to_show.pop(0)
        figure = None if self.strip.view is None else self.strip.view.figure
        if doing.do == "figure" and figure is not None:
            figure.show_me()
        elif doing.do == "place":
            self._house.bring(step.page, str(doing.value))
        else:
            self._doings.do(doing)

    # Keeping

    def _keep(self) -> None:
        path, progress = self._path, self.progress
        if path is not None:
            self._tasks.queue("lesson", lambda: _write(path, progress))


def _read(path: Path, folder: Path | None) -> tuple[Lesson, Path | None, Progress, str]:
    """In another thread. The last: what is to be told of the progress. Raises UserError for the lesson."""
    lesson = read_lesson(path)
    if folder is None:
        return lesson, None, Progress(lesson.title), ""
    kept = progress_path(folder, lesson)
    try:
        return lesson, kept, load_progress(kept, lesson), ""
    except (OSError, UserError) as error:
        sentence = _("What you did in this lesson before could not be read, and is left as it is: {error}")
        return lesson, None, Progress(lesson.title), sentence.format(error=error)


def _write(path: Path, progress: Progress) -> None:
    try:
        save_progress(path, progress)
    except OSError as error:
        sentence = _("Your answers could not be written in {file}: {reason}.")
        raise UserError(sentence.format(file=path, reason=error.strerror or error)) from error
