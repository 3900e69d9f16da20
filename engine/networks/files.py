"""Networks on disk: safetensors files that carry their specification, so that opening one never runs code."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError
from safetensors.torch import save

from engine import limits
from engine.digits.dataset import SIDE
from engine.errors import UserError
from engine.files import RESOURCES, write_for_person
from engine.networks.network import FeedForward, NetworkSpec
from engine.networks.tensors import forms, open_tensors, reason
from engine.records import read_header
from engine.words import _

PRETRAINED = RESOURCES / "pretrained.safetensors"
NETWORK_FORMAT = "inkling-network-1"
PRECISIONS = {"F64", "F32", "F16", "BF16"}
_NO_NETWORK = _("{file} is not a network that Inkling can open: {reason}.")


def save_network(path: Path, network: FeedForward, facts: dict[str, str] | None = None) -> None:
    """Write ``network`` to ``path``, whole or not at all; ``facts`` go into the file's header (see ``read_facts``).

    Raises UserError if the file cannot be written.
    """
    path = Path(path)
    header = {**(facts or {}), "format": NETWORK_FORMAT, "spec": json.dumps(network.spec.record())}
    # Each tensor is cloned: the parameters are views of one buffer, which would be written with every one of them.
    tensors = {name: tensor.detach().clone().contiguous() for name, tensor in network.state_dict().items()}
    write_for_person(path, save(tensors, header), _("The network could not be saved to {path}").format(path=path))


def load_network(path: Path) -> FeedForward:
    """The network saved at ``path``. Everything in the file is checked before it is used.

    Raises UserError if there is no such file, or if it is not a whole network of Inkling's.
    """
    path = Path(path)
    try:
        with open_tensors(path, limits.NETWORK_FILE) as file:
            spec = _spec(file.metadata() or {}, path)
            network = FeedForward(spec, flat=torch.empty(spec.parameters))
            expected = {name: tuple(tensor.shape) for name, tensor in network.state_dict().items()}
            found = {name: form.shape for name, form in forms(file).items()}
            if found != expected or any(form.dtype not in PRECISIONS for form in forms(file).values()):
                sentence = _("{file} does not hold the parameters of a network {network}: its tensors are {tensors}.")
                raise UserError(sentence.format(file=path.name, network=spec, tensors=str(found)[:500]))
            network.load_state_dict({name: file.get_tensor(name).float() for name in expected})
    except FileNotFoundError:
        raise UserError(_("There is no file {path}.").format(path=path)) from None
    except (OSError, SafetensorError) as error:
        raise UserError(_NO_NETWORK.format(file=path.name, reason=reason(error))) from error
    if not network.flat.isfinite().all():
        raise UserError(_("{file} holds parameters that are not finite numbers.").format(file=path.name))
    extremes = np.stack([np.zeros((SIDE, SIDE), np.uint8), np.full((SIDE, SIDE), 255, np.uint8)])
    if np.isnan(network.log_probabilities(extremes)).any():
        raise UserError(_("{file} holds parameters so large that its sums are no numbers.").format(file=path.name))
    return network


def read_facts(path: Path) -> dict[str, str]:
    """What the header of a saved network says about it: whatever ``save_network`` was given, beside format and spec."""
    try:
        with open_tensors(Path(path), limits.NETWORK_FILE) as file:
            return file.metadata() or {}
    except (OSError, SafetensorError) as error:
        raise UserError(_NO_NETWORK.format(file=Path(path).name, reason=reason(error))) from error


def _spec(header: dict[str, str], path: Path) -> NetworkSpec:
    try:
        return read_header(NetworkSpec, header, NETWORK_FORMAT, "spec")
    except UserError as error:
        message = _("{file} describes no network that Inkling can make: {reason}").format(file=path.name, reason=error)
        raise UserError(message) from error


def pretrained() -> FeedForward:
    """The network that ships: made by ``scripts/shipped_network/make.py``."""
    return load_network(PRETRAINED)
