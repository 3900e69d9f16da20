"""What a lesson says of itself: what it is for, how long it takes, who wrote it, and how it may be passed on."""

from __future__ import annotations

from engine.lesson.steps import Lesson
from engine.numbers import number
from engine.words import _, ngettext


def extent(lesson: Lesson) -> str:
    """ "22 steps, 58 minutes"."""
    steps = ngettext("{count} step", "{count} steps", len(lesson.steps)).format(count=len(lesson.steps))
    return _("{steps}, {minutes} minutes").format(steps=steps, minutes=number(lesson.minutes, 0))


def about(lesson: Lesson) -> str:
    """In two lines, the first of which is empty where the lesson does not say what it is for."""
    facts = [extent(lesson)]
    if lesson.author.strip():
        facts.append(_("by {author}").format(author=lesson.author.strip()))
    if lesson.licence.strip():
        facts.append(_("licence: {licence}").format(licence=lesson.licence.strip()))
    return f"{' '.join(lesson.about.split())}\n{' · '.join(facts)}"
