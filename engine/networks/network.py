"""The feed-forward network: its specification, its parameters, and its forward pass for everything but training."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, field, replace
from itertools import pairwise
from typing import Any, Self, cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from engine.arrays import Singles
from engine.digits.dataset import CLASSES, DIGIT_NAMES, MOST_CLASSES, PIXELS, Digits, check_names, plain_names
from engine.errors import UserError
from engine.numbers import whole
from engine.randomness import WEIGHTS, generator
from engine.records import LATER
from engine.words import _, ngettext

LEAKY_SLOPE = 0.01  # torch's own for leaky ReLU
ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "relu": torch.relu,
    "leaky_relu": lambda z: functional.leaky_relu(z, LEAKY_SLOPE),
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "identity": lambda z: z,
}
ACTIVATION_NAMES = {
    "relu": "ReLU", "leaky_relu": "leaky ReLU", "tanh": "tanh", "sigmoid": "sigmoid", "identity": "identity",
}  # fmt: skip
"""What a person reads and writes for each."""
OUTPUTS = ("log_softmax", "softmax")
OUTPUT_NAMES = {"log_softmax": "log-softmax", "softmax": "softmax"}

WIDEST = 10_000
DEEPEST = 10
MOST_PARAMETERS = 20_000_000
LARGEST_VALUE = 1e6
CHUNK = 2_000  # images per forward pass: 6 MB of float32 pixels


@dataclass(frozen=True)
class NetworkSpec:
    """What a network is, before it has any parameters.

    ``hidden``: units of each hidden layer; ``()`` is a linear classifier. ``activation``: a key of ACTIVATIONS.
    ``output``: "log_softmax" or "softmax"; both are trained with the negative log-likelihood loss as torch has it,
    which takes minus the output at the true class. ``input_range``: what the pixel values 0 and 255 become.
    ``classes``: 2 to 62, a unit of the last layer for each; ``names``: theirs, plain numbers unless they are given.

    Raises UserError, with the field's name, for values that make no network.
    """

    hidden: tuple[int, ...] = (64, 32, 32)
    activation: str = "relu"
    output: str = "log_softmax"
    input_range: tuple[float, float] = (0.0, 1.0)
    classes: int = field(default=CLASSES, metadata=LATER)
    names: tuple[str, ...] = field(default=(), metadata=LATER)

    def __post_init__(self) -> None:
        self._check_classes()
        self._check_layers()
        self._check_choices()

    def _check_classes(self) -> None:
        if not 2 <= self.classes <= MOST_CLASSES:
            sentence = _("A network tells 2 to {most} classes apart, not {classes}.")
            raise UserError(sentence.format(classes=str(self.classes)[:20], most=MOST_CLASSES), "classes")
        object.__setattr__(self, "names", self.names or plain_names(self.classes))
        check_names(self.names)
        if len(self.names) != self.classes:
            sentence = _("A network of {classes} classes has {names} names for them.")
            raise UserError(sentence.format(classes=self.classes, names=len(self.names)), "names")

    def _check_layers(self) -> None:
        if len(self.hidden) > DEEPEST:
            sentence = ngettext(
                "{layers} hidden layer is too many: use at most {most}.",
                "{layers} hidden layers are too many: use at most {most}.",
                len(self.hidden),
            )
            raise UserError(sentence.format(layers=len(self.hidden), most=DEEPEST), "hidden")
        for units in self.hidden:
            if not 1 <= units <= WIDEST:
                sentence = ngettext(
                    "A hidden layer of {units} unit: use 1 to {most} units.",
                    "A hidden layer of {units} units: use 1 to {most} units.",
                    units,
                )
                raise UserError(sentence.format(units=whole(units), most=whole(WIDEST)), "hidden")
        if self.parameters > MOST_PARAMETERS:
            sentence = ngettext(
                "These layers have {parameters} parameter: use fewer units (at most {most}).",
                "These layers have {parameters} parameters: use fewer units (at most {most}).",
                self.parameters,
            )
            message = sentence.format(parameters=whole(self.parameters), most=whole(MOST_PARAMETERS))
            raise UserError(message, "hidden")

    def _check_choices(self) -> None:
        if self.activation not in ACTIVATIONS:
            sentence = _("There is no activation “{activation}”: use {activations}.")
            message = sentence.format(activation=self.activation, activations=", ".join(ACTIVATIONS))
            raise UserError(message, "activation")
        if self.output not in OUTPUTS:
            sentence = _("There is no output “{output}”: use {first} or {second}.")
            raise UserError(sentence.format(output=self.output, first=OUTPUTS[0], second=OUTPUTS[1]), "output")
        if len(set(self.input_range)) != 2 or len(self.input_range) != 2:
            raise UserError(_("The value range needs two different numbers."), "input_range")
        if not all(abs(value) <= LARGEST_VALUE for value in self.input_range):
            message = _("The value range must lie within ±{most}.").format(most=whole(LARGEST_VALUE))
            raise UserError(message, "input_range")

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of every layer, from the pixels to the classes: (784, 64, 32, 32, 10) for the lesson's network."""
        return (PIXELS, *self.hidden, self.classes)

    @property
    def parameters(self) -> int:
        """Weights and biases: each unit has one weight per unit of the layer before it, and one bias."""
        return sum(inputs * units + units for inputs, units in pairwise(self.sizes))

    @property
    def pixel_scale(self) -> float:
        """What one step of a pixel, 0 to 255, is worth to the network."""
        return (self.input_range[1] - self.input_range[0]) / 255

    @property
    def are_digits(self) -> bool:
        """Whether its classes are the digits 0 to 9, of which the window speaks as such."""
        return self.names == DIGIT_NAMES

    def fitting(self, digits: Digits) -> NetworkSpec:
        """The same with a unit for each class of a set, called as it is there."""
        return replace(self, classes=digits.classes, names=digits.names)

    def record(self) -> dict[str, Any]:
        """For a file: the digits, which every network had before version 0.2, are not written."""
        values = asdict(self)
        return {name: values[name] for name in values if name not in ("classes", "names") or not self.are_digits}

    def __str__(self) -> str:
        return "-".join(map(str, self.sizes))


