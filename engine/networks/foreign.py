"""Networks that others have made: a state_dict, or plain safetensors, of fully connected layers 784-...-n.

The shapes of the tensors tell the layers. What each unit does with its sum, and in which range the pixels were, stands
in no such file: the person is asked, except where Inkling itself has exported it with a Python file beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from safetensors import SafetensorError
from torch import Tensor

from engine import limits
from engine.digits.dataset import MOST_CLASSES, PIXELS, plain_names
from engine.errors import UserError
from engine.networks.exported import Program, read_program
from engine.networks.files import NETWORK_FORMAT, load_network
from engine.networks.network import DEEPEST, WIDEST, FeedForward, NetworkSpec
from engine.networks.pickled import read_state_dict
from engine.networks.tensors import forms, open_tensors, reason
from engine.numbers import whole
from engine.reading import open_file
from engine.words import _

Layer = tuple[Tensor, Tensor]
"""Weight (units, inputs) and bias (units,), float32."""
_TO_STATE_DICT = _("{file} is {kind}, which Inkling does not open: in Python, save the weights of its layers as a "
                   "state_dict with PyTorch, or with safetensors.")  # fmt: skip
_FOREIGN = (
    (b"\x89HDF", _("an HDF5 file, as Keras writes them")),
    (b"\x93NUMPY", _("an array of numpy's")),
    (b"GGUF", _("a GGUF file")),
    (b"MATLAB", _("a file of MATLAB's")),
)
_SCALES = re.compile(r"(?i)(weight|gamma|alpha|scale)\d*$")
"""How vectors are called that multiply: no layer of Inkling's has one."""


@dataclass(frozen=True, eq=False)
class Foreign:
    """A network of which the layers are known. ``activation`` and ``input_range``: None where the person has to say.

    ``sizes``: units of every layer, 784 first. ``names``: of the classes, plain numbers unless they are known.
    """

    name: str
    layers: tuple[Layer, ...]
    names: tuple[str, ...]
    activation: str | None = None
    input_range: tuple[float, float] | None = None
    output: str = "log_softmax"

    @property
    def sizes(self) -> tuple[int, ...]:
        return (self.layers[0][0].shape[1], *(weight.shape[0] for weight, _bias in self.layers))

    @property
    def is_known(self) -> bool:
        """Whether nothing has to be asked."""
        return self.activation is not None and self.input_range is not None

    def network(
        self,
        activation: str | None = None,
        input_range: tuple[float, float] | None = None,
        names: tuple[str, ...] = (),
    ) -> FeedForward:
        """With what the person has said. Raises UserError, with the field, for what is missing or cannot be."""
        activation, input_range = activation or self.activation, input_range or self.input_range
        if activation is None:
            sentence = _("{file} does not say what its units do with their sums: choose the activation.")
            raise UserError(sentence.format(file=self.name), "activation")
        if input_range is None:
            sentence = _("{file} does not say in which range its pixels were: choose what black and white become.")
            raise UserError(sentence.format(file=self.name), "input_range")
        spec = NetworkSpec(
            hidden=self.sizes[1:-1],
            activation=activation,
            output=self.output,
            input_range=input_range,
            classes=self.sizes[-1],
            names=names or self.names,
        )
        flat = torch.cat([part.reshape(-1) for layer in self.layers for part in layer])
        return FeedForward(spec, flat=flat)


def is_inklings(path: Path) -> bool:
    """Whether the file says that Inkling has saved it, with all that it knows of the network."""
    try:
        with open_tensors(path, limits.NETWORK_FILE) as file:
            return (file.metadata() or {}).get("format") == NETWORK_FORMAT
    except (OSError, SafetensorError, UserError):
        return False


def read_foreign(path: Path) -> Foreign:
    """The network in a file: .pt, .pth, .safetensors, or the .py that Inkling has exported.

    Raises UserError that says what a file is that cannot be opened.
    """
    path = Path(path)
    try:
        with open_file(path, limits.NETWORK_FILE) as file:
            start = file.read(512)
        return _read(path, start)
    except FileNotFoundError:
        raise UserError(_("There is no file {path}.").format(path=path)) from None
    except (OSError, SafetensorError) as error:
        sentence = _("{file} is not a network that Inkling can open: {reason}.")
        raise UserError(sentence.format(file=path.name, reason=reason(error))) from None


