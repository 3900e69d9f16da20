"""Check a lesson's file, or make one table of the pages that a class has handed in.

  inkling lesson my-lesson.inkling-lesson
  inkling lesson --pages folder > class.csv

Of a lesson that is sound it is told what it is; of one that is not, the line of the file in which it is wrong.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.frame import say, tell
from engine.errors import UserError
from engine.lesson.about import about
from engine.lesson.reading import read_lesson
from engine.lesson.reading_time import reading_minutes
from engine.lesson.report import Handed, as_csv, read_handed
from engine.numbers import number
from engine.words import _


def fill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", nargs="?", type=Path, metavar="FILE", help=_("a lesson"))
    parser.add_argument(
        "--pages", type=Path, metavar="FOLDER", help=_("a folder of the HTML pages that a class has handed in")
    )


def work(arguments: argparse.Namespace) -> None:
    if (arguments.lesson is None) == (arguments.pages is None):
        raise UserError(_("Name a lesson, or a folder with --pages."))
    if arguments.lesson is not None:
        say(in_words(arguments.lesson))
    else:
        say(as_csv(pages_in(arguments.pages)).rstrip("\n"))


def in_words(path: Path) -> str:
    """What is in a lesson that is sound. Raises UserError for one that is not."""
    lesson = read_lesson(path)
    head = _("“{title}” ({language}), reading takes {reading} minutes").format(
        title=lesson.title, language=lesson.language, reading=number(reading_minutes(lesson), 0)
    )
    return "\n".join([head, *filter(None, about(lesson).split("\n"))])


def pages_in(folder: Path) -> dict[str, Handed]:
    """By the names of their files; one that cannot be read is told, and left out. Raises UserError if there is none."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".html", ".htm"))
    except OSError as error:
        sentence = _("{name} could not be read: {reason}.")
        raise UserError(sentence.format(name=folder.name, reason=error.strerror or error)) from error
    found = {}
    for path in paths:
        try:
            found[path.name] = read_handed(path)
        except UserError as error:
            tell(str(error))
    if not found:
        raise UserError(_("{name} holds no page with answers to a lesson.").format(name=folder.name))
    return found
