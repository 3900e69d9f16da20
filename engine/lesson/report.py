"""What a student hands in: one HTML page, with the same facts as a block of data in it; and a folder of them as CSV."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from html import escape
from pathlib import Path

from engine import limits
from engine.errors import UserError
from engine.lesson.progress import DONE, SHOWN, Progress, Taken
from engine.lesson.steps import Answer, Lesson, Question, Step
from engine.numbers import number, short
from engine.reading import read_file
from engine.records import LATER, read_json
from engine.words import _

BLOCK = "inkling-lesson-answers"
_FOUND = re.compile(rf'<script type="application/json" id="{BLOCK}">(.*?)</script>', re.DOTALL)
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #bbb;padding:.4em;text-align:left;"
    "vertical-align:top}img{max-width:100%}.muted{color:#555}"
)


@dataclass(frozen=True)
class Handed:
    """The facts of a page. ``accuracy``: the last test accuracy in percent, if there was a run."""

    lesson: str
    language: str
    student: str
    date: str
    steps: Mapping[str, Taken]
    accuracy: float | None = field(default=None, metadata=LATER)
    network: str = field(default="", metadata=LATER)


def page(lesson: Lesson, handed: Handed, pictures: Sequence[tuple[str, bytes]] = ()) -> str:
    """``pictures``: plots as PNG, each with its caption. The page needs nothing beside it."""
    rows = "".join(_row(step, handed.steps.get(step.name)) for step in lesson.steps)
    head = "".join(
        f"<th>{escape(words)}</th>" for words in (_("Step"), _("How"), _("Question"), _("Answer"), _("Mark"))
    )
    shown = "".join(_picture(caption, data) for caption, data in pictures)
    facts = "".join(f"<p>{escape(sentence)}</p>" for sentence in _sentences(lesson, handed))
    data = json.dumps(asdict(handed), ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(handed.language)}"><head><meta charset="utf-8">'
        f"<title>{escape(handed.lesson)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(handed.lesson)}</h1>{facts}{shown}<table><tr>{head}</tr>{rows}</table>"
        f'<script type="application/json" id="{BLOCK}">{data}</script></body></html>\n'
    )


def handed_in(lesson: Lesson, progress: Progress, date: str, accuracy: float | None, network: str) -> Handed:
    """Of the steps that the lesson has."""
    steps = {step.name: taken for step in lesson.steps if (taken := progress.taken(step.name)) is not None}
    return Handed(lesson.title, lesson.language, progress.student, date, steps, accuracy, network)


def _sentences(lesson: Lesson, handed: Handed) -> Iterable[str]:
    if handed.student:
        yield _("By {student}, {date}").format(student=handed.student, date=handed.date)
    else:
        yield handed.date
    for sentence, challenge in (
        (_("{done} of {steps} steps done"), False),
        (_("{done} of {steps} challenges done"), True),
    ):
        names = [step.name for step in lesson.steps if step.challenge == challenge]
        done = sum(name in handed.steps and handed.steps[name].state == DONE for name in names)
        if names:
            yield sentence.format(done=done, steps=len(names))
    if handed.accuracy is not None:
        sentence = _("Test accuracy of the network trained last ({network}): {accuracy} %")
        yield sentence.format(network=handed.network, accuracy=number(handed.accuracy, 2))


def _row(step: Step, taken: Taken | None) -> str:
    state = "" if taken is None else {DONE: _("done"), SHOWN: _("was shown")}.get(taken.state, _("passed by"))
    ask = "" if step.question is None else step.question.ask
    cells = (step.title, state, ask, _in_words(step.question, taken), _mark(step.question, taken))
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _in_words(question: Question | None, taken: Taken | None) -> str:
    if question is None or taken is None or taken.answer is None:
        return ""
    return _with_unit(taken.answer, question)


def _with_unit(answer: Answer, question: Question) -> str:
    return f"{short(answer) if isinstance(answer, float) else _words(answer)} {question.unit}".strip()


def _words(answer: Answer) -> str:
    """For other programs, too: numbers as they have them."""
    if isinstance(answer, tuple):
        return ", ".join(answer)
    return str(answer) if isinstance(answer, str) else f"{answer:g}"


def _mark(question: Question | None, taken: Taken | None) -> str:
    if question is None or taken is None or taken.right is None:
        return ""
    truth = taken.truth if question.measured else question.answer
    return _("right") if taken.right else _("not right: {answer}").format(answer=_with_unit(truth, question))


def _picture(caption: str, data: bytes) -> str:
    coded = base64.b64encode(data).decode()
    return f'<p><img alt="{escape(caption)}" src="data:image/png;base64,{coded}"><br>{escape(caption)}</p>'


# A folder of pages


def read_handed(path: Path) -> Handed:
    """The facts in a page. Raises UserError, naming the file."""
    try:
        text = read_file(path, limits.LESSON_PAGE).decode("utf-8", "replace")
        found = _FOUND.search(text)
        if found is None:
            raise UserError(_("there are no answers to a lesson in it."))
        return read_json(Handed, found[1])
    except OSError as error:
        sentence = _("{name} could not be read: {reason}.")
        raise UserError(sentence.format(name=path.name, reason=error.strerror or error)) from error
    except UserError as error:
        raise UserError(f"{path.name}: {error}") from error


def as_csv(pages: Mapping[str, Handed]) -> str:
    """One row for each page, by the name of its file; a column for what became of each step, its answer and mark."""
    names = list(dict.fromkeys(name for handed in pages.values() for name in handed.steps))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    columns = [f"{name}{part}" for name in names for part in ("", ": answer", ": right")]
    writer.writerow(["file", "student", "date", "lesson", "network", "accuracy", "steps done", *map(_cell, columns)])
    for file, handed in pages.items():
        done = sum(taken.state == DONE for taken in handed.steps.values())
        facts = (file, handed.student, handed.date, handed.lesson, handed.network)
        accuracy = "" if handed.accuracy is None else handed.accuracy
        steps = [cell for name in names for cell in _cells(handed.steps.get(name))]
        writer.writerow([*map(_cell, facts), accuracy, done, *steps])
    return out.getvalue()


def _cells(taken: Taken | None) -> tuple[str, ...]:
    if taken is None:
        return "", "", ""
    answer = "" if taken.answer is None else _words(taken.answer)
    is_text = isinstance(taken.answer, str | tuple)
    return taken.state, _cell(answer) if is_text else answer, "" if taken.right is None else str(int(taken.right))


def _cell(text: str) -> str:
    """What a spreadsheet would take for a formula is put as a text: the pages come from strangers."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