def _read(path: Path, start: bytes) -> Foreign:
    if start[:2] == b"PK":
        return _with_program(_of_tensors(read_state_dict(path), path), path)
    if path.suffix.lower() == ".py":
        return _of_program(path)
    if start[8:9] == b"{":
        return _of_safetensors(path)
    raise UserError(_refusal(start, path))


def _refusal(start: bytes, path: Path) -> str:
    kind = next((kind for magic, kind in _FOREIGN if start.startswith(magic)), None)
    if path.suffix.lower() == ".onnx":
        kind = _("an ONNX file")
    if start[:1] == b"\x80":
        sentence = _(
            "{file} is a pickle, which could run any program and is never opened: save model.state_dict() with "
            "PyTorch 1.6 or later."
        )
        return sentence.format(file=path.name)
    if kind is not None:
        return _TO_STATE_DICT.format(file=path.name, kind=kind)
    sentence = _("{file} is not a network that Inkling can open: use a safetensors file, or a state_dict (.pt).")
    return sentence.format(file=path.name)


def _of_safetensors(path: Path) -> Foreign:
    with open_tensors(path, limits.NETWORK_FILE) as file:
        if (file.metadata() or {}).get("format") == NETWORK_FORMAT:
            return _of_inkling(load_network(path), path)
        shapes = {name: form.shape for name, form in forms(file).items()}
        _check_shapes(shapes, path)
        _check_order(shapes, path)
        return _of_tensors({name: file.get_tensor(name) for name in shapes}, path)


def _of_inkling(network: FeedForward, path: Path) -> Foreign:
    layers = tuple((layer.weight.detach(), layer.bias.detach()) for layer in network.layers)
    spec = network.spec
    return Foreign(path.name, layers, spec.names, spec.activation, spec.input_range, spec.output)


# Which tensors are layers


def _check_shapes(shapes: Mapping[str, tuple[int, ...]], path: Path) -> None:
    """Raises UserError for what has other parts than fully connected layers."""
    if any(len(shape) >= 3 for shape in shapes.values()):
        sentence = _("{file} is a convolutional network, or another with more than fully connected layers ({name}).")
        name = next(name for name, shape in shapes.items() if len(shape) >= 3)
        raise UserError(sentence.format(file=path.name, name=name[:60]))
    if any("running_mean" in name for name in shapes):
        sentence = _("{file} is a network with batch normalisation, which Inkling's do not have.")
        raise UserError(sentence.format(file=path.name))
    scales = [name for name, shape in shapes.items() if len(shape) == 1 and _SCALES.search(name)]
    if scales:
        sentence = _(
            "{file} has other parts than fully connected layers ({name}): normalisation, or a learned activation."
        )
        raise UserError(sentence.format(file=path.name, name=scales[0][:60]))


def _are_numbered(shapes: Mapping[str, tuple[int, ...]]) -> bool:
    """Whether weights that could change places are called alike but for their numbers, which tell their order."""
    patterns: dict[tuple[int, ...], set[str]] = {}
    for name, shape in shapes.items():
        if len(shape) == 2:
            patterns.setdefault(shape, set()).add(re.sub(r"\d+", "#", name))
    return all(len(alike) == 1 for alike in patterns.values())


def _check_order(shapes: Mapping[str, tuple[int, ...]], path: Path) -> None:
    """Raises UserError where only the names could tell the order, and do not: these files are sorted by them."""
    if not _are_numbered(shapes):
        sentence = _(
            "{file} does not say in which order its layers follow, for some are of one size and are not numbered: "
            "save model.state_dict() with PyTorch."
        )
        raise UserError(sentence.format(file=path.name))


