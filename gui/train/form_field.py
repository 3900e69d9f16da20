"""One line of the training form: what it is called, what it begins with, and how its value is written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from engine.numbers import NotANumber, is_ambiguous, read_number, short
from engine.words import _

_WITH_A_POINT = re.compile(r"-?[0-9]+(\.[0-9]+)?(e[-+][0-9]+)?")


@dataclass(frozen=True)
class Field:
    """One line of the form; the tooltip says what it does.

    What a field says is remembered, and compared, as ``gui.model.setup.form_values`` writes it: numbers with a point,
    in every country. The person reads and writes them as people do there.
    """

    name: str  # as engine.errors.UserError.field names it
    object_name: str
    label: str
    value: str  # the lesson's
    tooltip: str
    choices: tuple[tuple[str, str], ...] = ()  # (value, what the person reads)
    folded: bool = False
    fraction: bool = False  # a number that may have one
    may_be_empty: bool = False  # a number that is 0 then

    def shown(self, remembered: str) -> str:
        """As the person reads it; what is no number stays as it is."""
        if not self.fraction or not _WITH_A_POINT.fullmatch(remembered):
            return remembered
        written = short(float(remembered), 12)
        return f"{written}0" if is_ambiguous(written) else written  # "1,2340" cannot be one thousand and some

    def remembered(self, shown: str) -> str:
        """What the person has written, with a point; what is no number stays as it is."""
        if not self.fraction:
            return shown
        try:
            return f"{read_number(shown):.12g}"
        except NotANumber:
            return shown.replace(".", ",") if is_ambiguous(shown) else shown  # with a comma it is so in every country


def not_a_number(text: str, is_whole: bool, example: float) -> str:
    """What is wrong with a text that should be a number, in a sentence."""
    if is_ambiguous(text):
        said = _("“{text}” can be read in two ways: write no mark between thousands.")
    elif is_whole:
        said = _("“{text}” is not a whole number: write one like {example}.")
    else:
        said = _("“{text}” is not a number: write one like {example}.")
    return said.format(text=text[:20], example=short(example))
