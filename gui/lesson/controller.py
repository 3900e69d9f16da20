"""Leads through a lesson: which step is in sight, what has been seen of it, what was answered; all of it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from engine.lesson.marking import is_right
from engine.lesson.names import ALL_SIGNS, NUMBER
from engine.lesson.progress import DONE, PASSED, SHOWN, Progress
from engine.lesson.reading import SHIPPED, read_lesson
from engine.lesson.steps import Answer, Lesson, Step, Value
from engine.lesson.watching import Watch
from gui.lesson.doings import Doings
from gui.lesson.figures.figure import Figure
from gui.lesson.house import House
from gui.lesson.keeping import read_kept, write_kept
from gui.lesson.light import Light
from gui.lesson.lighting import Lighting
from gui.lesson.needs import InHand
from gui.lesson.showing import Showing
from gui.lesson.signs import Signs
from gui.lesson.step_view import StepView
from gui.lesson.strip import LessonStrip
from gui.lesson.visit import Visit, Visits
from gui.work.messages import Messages
from gui.work.settings import data_folder
from gui.work.tasks import Job, Tasks

RACED = "raced"
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
        self._in_hand, self._figures = in_hand, figures
        self.lighting = Lighting(house, light, self)
        self._tasks, self._messages = tasks, messages
        self.lesson: Lesson | None = None
        self.progress = Progress("")
        self._path: Path | None = None
        self._index = 0
        self._visits = Visits()
        self._visit: Visit | None = None  # of the step in sight
        self._trains: Visit | None = None  # the step at which the person began the run in hand
        self._counts = True
        self.showing = Showing(house, doings, lambda step: in_hand.has_digits(step.needs), self)
        self.showing.waits.connect(self._on_waiting)
        self.showing.trained.connect(signs.disown)
        strip.hide()
        strip.closed.connect(self.close)
        strip.step_wanted.connect(self.go_to)
        strip.show_wanted.connect(self._on_show_wanted)
        strip.lit_wanted.connect(self.lighting.take_focus)
        strip.page_wanted.connect(self.hand_in_wanted)
        strip.anew_wanted.connect(self._on_anew)
        signs.seen.connect(self._on_seen)
        signs.run_begun.connect(self._on_run_begun)
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
        """Read a lesson, and what was done of it before, after all that is still to be written of that."""
        self._tasks.start("open lesson", lambda: read_lesson(path), self._on_lesson_read)

    def _on_lesson_read(self, lesson: Lesson) -> None:
        self._tasks.queue("lesson", partial(read_kept, lesson, data_folder()), self._on_read, job=Job())

    def _on_read(self, found: tuple[Lesson, Path | None, Progress, str]) -> None:
        self.showing.stop()
        self._forget()
        self.lesson, self._path, self.progress, problem = found
        if problem:
            self._messages.failed.emit(problem)
        names = [step.name for step in self.lesson.steps]
        self._index = names.index(self.progress.at) if self.progress.at in names else 0
        self.strip.show_lesson(self.lesson)
        self._show()

    def close(self) -> None:
        """Out of the way; F1 brings it back."""
        self.showing.stop()
        self.lighting.put_on(None)
        self.strip.hide()
        self.changed.emit()

    def _on_anew(self) -> None:
        self.progress = Progress(self.progress.lesson, student=self.progress.student)
        self._forget()
        self._index = 0
        self._show()

    def _forget(self) -> None:
        self._visit = self._trains = None
        self._visits.clear()

    def set_student(self, name: str) -> None:
        self.progress = replace(self.progress, student=name)
        self._keep()

    def to_hand_in(self) -> list[tuple[str, QWidget]]:
        """What was drawn at the steps, each with its caption."""
        for step in self.lesson.steps if self.lesson is not None else ():
            if step.name in self.progress.drawn and self._visits.get(step) is None:
                self._come_to(step)  # it was drawn before the program was started
        figures = [visit.view.figure for visit in self._visits.all()]
        return [found for figure in figures if figure is not None and (found := figure.to_hand_in()) is not None]

    # Which step

    @property
    def step(self) -> Step | None:
        return None if self.lesson is None else self.lesson.steps[self._index]

    def go_to(self, index: int) -> None:
        if self.lesson is None or not 0 <= index < len(self.lesson.steps):
            return
        if index > self._index and self.step is not None:
            self.progress = self.progress.reached(self.step.name, PASSED)
        self._index = index
        self._show()

    def _show(self) -> None:
        """The step as it was left; what it asks for counts from when it was first in sight."""
        step = self.step
        if step is None:
            return
        self.showing.stop()
        self._house.uncover()
        self._house.show_page(step.page)  # before anything counts
        visit = self._visit = self._come_to(step)
        self._signs.begin()
        self.strip.show_step(self._index, visit.view)
        self.strip.show()
        self.lighting.put_on(step)
        self.progress = replace(self.progress, at=step.name)
        self._counts = self._in_hand.counts(step.needs)
        self._refresh()
        self._keep()
        self.changed.emit()
        self._tell_on()

    def _come_to(self, step: Step) -> Visit:
        """A step that was shown begins anew, so that the person can do it, too; not before what was shown is over."""
        visit = self._visits.get(step)
        if visit is not None and visit.shown and not self._doings.busy:
            self._visits.drop(step)
            visit = None
        if visit is None:
            watch = Watch(step.done)
            visit = Visit(self._view(step), watch, watch.done)
            self._visits.put(visit)
        return visit

    def _view(self, step: Step) -> StepView:
        figure = self._figures(step.figure) if step.figure else None
        view = StepView(step, figure)
        if figure is not None:
            figure.show_drawing(self.progress.drawn.get(step.name, ()))
            figure.used.connect(self._on_figure_used)
            figure.drawing_changed.connect(self._on_figure_drawn)
        view.answered.connect(self._on_answered)
        view.restore_wanted.connect(self._on_restore_wanted)
        view.way_wanted.connect(self.showing.make_way)
        view.word_wanted.connect(self.word_wanted)
        return view

    def _tell_on(self) -> None:
        """A place that is in sight already need not be left and found again, nor a switch switched off and on."""
        self._house.tell_shown()
        self._signs.tell_on()

    def refresh_needs(self) -> None:
        """Something that a step may need is another now."""
        if self._visit is None or not self.open:
            return
        view = self._visit.view
        step = view.step
        view.show_missing(self._in_hand.missing(step.needs), self._in_hand.can_restore(step.needs))
        counted, self._counts = self._counts, self._in_hand.counts(step.needs)
        if self._counts and not counted:
            self._tell_on()

    def _refresh(self) -> None:
        visit = self._visit
        if visit is None or self.lesson is None:
            return
        with self.strip.keeping_focus():
            visit.view.show_taken(self.progress.taken(visit.view.step.name), visit.seen)
            self.strip.show_marks(self.lesson, self.progress)
            self.refresh_needs()

    # What the person does

    def _on_seen(self, name: str, value: Value) -> None:
        """Counts with what the step needs in hand. An experiment counts at whatever step it ends."""
        counts = self._visit is not None and self.open and self._counts and not self.showing.active
        visits = self._visits.all() if name == RACED else [self._visit] if counts else []
        for visit in visits:
            if ALL_SIGNS[name] == NUMBER and isinstance(value, float):
                visit.measured[name] = value
            self._take(visit, visit.watch.see(name, value))

    def _on_figure_used(self) -> None:
        """Of the step in sight: one that was left may still find what it was to show."""
        visit = self._visit
        if visit is not None and visit.view.figure is self.sender():
            self._on_seen("figure", visit.view.step.figure)

    def _on_figure_drawn(self) -> None:
        visit = self._visit
        if visit is not None and visit.view.figure is self.sender():
            self.progress = self.progress.with_drawing(visit.view.step.name, visit.view.figure.drawing())
            self._keep()

    def _on_run_begun(self) -> None:
        self._trains = self._visit if self.open else None

    def _on_run_seen(self, facts: Mapping[str, Value], own: bool) -> None:
        """Counts for the step in sight, and for the one at which the run was begun."""
        for visit in {self._visit, self._trains}:
            if visit is not None and (own or visit.shown):
                visit.measured |= {name: value for name, value in facts.items() if isinstance(value, float)}
                self._take(visit, visit.watch.see_run(facts))

    def _take(self, visit: Visit, seen: bool) -> None:
        """All that the step asks for has been seen, if ``seen``."""
        if seen and not visit.seen:
            visit.seen = True
            self._mark_measured(visit)
            self._tick(visit)

    def _on_answered(self, answer: Answer) -> None:
        if self._visit is not None:
            self._mark(self._visit, answer)
            self._tick(self._visit)

    def _mark(self, visit: Visit, answer: Answer) -> None:
        step = visit.view.step
        if step.question is not None:
            measured = visit.measured.get(step.question.measured) if visit.seen else None
            right = is_right(step.question, answer, measured)
            self.progress = self.progress.answered(step.name, answer, right, measured)

    def _mark_measured(self, visit: Visit) -> None:
        """What was guessed before it was measured is marked now."""
        step = visit.view.step
        taken = self.progress.taken(step.name)
        if step.question is not None and step.question.measured and taken is not None:
            self._mark(visit, taken.answer)

    def _tick(self, visit: Visit) -> None:
        """The step is done if all has been seen and its question is answered."""
        step = visit.view.step
        taken = self.progress.taken(step.name)
        answered = step.question is None or (taken is not None and taken.answer is not None)
        if visit.seen and answered and not visit.shown and (step.done or step.question is not None):
            self.progress = self.progress.reached(step.name, DONE)
        self._refresh()
        self._keep()
        if visit.seen and answered and visit is self._visit:
            QTimer.singleShot(0, self.strip.reveal_end)

    # What is done for the person

    def _on_restore_wanted(self) -> None:
        if self.step is not None:
            self._in_hand.restore(self.step.needs)
            self.refresh_needs()

    def _on_show_wanted(self) -> None:
        visit = self._visit
        if visit is None:
            return
        step, visit.shown = visit.view.step, True
        self.progress = self.progress.reached(step.name, SHOWN)
        self._in_hand.restore(step.needs)
        self._refresh()
        self._keep()
        self.showing.begin(step, visit.view.figure)

    def _on_waiting(self, sentence: str) -> None:
        if self._visit is not None:
            self._visit.view.show_waiting(sentence, self._doings.busy)

    # Keeping

    def _keep(self) -> None:
        path, progress = self._path, self.progress
        if path is not None:
            self._tasks.queue("lesson", lambda: write_kept(path, progress))
