"""The program that does what a plan says: its parts in the lesson's order, and which lines two of them differ in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import chain

from engine.code import data_parts, network_parts, result_parts, stopping_parts
from engine.code.changes_part import changes
from engine.code.headings import TITLE, WORDS
from engine.code.lines import Line, lines_of
from engine.code.recipe import COLAB, Recipe, Source, Style
from engine.digits.dataset import CLASSES
from engine.experiments.factors import Plan
from engine.training.rate_changes import RateChange

PARTS: dict[str, Callable[[Recipe], str]] = {
    "imports": data_parts.imports,
    "images": data_parts.images,
    "normalise": data_parts.normalise,
    "split": data_parts.split,
    "changes": changes,
    "validation": stopping_parts.validation,
    "random": data_parts.random_numbers,
    "tensors": data_parts.tensors,
    "network": network_parts.network,
    "loss": network_parts.loss_and_optimizer,
    "batch": network_parts.one_batch,
    "loop": network_parts.loop,
    "plots": result_parts.plots,
    "evidence": result_parts.evidence,
    "errors": result_parts.errors,
}
"""By key, in the lesson's order."""
ABOUT = '"""MNIST with PyTorch: a feed-forward network, {sizes}. Needs torch, numpy, scikit-learn and matplotlib."""'


@dataclass(frozen=True)
class Part:
    """``key``: of PARTS. The first line is a comment, the part's heading."""

    key: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Program:
    """``about``: its docstring. ``source``: of its images. ``title``, ``words``: what a notebook begins with.
    ``augments``: whether it needs the file of variants. ``reading``: makes the same for another source."""

    about: str
    parts: tuple[Part, ...]
    source: Source
    title: str
    words: str
    augments: bool
    reading: Callable[[Source], Program] = field(repr=False, compare=False)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All of its lines, with empty ones between the parts."""
        first, *others = self.parts
        gap = Line("")
        return Line(self.about), gap, *first.lines, *chain(*((gap, gap, *part.lines) for part in others))

    @property
    def text(self) -> str:
        return "".join(f"{line.text}\n" for line in self.lines)

    def lines_of_field(self, field: str) -> list[int]:
        """Which lines, counted from 0, belong to a field of the form."""
        return [number for number, line in enumerate(self.lines) if field in line.fields]


def program(
    plan: Plan,
    source: Source | None = None,
    style: Style | None = None,
    rate_changes: tuple[RateChange, ...] = (),
) -> Program:
    """The program for a plan; the lesson's images and the usual style without others.

    ``rate_changes``: those of the run that it repeats, which came while that was trained.

    Raises UserError for a loss that the output cannot have.
    """
    recipe = Recipe(plan, source or Source(), style or Style(), rate_changes)
    if recipe.source.kind == COLAB:  # whatever the digits in hand are, there it is MNIST
        recipe = replace(recipe, plan=replace(plan, spec=replace(plan.spec, classes=CLASSES, names=())))
        plan = recipe.plan
    return Program(
        ABOUT.format(sizes=plan.spec),
        parts_of({key: make(recipe) for key, make in PARTS.items()}, recipe.style),
        recipe.source,
        TITLE,
        WORDS.format(sizes=plan.spec),
        recipe.augments,
        lambda other: program(plan, other, style, rate_changes),
    )


def parts_of(texts: dict[str, str], style: Style) -> tuple[Part, ...]:
    """Those that have any text."""
    return tuple(Part(key, _in_style(lines_of(text), style)) for key, text in texts.items() if text)


def _in_style(lines: tuple[Line, ...], style: Style) -> tuple[Line, ...]:
    """The heading stays in any case."""
    heading, *others = lines
    return heading, *(line for line in others if style.comments or not line.is_comment)


def changed_lines(before: Program, after: Program) -> list[int]:
    """Which lines of ``after``, counted from 0, are not as they were, or were not there."""
    old, new = ([line.text for line in one.lines] for one in (before, after))
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [number for tag, _, _, first, end in steps if tag != "equal" for number in range(first, end)]