def check_classes(spec: NetworkSpec, digits: Digits) -> None:
    """Raises UserError for a set with more or fewer classes than the network tells apart."""
    if digits.classes != spec.classes:
        sentence = _("The network {network} tells {classes} classes apart, and “{digits}” has {others}.")
        words = sentence.format(network=spec, classes=spec.classes, digits=digits.name[:80], others=digits.classes)
        raise UserError(words, "classes")


def parse_hidden(text: str) -> tuple[int, ...]:
    """Hidden layers as a person writes them: "64, 32, 32". Empty text is no hidden layer.

    Raises UserError (field "hidden") for anything else than whole numbers between commas.
    """
    if not text.strip():
        return ()
    units = []
    for part in text.replace(";", ",").split(","):
        part = part.strip()
        if not part:
            raise UserError(_("There is an empty place between two commas: write units like “64, 32, 32”."), "hidden")
        if not (part.isascii() and part.isdigit()):
            sentence = _("“{written}” is not a whole number: write units like “64, 32, 32”.")
            raise UserError(sentence.format(written=part[:20]), "hidden")
        units.append(int(part[:10]))  # ten digits are far over the limit, and a million of them would take long
    return tuple(units)


def layer_views(flat: Tensor, sizes: Sequence[int]) -> Iterator[tuple[Tensor, Tensor]]:
    """Each layer's weight (units, inputs) and bias (units,) as views of ``flat``, in which they follow each other."""
    start = 0
    for inputs, units in pairwise(sizes):
        middle, end = start + inputs * units, start + inputs * units + units
        yield flat[start:middle].view(units, inputs), flat[middle:end]
        start = end


def _are_one(views: tuple[Tensor, Tensor], layer: nn.Linear) -> bool:
    """Whether a layer's parameters are these very views."""
    own = layer.weight, layer.bias
    return all(a.data_ptr() == b.data_ptr() and a.dtype == b.dtype for a, b in zip(views, own, strict=True))


class Linear(nn.Linear):
    """Comes without values: those of a FeedForward are its own, and to draw others first would take most of a copy."""

    def reset_parameters(self) -> None:
        if not self.weight.is_meta:
            super().reset_parameters()


