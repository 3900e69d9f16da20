"""Say how good a saved network is on a set of digits, and what it gets wrong.

  inkling evaluate network.safetensors
  inkling evaluate network.safetensors --digits my-digits.csv --json

Images on which the network was trained are no test: how many of them there are is said.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch

from commands.frame import put, say, tell
from commands.sets import HELP, digits_of
from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.errors import UserError
from engine.inspection.evaluation import Evaluation, class_names
from engine.networks.files import load_network, read_facts
from engine.networks.network import FeedForward, check_classes
from engine.runs.provenance import TrainedOn, from_facts, known_set, parts, seen

USUAL = "mnist-test"


def fill(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("network", metavar="NETWORK", type=Path, help="a network that was saved (.safetensors)")
    parser.add_argument("--digits", metavar="DIGITS", help=f"{HELP}; {USUAL} without it, if it tells digits apart")
    parser.add_argument("--scale", action="store_true", help="scale images of another size to 28 x 28")
    parser.add_argument("--json", action="store_true", help="one record of JSON, for other programs")


def work(arguments: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    network, trained_on = load_network(arguments.network), from_facts(read_facts(arguments.network))
    if arguments.digits is None and not network.spec.are_digits:
        raise UserError("--digits: say by which images this network is judged, for it does not tell digits apart.")
    loaded = digits_of(arguments.digits or USUAL, arguments.scale)
    if loaded.note:
        tell(loaded.note)
    facts = facts_of(network, trained_on, loaded.digits)
    put(facts) if arguments.json else say(in_words(facts))


def facts_of(network: FeedForward, trained_on: TrainedOn | None, digits: Digits) -> dict[str, Any]:
    """``accuracy``: percent. ``names``: of the classes. ``confusion``: images by true class (rows) and guess. ``seen``:
    how many of the images the network was trained on; None if that is not known.

    Raises UserError if there are more or fewer classes than it tells apart.
    """
    check_classes(network.spec, digits)
    judged = Evaluation(digits, network.log_probabilities(digits.images))
    return {
        "network": str(network.spec), "digits": digits.name, "images": len(digits), "accuracy": judged.accuracy,
        "errors": len(judged.errors), "near_misses": len(judged.near_misses()),
        "names": list(class_names(network.spec, digits)), "confusion": judged.confusion.tolist(),
        "seen": _seen(trained_on, digits),
    }  # fmt: skip


def _seen(trained_on: TrainedOn | None, digits: Digits) -> int | None:
    whole = None if trained_on is None else known_set(trained_on, digits)
    if trained_on is None or whole is None or trained_on.own_test:
        return None
    try:
        return int(seen(digits, parts(trained_on, whole)).sum())
    except UserError:
        return None


def in_words(facts: dict[str, Any]) -> str:
    names = facts["names"]
    kind, width = "digit" if tuple(names) == DIGIT_NAMES else "class", max(map(len, names))
    rows = "\n".join(
        f"  {name:{width}}  {sum(row):7,}  {100 * row[label] / sum(row):6.2f} %  {_taken_for(label, row, names)}"
        for label, (name, row) in enumerate(zip(names, facts["confusion"], strict=True))
        if sum(row)
    )
    head = f"{facts['network']} on {facts['digits']}: {facts['accuracy']:.2f} % of {facts['images']:,} images are right"
    return f"{head}\n{_seen_in_words(facts['seen'])}\n  {kind:{width + 2}} images  right     taken for\n{rows}"


def _seen_in_words(count: int | None) -> str:
    if count is None:
        return "Whether it was trained on any of them is not known."
    return (
        f"It was trained on {count:,} of them: for those this is no test."
        if count
        else "It was trained on none of them."
    )


def _taken_for(label: int, row: list[int], names: list[str]) -> str:
    wrong = sorted((other for other in range(len(row)) if other != label and row[other]), key=lambda k: -row[k])
    return ", ".join(f"{names[other]} ({row[other]:,})" for other in wrong[:3]) or "nothing else"
