"""Check a lesson's file, or make one table of the pages that a class has handed in.

  inkling lesson my-lesson.inkling-lesson
  inkling lesson --pages folder > class.csv

A lesson that is sound is told in a line; one that is not, with the line of the file in which it is wrong.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.frame import say, tell
from engine.errors import UserError
from engine.lesson.reading import read_lesson
from engine.lesson.reading_time import reading_minutes
from engine.lesson.report import Handed, as_csv, read_handed
from engine.numbers import number
from engine.words import _, ngettext


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
    steps = ngettext("{count} step", "{count} steps", len(lesson.steps)).format(count=len(lesson.steps))
    sentence = _("“{title}” ({language}): {steps}, {minutes} minutes, of which reading takes {reading}.")
    minutes, reading = number(lesson.minutes, 0), number(reading_minutes(lesson), 0)
    return sentence.format(title=lesson.title, language=lesson.language, steps=steps, minutes=minutes, reading=reading)


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