def _of_tensors(tensors: Mapping[str, Tensor], path: Path) -> Foreign:
    shapes = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    _check_shapes(shapes, path)
    order = sorted(tensors, key=_natural) if _are_numbered(shapes) else tensors  # PyTorch's is that of the layers
    ordered = {name: tensors[name] for name in order}
    weights = {name: tensor for name, tensor in ordered.items() if tensor.ndim == 2}
    biases = {name: tensor for name, tensor in ordered.items() if tensor.ndim == 1}
    if len(weights) > DEEPEST + 1:
        sentence = _("{file} is a network of {layers} layers, and Inkling's have at most {most}.")
        raise UserError(sentence.format(file=path.name, layers=whole(len(weights)), most=DEEPEST + 1))
    chain = _chain({name: (tensor.shape[0], tensor.shape[1]) for name, tensor in weights.items()})
    if chain is None:
        raise UserError(_no_chain(path, tensors))
    layers = []
    for name in chain:
        weight = _floats(weights[name], path)
        units = weight.shape[0]
        bias = _bias(name, units, biases, weights)
        layers.append((weight, torch.zeros(units) if bias is None else _floats(biases.pop(bias), path)))
    if biases:
        raise UserError(_no_chain(path, tensors))
    return Foreign(path.name, tuple(layers), plain_names(layers[-1][0].shape[0]))


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(piece), "") if piece.isdigit() else (-1, piece) for piece in re.findall(r"\d{1,9}|\D+", name)]


def _chain(shapes: Mapping[str, tuple[int, int]]) -> list[str] | None:
    """The weights' names from the pixels to the classes, all of them, if they fit: by their order if that will do."""

    @cache  # else eleven of one size would take forty million tries
    def follow(inputs: int, left: tuple[str, ...]) -> list[str] | None:
        if not left:
            return [] if 2 <= inputs <= MOST_CLASSES else None
        for name in left:
            if shapes[name][1] == inputs and shapes[name][0] <= WIDEST:
                rest = follow(shapes[name][0], tuple(other for other in left if other != name))
                if rest is not None:
                    return [name, *rest]
        return None

    return follow(PIXELS, tuple(shapes)) if 1 <= len(shapes) <= DEEPEST + 1 else None


def _bias(weight: str, units: int, biases: Mapping[str, Tensor], weights: Mapping[str, Tensor]) -> str | None:
    """The name of the bias that belongs to a weight: it is called alike, or is the first of its size that is called
    like no other."""
    fit = [name for name, bias in biases.items() if bias.shape[0] == units]
    own = next((name for name in fit if _are_alike(weight, name)), None)
    free = (name for name in fit if not any(_are_alike(other, name) for other in weights))
    return own or next(free, None)


def _are_alike(weight: str, bias: str) -> bool:
    stem = re.sub(r"(weight|kernel|w)$", "", weight, flags=re.IGNORECASE)
    return bool(stem) and bias.startswith(stem)


def _floats(tensor: Tensor, path: Path) -> Tensor:
    floats = tensor.detach().float().contiguous()
    if not tensor.is_floating_point() or not floats.isfinite().all():
        raise UserError(_("{file} holds parameters that are not finite numbers.").format(file=path.name))
    return floats


def _no_chain(path: Path, tensors: Mapping[str, Tensor]) -> str:
    shapes = ", ".join(f"{name[:30]} {tuple(tensor.shape)}" for name, tensor in list(tensors.items())[:8])
    sentence = _(
        "{file} is not a network of fully connected layers from 784 pixels to 2 to {most} classes: its tensors are "
        "{tensors}."
    )
    return sentence.format(file=path.name, most=MOST_CLASSES, tensors=shapes)


# What Inkling has exported


def _with_program(found: Foreign, path: Path) -> Foreign:
    """With what the Python file beside it says, if Inkling has exported both."""
    program = path.with_suffix(".py")
    if not program.is_file():
        return found
    try:
        said = read_program(program)
    except (UserError, OSError):
        return found
    return _filled(found, said) if said.parameters == path.name and said.sizes == found.sizes else found


def _of_program(path: Path) -> Foreign:
    said = read_program(path)
    parameters = path.with_name(said.parameters)
    if not parameters.is_file():
        sentence = _("{file} needs its parameters beside it, in {parameters}.")
        raise UserError(sentence.format(file=path.name, parameters=parameters.name))
    found = _of_tensors(read_state_dict(parameters), parameters)
    if said.sizes != found.sizes:
        sentence = _("{file} and {parameters} do not belong together: their layers differ.")
        raise UserError(sentence.format(file=path.name, parameters=parameters.name))
    return _filled(found, said)


def _filled(found: Foreign, said: Program) -> Foreign:
    names = said.names if len(said.names) == found.sizes[-1] else found.names
    return Foreign(found.name, found.layers, names, said.activation, said.input_range)
