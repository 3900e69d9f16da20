"""What is said of a part of a flow that is pointed at: sums as formulas, links, pixels, the softmax."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.digits.dataset import DIGIT_NAMES, SIDE
from engine.inspection.flow import Flow, Formula, Term, formula, link
from engine.networks.network import ACTIVATION_NAMES
from engine.numbers import short, whole
from engine.words import _, ngettext

TERMS = 4  # of a sum, that are written out
_TIGHT = "\N{NO-BREAK SPACE}"  # no line ends between a sign and its number
PIXEL, UNIT, LINK, SOFTMAX, LAYER = "pixel", "unit", "link", "softmax", "layer"


class Pointed(NamedTuple):
    """``kind``: PIXEL, UNIT, LINK, SOFTMAX or LAYER. ``layer``: counted from the inputs. ``unit``: its place in the
    layer, of a pixel the place in the vector. ``below``: of a link, the unit that it comes from."""

    kind: str
    layer: int
    unit: int = 0
    below: int = 0


def pointed_words(flow: Flow, pointed: Pointed, drawn: Sequence[int], names: Sequence[str]) -> str:
    """``drawn``: how many units of each layer can be seen; ``names``: of the classes."""
    if pointed.kind == PIXEL:
        return _pixel(flow, pointed.unit)
    if pointed.kind == LINK:
        return _link(flow, pointed, names)
    if pointed.kind == SOFTMAX:
        return _softmax(flow, pointed.unit, names)
    if pointed.kind == LAYER:
        return _layer(flow, pointed.layer, drawn)
    return _unit(flow, pointed, names)


def _pixel(flow: Flow, pixel: int) -> str:
    row, column = divmod(pixel, SIDE)
    return _("Pixel in row {row}, column {column}: {value} of 255. The network is fed {input}.").format(
        row=row, column=column, value=int(flow.image[row, column]), input=short(float(flow.given[0][pixel]), 3)
    )


def _unit(flow: Flow, pointed: Pointed, names: Sequence[str]) -> str:
    made = formula(flow, pointed.layer, pointed.unit, TERMS)
    who = who_words(flow, pointed.layer, pointed.unit, names)
    total, bias = short(made.total, 3), _signed(made.bias)
    if pointed.layer == len(flow.sums):
        return _("{who}: {sum} {bias} (bias) = {total}. Softmax makes {share} of it.").format(
            who=who, sum=_sum(made), bias=bias, total=total, share=short(float(flow.probabilities[pointed.unit]), 3)
        )
    activation = ACTIVATION_NAMES[flow.network.spec.activation]
    given = short(float(flow.given[pointed.layer][pointed.unit]), 3)
    return _("{who}: {sum} {bias} (bias) = {total}. {activation}({total}) = {given}.").format(
        who=who, sum=_sum(made), bias=bias, total=total, activation=activation, given=given
    )


def _sum(made: Formula) -> str:
    """Weight times activation, and so on; what is left is one number."""
    terms = " ".join(_term(term) for term in made.terms).removeprefix(f"+{_TIGHT}")
    if not made.terms:
        return _("0 (nothing comes in)")
    if not made.others:
        return terms
    rest = ngettext(
        "{rest} ({count} other)", "{rest} ({count} others)", made.others
    ).format(rest=_signed(made.rest), count=whole(made.others))  # fmt: skip
    return f"{terms} {rest}"


def _term(term: Term) -> str:
    activation = short(term.activation, 3)
    return f"{_signed(term.weight)}{_TIGHT}×{_TIGHT}{f'({activation})' if term.activation < 0 else activation}"


def _signed(value: float) -> str:
    """With its sign before it and apart, as between the terms of a sum."""
    return f"{'−' if value < 0 else '+'}{_TIGHT}{short(abs(value), 3)}"


def _link(flow: Flow, pointed: Pointed, names: Sequence[str]) -> str:
    found = link(flow, pointed.layer, pointed.unit, pointed.below)
    return _("{giver} to {taker}: weight {weight} × activation {activation} = {product}.").format(
        giver=_giver(flow, pointed), taker=who_words(flow, pointed.layer, pointed.unit, names, False),
        weight=short(found.weight, 3), activation=short(found.activation, 3), product=short(found.product, 3),
    )  # fmt: skip


def _giver(flow: Flow, pointed: Pointed) -> str:
    if pointed.layer == 1:
        row, column = divmod(pointed.below, SIDE)
        return _("Pixel in row {row}, column {column}").format(row=row, column=column)
    return who_words(flow, pointed.layer - 1, pointed.below, ())


def who_words(flow: Flow, layer: int, unit: int, names: Sequence[str], begins: bool = True) -> str:
    """What a unit is called; ``begins``: a sentence with it. Units and layers are counted from 1 and classes named."""
    if layer < len(flow.sums):
        words = _("Unit {unit} of layer {layer}") if begins else _("unit {unit} of layer {layer}")
        return words.format(unit=whole(unit + 1), layer=layer)
    if tuple(names) == DIGIT_NAMES:
        words = _("The sum for the digit {digit}") if begins else _("the sum for the digit {digit}")
        return words.format(digit=names[unit])
    words = _("The sum for “{name}”") if begins else _("the sum for “{name}”")
    return words.format(name=names[unit])


def _softmax(flow: Flow, unit: int, names: Sequence[str]) -> str:
    facts = {
        "name": names[unit], "sum": short(float(flow.sums[-1][unit]), 3),
        "share": short(float(flow.probabilities[unit]), 3), "log": short(float(flow.log_probabilities[unit]), 3),
    }  # fmt: skip
    words = (
        _(
            "Softmax for the digit {name}: e to the power of its sum, {sum}, by all ten of those together = {share}; "
            "the logarithm of it is {log}. Click to do it by hand."
        )
        if tuple(names) == DIGIT_NAMES
        else _(
            "Softmax for “{name}”: e to the power of its sum, {sum}, by all of those together = {share}; "
            "the logarithm of it is {log}. Click to do it by hand."
        )
    )
    return words.format(**facts)


def _layer(flow: Flow, layer: int, drawn: Sequence[int]) -> str:
    units = len(flow.given[layer])
    if layer == 0:
        inked = int((flow.image > 0).sum())
        return ngettext(
            "The image as the network gets it: {inked} of its 784 pixels is not black.",
            "The image as the network gets it: {inked} of its 784 pixels are not black.",
            inked,
        ).format(inked=inked)
    shown = drawn[layer - 1]
    if shown == units:
        words = ngettext("Layer {layer}: {units} unit.", "Layer {layer}: all {units} units.", units)
        return words.format(layer=layer, units=whole(units))
    return _("Layer {layer}: the {shown} units of {units} that are farthest from 0 now.").format(
        layer=layer, shown=shown, units=whole(units)
    )