class FeedForward(nn.Module):
    """A fully connected network whose parameters lie in one flat buffer; each layer's weight and bias are views of it.

    ``flat``: the parameters, (spec.parameters,), layer by layer, weight (units, inputs) before bias (units,). Without
    it they are drawn as torch draws those of ``nn.Linear``: uniformly within 1/sqrt(inputs) of zero, from ``seed``.

    What torch does to a module is done to both: after ``double()``, ``load_state_dict``, ``copy.deepcopy`` or pickling
    the parameters are views of ``flat``, which may be another tensor then.
    """

    def __init__(
        self, spec: NetworkSpec, seed: int = 0, flat: Tensor | None = None, dtype: torch.dtype = torch.float32
    ) -> None:
        super().__init__()
        self.spec = spec
        self.flat = torch.empty(spec.parameters, dtype=dtype) if flat is None else flat
        layers = []
        for weight, bias in layer_views(self.flat, spec.sizes):
            layer = Linear(weight.shape[1], weight.shape[0], device="meta")
            layer.weight, layer.bias = nn.Parameter(weight), nn.Parameter(bias)
            layers.append(layer)
        self.layers = cast("Sequence[nn.Linear]", nn.ModuleList(layers))
        if flat is None:
            self._draw_parameters(seed)

    @torch.no_grad()
    def _draw_parameters(self, seed: int) -> None:
        for index, layer in enumerate(self.layers):
            bound = layer.in_features**-0.5
            random = generator(seed, WEIGHTS, index)
            layer.weight.uniform_(-bound, bound, generator=random)
            layer.bias.uniform_(-bound, bound, generator=random)

    def copy(self) -> FeedForward:
        """The same network over parameters of its own, fit for autograd wherever the copy is made."""
        with torch.inference_mode(False):
            return FeedForward(self.spec, flat=self.flat.detach().clone())

    # torch replaces parameters one by one, which would leave ``flat`` behind.

    def _share(self) -> None:
        """Make the parameters views of one buffer again, if they are not."""
        views = list(layer_views(self.flat, self.spec.sizes))
        if all(_are_one(pair, layer) for pair, layer in zip(views, self.layers, strict=True)):
            return
        self.flat = torch.cat([parameter.detach().reshape(-1) for parameter in self.parameters()])
        for (weight, bias), layer in zip(layer_views(self.flat, self.spec.sizes), self.layers, strict=True):
            layer.weight.data, layer.bias.data = weight, bias

    def _apply(self, fn: Callable[[Tensor], Tensor], recurse: bool = True) -> Self:
        super()._apply(fn, recurse)  # type: ignore[no-untyped-call]  # torch's
        self._share()
        return self

    def load_state_dict(self, state_dict: Mapping[str, Any], strict: bool = True, assign: bool = False) -> Any:
        keys = super().load_state_dict(state_dict, strict, assign)
        self._share()
        return keys

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        copied = self.__class__.__new__(self.__class__)
        memo[id(self)] = copied
        copied.__setstate__(deepcopy(self.__dict__, memo))
        return copied

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__(state)  # type: ignore[no-untyped-call]  # torch's
        self._share()

    def inputs(self, images: np.ndarray) -> Tensor:
        """(n, 28, 28) uint8 images as the (n, 784) vectors that the network is fed, in its input range."""
        vectors = torch.from_numpy(np.ascontiguousarray(images)).reshape(-1, PIXELS).to(self.flat.dtype)
        return vectors.mul_(self.spec.pixel_scale).add_(self.spec.input_range[0])

    def logits(self, x: Tensor) -> Tensor:
        """The last layer's sums, (n, classes), before any softmax, for (n, 784) inputs in the input range."""
        activation = ACTIVATIONS[self.spec.activation]
        *hidden, last = self.layers
        for layer in hidden:
            x = activation(layer(x))
        logits: Tensor = last(x)
        return logits

    def forward(self, x: Tensor) -> Tensor:
        """The output that the loss is taken of, (n, classes): log-probabilities, or probabilities if it is softmax."""
        if self.spec.output == "softmax":
            return torch.softmax(self.logits(x), 1)
        return torch.log_softmax(self.logits(x), 1)

    @torch.inference_mode()
    def log_probabilities(self, images: np.ndarray) -> Singles:
        """The evidence, (n, classes) natural logarithms, for (n, 28, 28) uint8 images, whatever the output is."""
        evidence = np.empty((len(images), self.spec.classes), np.float32)
        for start in range(0, len(images), CHUNK):
            part = slice(start, start + CHUNK)
            evidence[part] = torch.log_softmax(self.logits(self.inputs(images[part])), 1).numpy()
        return evidence
