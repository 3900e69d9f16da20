"""What a lesson and its steps are; each checks itself. What is wrong is told with the name of the entry."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from engine.errors import UserError
from engine.lesson.names import (
    ALL_SIGNS,
    DIGIT_SETS,
    DOINGS,
    FIGURES,
    NETWORKS,
    NOTHING,
    NUMBER,
    PAGES,
    PLACES,
    TEXT,
)
from engine.numbers import whole
from engine.records import LATER
from engine.words import _

MOST_STEPS = 200
MOST_CHOICES = 12
KINDS = "number", "slider", "choice", "order", "text"
"""Of questions. The answer to a text is kept, and never marked."""

# The last kind is that of the sentence about a value that is of none of them.
Value = float | None | str
Answer = tuple[str, ...] | float | None | str


@dataclass(frozen=True)
class Doing:
    """One thing that “show me” does: a name of DOINGS, and the value that it takes."""

    do: str
    value: Value = field(default=None, metadata=LATER)

    def __post_init__(self) -> None:
        _check_name("do", self.do, DOINGS)
        _check_value("do", self.do, DOINGS[self.do], self.value)


@dataclass(frozen=True)
class Sign:
    """Something that has to be seen before a step is ticked: a name of ALL_SIGNS, and what its value has to be."""

    when: str
    value: Value = field(default=None, metadata=LATER)
    one_of: tuple[str, ...] = field(default=(), metadata=LATER)
    at_least: float | None = field(default=None, metadata=LATER)
    at_most: float | None = field(default=None, metadata=LATER)

    def __post_init__(self) -> None:
        _check_name("when", self.when, ALL_SIGNS)
        kind = ALL_SIGNS[self.when]
        if self.one_of and (kind != TEXT or self.value is not None):
            raise UserError(_("“one_of” stands beside a sign that is a text, and without “value”."), "when")
        bounds = self.at_least is not None or self.at_most is not None
        if bounds and (kind != NUMBER or self.value is not None):
            raise UserError(
                _("“at_least” and “at_most” stand beside a sign that is a number, and without “value”."), "when"
            )
        if self.value is not None:
            _check_value("when", self.when, kind, self.value)

    def holds(self, value: Value) -> bool:
        """Whether this is seen in a sign of the same name with ``value``."""
        if self.value is not None:
            return value == self.value
        if self.one_of:
            return value in self.one_of
        if not isinstance(value, float | int):
            return self.at_least is None and self.at_most is None
        low = -math.inf if self.at_least is None else self.at_least
        high = math.inf if self.at_most is None else self.at_most
        return low <= value <= high


@dataclass(frozen=True)
class Needs:
    """What has to be in hand for a step: a set that ships, fields of the Train form, a network."""

    digits: str = field(default="", metadata=LATER)
    form: Mapping[str, str] = field(default_factory=dict, metadata=LATER)
    network: str = field(default="", metadata=LATER)

    def __post_init__(self) -> None:
        if self.digits:
            _check_name("digits", self.digits, DIGIT_SETS)
        if self.network:
            _check_name("network", self.network, NETWORKS)


@dataclass(frozen=True)
class Question:
    """``kind``: one of KINDS. ``answer``: a number, one of ``choices``, or all of them in order; ``measured``: the sign
    whose value, as it was last seen, is the answer. ``tolerance``: how far off a number may be. ``why``: said
    afterwards."""

    kind: str
    ask: str
    why: str = field(default="", metadata=LATER)
    answer: Answer = field(default=None, metadata=LATER)
    measured: str = field(default="", metadata=LATER)
    tolerance: float = field(default=0.0, metadata=LATER)
    choices: tuple[str, ...] = field(default=(), metadata=LATER)
    low: float = field(default=0.0, metadata=LATER)
    high: float = field(default=100.0, metadata=LATER)
    unit: str = field(default="", metadata=LATER)

    def __post_init__(self) -> None:
        _check_name("kind", self.kind, KINDS)
        _check_there("ask", self.ask)
        check = {"number": self._check_number, "slider": self._check_slider, "choice": self._check_choice}
        check.get(self.kind, self._check_order if self.kind == "order" else self._check_text)()

    def _check_number(self) -> None:
        if self.measured:
            _check_name("measured", self.measured, ALL_SIGNS)
            if ALL_SIGNS[self.measured] != NUMBER or self.answer is not None:
                raise UserError(_("“measured” names a sign that is a number, in the place of “answer”."), "measured")
        elif not isinstance(self.answer, float):
            raise UserError(_("The answer to a number or a slider is a number."), "answer")
        if self.tolerance < 0:
            raise UserError(_("“tolerance” is 0 or more."), "tolerance")

    def _check_slider(self) -> None:
        self._check_number()
        if not self.low < self.high:
            raise UserError(_("A slider runs from “low” to “high”, which is more."), "high")
        if isinstance(self.answer, float) and not self.low <= self.answer <= self.high:
            raise UserError(_("The answer is not between the ends of the slider."), "answer")

    def _check_choices(self) -> None:
        if not 2 <= len(self.choices) <= MOST_CHOICES:
            raise UserError(_("A question has 2 to {most} choices.").format(most=MOST_CHOICES), "choices")
        if len(set(self.choices)) < len(self.choices) or not all(choice.strip() for choice in self.choices):
            raise UserError(_("Each choice has words, and no two have the same."), "choices")

    def _check_choice(self) -> None:
        self._check_choices()
        if self.answer not in self.choices:
            raise UserError(_("The answer is one of the choices, word for word."), "answer")

    def _check_order(self) -> None:
        self._check_choices()
        if not isinstance(self.answer, tuple) or sorted(self.answer) != sorted(self.choices):
            raise UserError(_("The answer has all choices, in the right order."), "answer")

    def _check_text(self) -> None:
        if self.answer is not None:
            raise UserError(_("A free text is kept, and never marked: it has no answer."), "answer")


@dataclass(frozen=True)
class Step:
    """``name``: the same in every language; answers are kept under it. ``words``, ``task``, ``explanation``: Markdown,
    the last shown when the step is done. ``light``: the place on the page that is lit. ``done``: all that has to be
    seen; a step without any is ticked by its question, or by going on."""

    name: str
    title: str
    page: str
    words: str
    task: str = field(default="", metadata=LATER)
    explanation: str = field(default="", metadata=LATER)
    light: str = field(default="", metadata=LATER)
    figure: str = field(default="", metadata=LATER)
    minutes: float = field(default=2.0, metadata=LATER)
    challenge: bool = field(default=False, metadata=LATER)
    teacher: str = field(default="", metadata=LATER)
    points: tuple[int, ...] = field(default=(), metadata=LATER)
    needs: Needs = field(default_factory=Needs, metadata=LATER)
    done: tuple[Sign, ...] = field(default=(), metadata=LATER)
    show: tuple[Doing, ...] = field(default=(), metadata=LATER)
    question: Question | None = field(default=None, metadata=LATER)

    def __post_init__(self) -> None:
        for name, words in (("name", self.name), ("title", self.title), ("words", self.words)):
            _check_there(name, words)
        _check_name("page", self.page, PAGES)
        if self.light:
            _check_name("light", self.light, PLACES[self.page])
        if self.figure:
            _check_name("figure", self.figure, FIGURES)
        if not 0 < self.minutes <= 60:
            raise UserError(_("A step takes more than 0 and at most 60 minutes."), "minutes")
        if self.done and not self.task:
            raise UserError(_("A step that waits for something says in “task” what to do."), "task")


@dataclass(frozen=True)
class Lesson:
    """``language``: as BCP 47 has it ("en", "pt-BR"). ``about``: what it is for; ``licence``: how it may be passed
    on."""

    title: str
    language: str
    steps: tuple[Step, ...]
    about: str = field(default="", metadata=LATER)
    author: str = field(default="", metadata=LATER)
    licence: str = field(default="", metadata=LATER)

    def __post_init__(self) -> None:
        _check_there("title", self.title)
        _check_there("language", self.language)
        if not 1 <= len(self.steps) <= MOST_STEPS:
            raise UserError(_("A lesson has 1 to {most} steps.").format(most=whole(MOST_STEPS)), "step")

    @property
    def minutes(self) -> float:
        """That all steps take, without the challenges."""
        return sum(step.minutes for step in self.steps if not step.challenge)


def _check_there(name: str, words: str) -> None:
    if not words.strip():
        raise UserError(_("“{name}” is empty.").format(name=name), name)


def _check_name(entry: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        sentence = _("“{entry}” is “{name}”, which there is not. There are: {known}.")
        raise UserError(sentence.format(entry=entry, name=name[:40], known=", ".join(known)), entry)


def _check_value(entry: str, name: str, kind: str, value: Value) -> None:
    if kind == NOTHING and value is not None:
        raise UserError(_("“{name}” takes no “value”.").format(name=name), entry)
    if kind == NUMBER and not isinstance(value, float):
        raise UserError(_("“{name}” takes a number as its “value”.").format(name=name), entry)
    if kind not in (NOTHING, NUMBER) and not isinstance(value, str):
        raise UserError(_("“{name}” takes a text as its “value”.").format(name=name), entry)
