"""What the Units tab says: of digits, or of other classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.inspection.cutting import Loss, most_lost, units_in
from engine.inspection.evaluation import Evaluation
from engine.inspection.least_useful import LeastUseful
from engine.networks.network import FeedForward
from engine.numbers import duration, number, short, signed, whole
from engine.words import _, ngettext
from gui.widgets.class_names import are_digits

NO_UNITS = _(
    "This network has no hidden layer: its pixels go straight to the sums of the classes, and there is no unit that "
    "could be looked at or cut. Choose another network, or train one with hidden layers."
)
NO_NETWORK = _("This classifier is not a network: it has no units. Choose a network to look at its units.")
LOOKING = _("Looking at what the units answer to the images…")
NOTHING_CUT = _("No unit is cut. Choose one, press the space bar, and see what the network cannot do without it.")
PICTURES = _("Blue weights excite it, orange hold it back.")
JUDGING = _("Judging the images without these units…")
ELSEWHERE = _("These units are cut in a copy of the network: choose that above to see what it cannot do without them.")
ALL_AS_GOOD = _("No class has lost an image.")
IN_TRAINING = _("The network is still learning: this is how it was when Inspect last looked. F5 looks again.")


@dataclass(frozen=True)
class ClassWords:
    excited: str
    bars: str


def class_words(names: Sequence[str]) -> ClassWords:
    """``excited``: what excites a unit most, with places for the class's name and for the mean. ``bars``: what the
    bars of the units of a later layer are."""
    if are_digits(names):
        return ClassWords(
            _("excited most by the digit {name}: mean {mean}"),
            _("Mean for each digit, 0 to 9; amber: the highest."),
        )
    return ClassWords(
        _("excited most by the class {name}: mean {mean}"),
        _("Mean for each class, in order; amber: the highest."),
    )


def cost(before: Evaluation, after: Evaluation) -> str:
    """The accuracy without the units that are cut."""
    fewer = int(before.right.sum()) - int(after.right.sum())
    if fewer >= 0:
        words = ngettext(
            "Accuracy {before} % → {after} %: {count} image fewer is right.",
            "Accuracy {before} % → {after} %: {count} images fewer are right.",
            fewer,
        )
    else:
        words = ngettext(
            "Accuracy {before} % → {after} %: {count} image more is right.",
            "Accuracy {before} % → {after} %: {count} images more are right.",
            -fewer,
        )
    return words.format(before=number(before.accuracy, 2), after=number(after.accuracy, 2), count=whole(abs(fewer)))


def lost(before: Evaluation, after: Evaluation, names: Sequence[str]) -> str:
    """The classes that lost most."""
    found = most_lost(before, after)
    if not found:
        return ALL_AS_GOOD
    return _("Recognised less: {classes}.").format(classes="; ".join(_of_class(one, names) for one in found))


def _of_class(one: Loss, names: Sequence[str]) -> str:
    words = _("{name}: {before} → {after} %")
    return words.format(name=names[one.place], before=number(100 * one.before, 1), after=number(100 * one.after, 1))


def nothing_cut(facts: Mapping[str, str]) -> str:
    """``facts``: all that the network's file says."""
    name, count = units_in(facts)
    if not count:
        return NOTHING_CUT
    words = ngettext(
        "This network was saved with {count} unit of “{name}” cut: the weights that go out from it are 0.",
        "This network was saved with {count} units of “{name}” cut: the weights that go out from them are 0.",
        count,
    )
    return words.format(count=whole(count), name=name[:80])


def how_many_cut(cut: int, units: int) -> str:
    words = ngettext("{cut} of {units} unit is cut.", "{cut} of {units} units are cut.", units)
    return words.format(cut=whole(cut), units=whole(units))


def cut_in_short(cut: int) -> str:
    return ngettext("{cut} cut", "{cut} cut", cut).format(cut=whole(cut))


def layer_name(layer: int, units: int) -> str:
    words = ngettext("layer {layer}: {units} unit", "layer {layer}: {units} units", units)
    return words.format(layer=layer, units=whole(units))


def unit_title(layer: int, unit: int, cut: bool) -> str:
    words = _("Unit {unit} of layer {layer}, cut") if cut else _("Unit {unit} of layer {layer}")
    return words.format(unit=unit, layer=layer)


def links(network: FeedForward, layer: int, unit: int, names: Sequence[str]) -> list[str]:
    """The largest weights that come into a unit of a later layer than the first, and those that go out from one of the
    last hidden layer, where they go to the classes."""
    found = []
    if layer > 1:
        weights = network.layers[layer - 1].weight[unit].tolist()
        units = [str(place) for place in range(len(weights))]
        found.append(_("Largest weights from the units before: {weights}").format(weights=_largest(weights, units)))
    if layer == len(network.spec.hidden):
        weights = network.layers[layer].weight[:, unit].tolist()
        found.append(_("Largest weights to the classes: {weights}").format(weights=_largest(weights, names)))
    return found


def _largest(weights: Sequence[float], names: Sequence[str]) -> str:
    order = sorted(range(len(weights)), key=lambda place: -abs(weights[place]))[:4]
    return ", ".join(_("{name} {weight}").format(name=names[k], weight=signed(weights[k], 2)) for k in order)


# Of the least useful


MEASURE = _(
    "Every unit is cut alone, and the one that costs fewest right images goes first; among equals, the one with which "
    "the loss rises least. Then the others are measured again without it. Every second image of the set finds the "
    "order, the others show what it is worth."
)


def how_found(least: LeastUseful, images: str) -> str:
    """``images``: what the set is called."""
    again = ngettext(
        "measured again after every cut",
        "measured again after every {count} cuts",
        least.at_a_time,
    ).format(count=whole(least.at_a_time))
    return _(
        "Order found on {found} images of “{images}”, {again}; the line shows {shown} others, which had no say. On "
        "those that chose (dashed) it looks better than it is, as with anything that is chosen by its test images."
    ).format(found=whole(len(least.found_on)), shown=whole(len(least.shown_on)), images=images, again=again)


def at(least: LeastUseful, count: int) -> str:
    """The accuracy when so many are cut, at the next point of the curve."""
    place = int(abs(least.cuts - count).argmin())
    words = ngettext(
        "{cut} unit cut: {showing} % right on the other images, {finding} % on those that chose",
        "{cut} units cut: {showing} % right on the other images, {finding} % on those that chose",
        int(least.cuts[place]),
    )
    return words.format(
        cut=whole(least.cuts[place]), showing=number(least.showing[place], 1), finding=number(least.finding[place], 1)
    )


def progress(share: float, left: float | None) -> str:
    if left is None:
        return _("{percent} %").format(percent=short(int(100 * share)))
    return _("{percent} %, {time} left").format(percent=short(int(100 * share)), time=duration(left))
