"""What was done of a lesson before, and the file that keeps what is done now; for other threads."""

from __future__ import annotations

from pathlib import Path

from engine.errors import UserError
from engine.lesson.progress import Progress, load_progress, progress_path, save_progress
from engine.lesson.steps import Lesson
from engine.words import _


def read_kept(lesson: Lesson, folder: Path | None) -> tuple[Lesson, Path | None, Progress, str]:
    """The lesson, where its progress is kept, that, and what is to be told of it."""
    if folder is None:
        return lesson, None, Progress(lesson.title), ""
    kept = progress_path(folder, lesson)
    try:
        return lesson, kept, load_progress(kept, lesson), ""
    except (OSError, UserError) as error:
        sentence = _("What you did in this lesson before could not be read, and is left as it is: {error}")
        return lesson, None, Progress(lesson.title), sentence.format(error=error)


def write_kept(path: Path, progress: Progress) -> None:
    try:
        save_progress(path, progress)
    except OSError as error:
        sentence = _("Your answers could not be written in {file}: {reason}.")
        raise UserError(sentence.format(file=path, reason=error.strerror or error)) from error
