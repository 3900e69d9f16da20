"""Cutting units out of a network: a copy in which their activation counts for nothing, and what that costs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import torch

from engine.arrays import Singles
from engine.inspection.activity import Activity
from engine.inspection.evaluation import Evaluation, in_parts
from engine.inspection.image_sets import Inspection, fill
from engine.networks.network import ACTIVATIONS, FeedForward
from engine.training.weight_course import histograms

Unit = tuple[int, int]
"""The hidden layer, from 1, and the unit in it, from 0."""

CUT_FROM, CUT_UNITS = "cut_from", "cut_units"  # in the header of a saved network
CALIBRATION = "doubt_"  # begins the names of facts that hold for the whole network only


@torch.no_grad()
def cut(network: FeedForward, units: Iterable[Unit]) -> FeedForward:
    """A copy of ``network`` in which the activation of these units is 0, also where the activation function is not 0
    at 0, such as sigmoid. The weights that go out from them are 0 instead: a unit is felt by the next layer only as
    its activation times such a weight, and that product is 0 either way."""
    made = network.copy()
    for layer, unit in units:
        made.layers[layer].weight[:, unit] = 0
    return made


def all_units(network: FeedForward) -> list[Unit]:
    """Those of all hidden layers."""
    return [(layer, unit) for layer, count in enumerate(network.spec.hidden, 1) for unit in range(count)]


def evaluate_cut(found: Activity, network: FeedForward, units: Iterable[Unit]) -> Evaluation:
    """What ``network``, which is that of ``found`` without these units, makes of the same images. What comes before
    the first layer that has lost a unit is not computed again, if it was kept."""
    layer, digits = min((layer for layer, _unit in units), default=0), found.digits
    if layer == 0 or found.kept is None:
        answer, parameters = lambda part: network.log_probabilities(digits.images[part]), network.spec.parameters
    else:
        kept, sizes = found.kept[layer - 1], network.spec.sizes
        answer = lambda part: evidence_from(network, layer, kept[part])  # noqa: E731
        parameters = sum(a * b for a, b in pairwise(sizes[layer:]))
    return Evaluation(digits, in_parts(answer, len(digits), parameters, digits.classes))


@torch.inference_mode()
def evidence_from(network: FeedForward, layer: int, x: torch.Tensor) -> Singles:
    """(n, classes) natural logarithms, from the activations of a hidden ``layer`` (from 1), (n, units)."""
    evidence: Singles = torch.log_softmax(logits_from(network, layer, x), 1).numpy()
    return evidence


def logits_from(network: FeedForward, layer: int, x: torch.Tensor) -> torch.Tensor:
    """(n, classes), from the activations of a layer; layer 0 are the inputs."""
    activation = ACTIVATIONS[network.spec.activation]
    *between, last = list(network.layers)[layer:]
    for one in between:
        x = activation(one(x))
    logits: torch.Tensor = last(x)
    return logits


def inspection_of_cut(whole: Inspection, found: Activity, network: FeedForward, units: Iterable[Unit]) -> Inspection:
    """All that is known about the copy, on the images on which the ``whole`` network was inspected. It was trained as
    that was; nothing comes in otherwise than there, so its first layer is the same."""
    evaluation = evaluate_cut(found, network, units)
    fill(evaluation)
    return replace(whole, network=network, evaluation=evaluation, now=histograms(network))


# What it costs


@dataclass(frozen=True)
class Loss:
    """Of a class, by its place: what share of its images was guessed right before and after, 0..1, and by how many
    images that is less."""

    place: int
    before: float
    after: float
    images: int


def most_lost(before: Evaluation, after: Evaluation, most: int = 3) -> list[Loss]:
    """The classes that lost most images of the same set, the worst first; those that lost none are not among them."""
    lost = before.confusion.diagonal() - after.confusion.diagonal()
    order = [int(place) for place in np.argsort(-lost, kind="stable")[:most] if lost[place] > 0]
    return [Loss(k, float(before.recall[k]), float(after.recall[k]), int(lost[k])) for k in order]


# In files


def facts_of_cut(read: Mapping[str, str], name: str, units: Iterable[Unit]) -> dict[str, str]:
    """For the header of the copy, when it is saved: what stood in the file of the network that it comes from, which
    was called ``name``, but for what was measured of it as a whole; and what was cut."""
    kept = {key: value for key, value in read.items() if not key.startswith(CALIBRATION)}
    return {**kept, CUT_FROM: name, CUT_UNITS: json.dumps(sorted(units))}


def units_in(facts: Mapping[str, str]) -> tuple[str, int]:
    """The network that a saved one was cut from, and how many units were; "" and 0 if it says nothing of that."""
    try:
        return facts[CUT_FROM], len(json.loads(facts[CUT_UNITS]))
    except (KeyError, ValueError, TypeError, RecursionError):
        return "", 0
