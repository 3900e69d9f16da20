"""How far a person is in a lesson, and what was answered: kept as one JSON file for each lesson."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from engine import limits
from engine.errors import UserError
from engine.files import write_own
from engine.lesson.steps import Answer, Lesson
from engine.reading import read_file
from engine.records import LATER, read_json
from engine.words import _

DONE, SHOWN, PASSED = STATES = "done", "shown", "passed"
"""Done by the person, done by “show me”, or gone past. What is done stays so."""


@dataclass(frozen=True)
class Taken:
    """What became of one step. ``right``: None where nothing was marked. ``truth``: a measured answer."""

    state: str = field(default=PASSED, metadata=LATER)
    answer: Answer = field(default=None, metadata=LATER)
    right: bool | None = field(default=None, metadata=LATER)
    truth: float | None = field(default=None, metadata=LATER)

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise UserError(_("“{state}” is no state of a step.").format(state=self.state[:30]), "state")


@dataclass(frozen=True)
class Progress:
    """``at``: the name of the step in sight. ``steps``: by name, also of steps that the lesson has no longer.

    ``drawn``: by the name of its step, what the person drew in a figure, as numbers, None where there is nothing.
    """

    lesson: str
    at: str = field(default="", metadata=LATER)
    student: str = field(default="", metadata=LATER)
    steps: Mapping[str, Taken] = field(default_factory=dict, metadata=LATER)
    drawn: Mapping[str, tuple[float | None, ...]] = field(default_factory=dict, metadata=LATER)

    def taken(self, name: str) -> Taken | None:
        return self.steps.get(name)

    def reached(self, name: str, state: str) -> Progress:
        """The step is in that state now, if it was not in a better one: done is better than shown, and shown than
        passed."""
        former = self.steps.get(name)
        if former is not None and STATES.index(former.state) <= STATES.index(state):
            return self
        return self._with(name, replace(former or Taken(), state=state))

    def answered(self, name: str, answer: Answer, right: bool | None, truth: float | None = None) -> Progress:
        """An answer is given once; the first is kept."""
        former = self.steps.get(name, Taken())
        if former.answer is not None and former.right is not None:
            return self
        return self._with(name, replace(former, answer=answer, right=right, truth=truth))

    def with_drawing(self, name: str, drawing: tuple[float | None, ...]) -> Progress:
        """The newest is kept; an empty one is none."""
        others = {step: kept for step, kept in self.drawn.items() if step != name}
        return replace(self, drawn={**others, name: drawing} if drawing else others)

    def _with(self, name: str, taken: Taken) -> Progress:
        return replace(self, steps={**self.steps, name: taken})


def progress_path(folder: Path, lesson: Lesson) -> Path:
    """Where the progress in a lesson is kept, below a user's folder: by its title and language, so that a teacher may
    mend its words and steps."""
    mark = hashlib.sha256(f"{lesson.language}\n{lesson.title}".encode()).hexdigest()[:16]
    return folder / "lessons" / f"{mark}.json"


def load_progress(path: Path, lesson: Lesson) -> Progress:
    """From its file; at the beginning if there is none. Raises OSError, and UserError for a file that is damaged."""
    try:
        return read_json(Progress, read_file(path, limits.RECORD_FILE))
    except FileNotFoundError:
        return Progress(lesson.title)


def save_progress(path: Path, progress: Progress) -> None:
    """Whole, or as it was. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_own(path, json.dumps(asdict(progress), ensure_ascii=False, indent=1).encode())
