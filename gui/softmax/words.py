"""What is said of softmax: its rows, the formula of one class, the penalties, and the ends of float32."""

from __future__ import annotations

import math
from collections.abc import Sequence

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.softmax import Product, SoftmaxByHand, Tiny, penalties
from engine.numbers import number, probability, short
from engine.words import _, without_isolates

ROWS = (_("sums z"), _("e to the z"), _("softmax p"), _("log p"))
ROWS_MOVED = (_("sums z"), _("e to the z + c"), _("softmax p"), _("log p"))
"""With a constant, c."""
ROW_TIPS = (
    _("The sums of the last layer: drag them up and down, or use the arrow keys"),
    _("The exponential makes every sum positive, and large ones much larger"),
    _("Each exponential by the total of all: the shares add up to 1"),
    _("The logarithm of each share: 0 is sure, and what is unlikely stays apart"),
)


def shown(value: float, digits: int = 3) -> str:
    """A number, be it infinite or none."""
    if math.isnan(value):
        return _("no number")
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return short(value, digits)


def formula_words(made: SoftmaxByHand, sums: Sequence[float], constant: float, place: int, name: str) -> str:
    """From the sum of one class to the logarithm of its probability, with the numbers in place."""
    z = shown(float(sums[place]))
    total_of = z if not constant else _("{z} + {c}").format(z=z, c=shown(constant))
    facts = {
        "name": name, "z": total_of, "exponential": shown(float(made.exponentials[place])), "total": shown(made.total),
        "p": shown(float(made.probabilities[place])), "log": shown(float(made.logs[place])),
    }  # fmt: skip
    if made.naive_fails:
        return _(
            "{name}: e^({z}) = {exponential} and the total {total} are beyond float32, and their quotient is none. "
            "torch takes the largest sum from all first: p = {p}, log p = {log}."
        ).format(**facts)
    words = _("{name}: e^({z}) = {exponential}; divided by the total {total} it is p = {p}; log p = {log}.")
    return words.format(**facts)


def penalty_words(made: SoftmaxByHand, true: int, names: Sequence[str]) -> str:
    found = penalties(made, true)
    words = (
        _("If it is a {name}, the loss is −p = {plain} with softmax, and −log p = {log} with log-softmax.")
        if tuple(names) == DIGIT_NAMES
        else _("If it is “{name}”, the loss is −p = {plain} with softmax, and −log p = {log} with log-softmax.")
    )
    return words.format(name=names[true], plain=shown(found.plain), log=shown(found.log))


def tiny_words(found: Tiny) -> tuple[str, str]:
    """In float32, and with logarithms."""
    plain = _("softmax = {p}, and its logarithm {log}").format(p=shown(found.probability), log=shown(found.log, 4))
    return plain, _("log_softmax = {log}").format(log=shown(found.log_softmax, 4))


def product_words(found: Product) -> tuple[str, str]:
    """Of three: in float32, and with logarithms."""
    factor, log = without_isolates(probability(math.log(found.factor))), number(math.log(found.factor), 2)
    factors, logs = " · ".join([factor.removeprefix("1 × ")] * found.times), " ".join([log] * found.times)
    plain = _("{factors} = {product}").format(factors=factors, product=shown(found.product))
    return plain, _("{logs} = {total}").format(logs=logs, total=number(found.sum_of_logs, 1))
