"""One training step by hand: forward, backward and update of a batch in as few operations as possible.

Notation, for a batch of B images: x is a layer's input (B, inputs) with a last column of ones, so that the matrix
M = [W | b] (units, inputs + 1) holds weights and biases; z = x M' are its sums (B, units), a = f(z) its activations,
y is 1 at the true class, p = softmax(z) at the last layer, and delta = B dL/dz, where L is the loss averaged over the
batch. Then

    dL/dM = delta' x / B,    delta of the layer below = (delta W) * f'(z).

Every view and every buffer is made once, here: a batch creates no tensor. An epoch's images are put in order as bytes
and become floats batch by batch, in one small buffer that stays in the processor's cache.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from engine.digits.dataset import PIXELS, SIDE, Digits
from engine.errors import UserError
from engine.networks.network import LEAKY_SLOPE, FeedForward, NetworkSpec
from engine.randomness import DROPOUT, ORDER, generator
from engine.training.config import TrainingConfig
from engine.training.loss import losses
from engine.training.optimizers import Adam, Momentum, Optimizer, RMSprop, restore, state_of
from engine.words import _

ALIGNED = 16  # numbers in two cache lines: products are quicker on rows of a multiple of that

_aten = torch.ops.aten

# a = f(z), in place.
_ACTIVATE: dict[str, Callable[[Tensor], Tensor]] = {
    "relu": torch.relu_,
    "leaky_relu": lambda z: _aten.leaky_relu_(z, LEAKY_SLOPE),
    "tanh": torch.tanh_,
    "sigmoid": torch.sigmoid_,
    "identity": lambda z: z,
}


# delta * f'(z), in place, with f' written in terms of a = f(z). ``sign`` is that of a, and known for ReLU alone.
_SLOPE: dict[str, Callable[[Tensor, Tensor, Tensor], object]] = {
    "relu": lambda delta, _a, sign: delta.mul_(sign),  # quicker than threshold_backward
    "leaky_relu": lambda delta, a, _sign: _aten.leaky_relu_backward.grad_input(
        delta, a, LEAKY_SLOPE, True, grad_input=delta
    ),
    "tanh": lambda delta, a, _sign: _aten.tanh_backward.grad_input(delta, a, grad_input=delta),
    "sigmoid": lambda delta, a, _sign: _aten.sigmoid_backward.grad_input(delta, a, grad_input=delta),
    "identity": lambda delta, a, _sign: None,
}


class _Layer(NamedTuple):
    """Views of one layer's parameters, and its buffers for one batch."""

    x: Tensor  # what it is fed, and a last column of ones (B, inputs + 1)
    inputs: Tensor  # the same without the ones
    matrix_t: Tensor  # M' (inputs + 1, units)
    weight: Tensor  # W (units, inputs)
    sums: Tensor  # what delta' x is added to: M itself, or its gradient
    a: Tensor  # z, then f(z) in its place (B, units)
    delta: Tensor  # (B, units)
    delta_t: Tensor
    mask: Tensor  # dropout's: 0, or 1 / (1 - p) (B, units)
    sign: Tensor  # of what is handed on, a or with dropout a * mask: ReLU's slope (B, units)


class TrainingStep:
    """Trains on batches of ``train_set``, beginning with the parameters of ``network``: ``shuffle()`` once per epoch,
    then ``step(0)``, ``step(1)``, ... up to ``step.batches - 1``. The last, partial batch is dropped. The parameters in
    training are a copy; ``write_back()`` brings them into ``network``.

    ``live``: the indices of the pixels that the step looks at, see
    ``live_pixels``; None: all. Call it under ``torch.inference_mode()`` or ``no_grad``.

    Plain SGD needs no gradient as such: delta' x is added to M in one product. The other optimisers have it collected
    in ``gradient``, laid out as ``parameters`` is.
    """

    def __init__(
        self, network: FeedForward, config: TrainingConfig, train_set: Digits, live: Tensor | None = None
    ) -> None:
        self.spec, self.config = network.spec, config
        self.learning_rate = config.learning_rate
        self.size, self.batches = config.batch_size, len(train_set) // config.batch_size
        self._network, self._live = network, torch.arange(PIXELS) if live is None else live
        self._columns = self._columns_of_each_layer()
        self.parameters = self._packed()
        self._optimizer = _optimizer(config, self.parameters)
        self.gradient = torch.zeros_like(self.parameters) if self._optimizer else None
        self._order_generator = generator(config.seed, ORDER)
        self._mask_generator = generator(config.seed, DROPOUT)
        self._activate, self._slope = _ACTIVATE[self.spec.activation], _SLOPE[self.spec.activation]
        # An input range from 0 needs no pass over the pixels: both products scale what they add anyway.
        self._scale = self.spec.pixel_scale if self.spec.input_range[0] == 0 else 1.0
        self._layers = self._make_layers()
        self._upwards = list(pairwise(self._layers))
        self._downwards = self._upwards[::-1]
        self._make_batches()
        self.show(train_set)

    def show(self, train_set: Digits) -> None:
        """Train on these images from the next shuffle on; they must be as many as before."""
        pixels = torch.from_numpy(train_set.images).view(-1, PIXELS)
        self._pixels = pixels if len(self._live) == PIXELS else pixels[:, self._live]
        self._labels = torch.from_numpy(train_set.labels)

    # Parameters

    def _columns_of_each_layer(self) -> list[int]:
        """Of M: the inputs and the bias, and in the first, large matrix some columns of zeros between them."""
        first = math.ceil((len(self._live) + 1) / ALIGNED) * ALIGNED
        return [first, *(inputs + 1 for inputs in self.spec.hidden)]

    def _matrices(self, flat: Tensor) -> Iterator[Tensor]:
        """Each layer's M, as a view of ``flat``."""
        start = 0
        for columns, units in zip(self._columns, self.spec.sizes[1:], strict=True):
            yield flat[start : start + units * columns].view(units, columns)
            start += units * columns

    def layers(self, flat: Tensor) -> Iterator[tuple[Tensor, Tensor]]:
        """Each layer's weight (units, inputs) and bias (units,), as views of ``flat``, be it ``parameters`` or
        ``gradient``. The inputs of the first layer are the live pixels."""
        inputs = (len(self._live), *self.spec.hidden)
        for matrix, count in zip(self._matrices(flat), inputs, strict=True):
            yield matrix[:, :count], matrix[:, -1]

    def _packed(self) -> Tensor:
        """The network's parameters, layer by layer as M."""
        size = sum(columns * units for columns, units in zip(self._columns, self.spec.sizes[1:], strict=True))
        flat = torch.zeros(size, dtype=self._network.flat.dtype)
        for weight, bias, theirs, their_bias, inputs in self._side_by_side(flat):
            weight.copy_(theirs[:, inputs])
            bias.copy_(their_bias)
        return flat

    def write_back(self) -> None:
        """Bring the network up to date with the parameters in training."""
        for weight, bias, theirs, their_bias, inputs in self._side_by_side(self.parameters):
            theirs[:, inputs] = weight
            their_bias.copy_(bias)

    def _side_by_side(self, flat: Tensor) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor, Tensor | slice]]:
        """Each layer's weight and bias here and in the network, and which of the network's inputs are here."""
        inputs: Tensor | slice = self._live
        for (weight, bias), theirs in zip(self.layers(flat), self._network.layers, strict=True):
            yield weight, bias, theirs.weight.detach(), theirs.bias.detach(), inputs
            inputs = slice(None)

    # From one program to the next

    def state(self) -> dict[str, Tensor]:
        """What the next epoch depends on beside the parameters: the optimiser's own tensors, and where the random
        generators stand (uint8)."""
        kept = {f"optimizer.{name}": tensor for name, tensor in state_of(self._optimizer).items()}
        return {**kept, "order": self._order_generator.get_state(), "dropout": self._mask_generator.get_state()}

    def restore(self, state: dict[str, Tensor]) -> None:
        """Raises UserError if this is not the ``state`` of a step like this one."""
        own = self.state()
        if _forms(state) != _forms(own):
            raise UserError(_("The state of the optimiser does not belong to this network."))
        restore(self._optimizer, {name.removeprefix("optimizer."): state[name] for name in state})
        try:
            self._order_generator.set_state(state["order"])
            self._mask_generator.set_state(state["dropout"])
        except (RuntimeError, TypeError) as error:  # torch looks into it: nonsense does no harm
            raise UserError(_("The state of the random generators cannot be used.")) from error

    # Buffers

    def _make_layers(self) -> list[_Layer]:
        def buffer(units: int) -> Tensor:
            return torch.empty(self.size, units, dtype=self.parameters.dtype)

        sums = self._matrices(self.parameters if self.gradient is None else self.gradient)
        x = torch.zeros(self.size, self._columns[0], dtype=self.parameters.dtype)
        x[:, -1] = 1 / self._scale  # 1 once it has been scaled along with the pixels
        # What all layers hand on stands together, so that one call finds the signs of all.
        shapes = [(self.size, units + 1) for units in self.spec.sizes[1:]]
        self._handed_on = torch.ones(sum(map(math.prod, shapes)), dtype=self.parameters.dtype)
        self._signs = torch.empty_like(self._handed_on)
        layers: list[_Layer] = []
        for matrix, sums_of, next_x, sign in zip(
            self._matrices(self.parameters), sums, _parts(self._handed_on, shapes), _parts(self._signs, shapes),
            strict=True,
        ):  # fmt: skip
            units, is_last = len(matrix), len(layers) == len(self.spec.hidden)
            delta = buffer(units)
            layers.append(
                _Layer(
                    x=x,
                    inputs=x[:, :-1],
                    matrix_t=matrix.t(),
                    weight=matrix[:, :-1],
                    sums=sums_of,
                    a=buffer(units) if self.config.dropout or is_last else next_x[:, :-1],
                    delta=delta,
                    delta_t=delta.t(),
                    mask=buffer(units),
                    sign=sign[:, :-1],
                )
            )
            x = next_x
        return layers

    def _make_batches(self) -> None:
        """An epoch's order, true classes and log-probabilities, and a view of each per batch."""
        shape = (self.batches, self.size)
        self._shuffled = torch.empty(*shape, len(self._live), dtype=torch.uint8)
        self._truth = torch.zeros(*shape, 1, dtype=torch.int64)
        self._minus_y = torch.zeros(*shape, self.spec.classes, dtype=self.parameters.dtype)
        self._log_p = torch.zeros_like(self._minus_y)
        views = (tensor.unbind() for tensor in (self._shuffled, self._truth, self._minus_y, self._log_p))
        self._rows = list(zip(*views, strict=True))
        self._inked = self._layers[0].x[:, : len(self._live)]

    # Training

    def shuffle(self) -> None:
        """Draw the order of the next epoch: each image at most once."""
        order = torch.randperm(len(self._labels), generator=self._order_generator)[: self.batches * self.size]
        torch.index_select(self._pixels, 0, order, out=self._shuffled.view(len(order), len(self._live)))
        torch.take(self._labels, order.view_as(self._truth), out=self._truth)
        self._minus_y.zero_().scatter_(2, self._truth, -1)

    def images_of(self, batch: int) -> tuple[np.ndarray, np.ndarray]:
        """The images of a batch of the epoch, (B, 28, 28) uint8 in their order, and their labels, (B,) int64."""
        images = torch.zeros(self.size, PIXELS, dtype=torch.uint8)
        images[:, self._live] = self._shuffled[batch]
        return images.view(-1, SIDE, SIDE).numpy(), self._truth[batch].flatten().numpy().copy()

    def put_in(self, images: np.ndarray, labels: np.ndarray) -> None:
        """Have these images, in this order, be the first batch, as ``images_of`` gave them."""
        torch.index_select(torch.from_numpy(images).view(-1, PIXELS), 1, self._live, out=self._shuffled[0])
        self._truth[0] = torch.from_numpy(labels).unsqueeze(1)
        self._minus_y[0].zero_().scatter_(1, self._truth[0], -1)

    @property
    def live(self) -> Tensor | None:
        """The pixels that it looks at, as indices; None: all."""
        return None if len(self._live) == PIXELS else self._live

    def __call__(self, batch: int) -> None:
        """Forward, backward and update of one batch of the epoch, by its number."""
        pixels, truth, minus_y, log_p = self._rows[batch]
        self._forward(pixels, log_p)
        if self._optimizer is None or self.gradient is None:
            self._backward(truth, minus_y, log_p, -self.learning_rate / self.size)  # M <- M - lr dL/dM
            return
        self.gradient.zero_()
        self._backward(truth, minus_y, log_p, 1 / self.size)
        if self.config.weight_decay:
            self.gradient.add_(self.parameters, alpha=self.config.weight_decay)
        self._optimizer.update(self.parameters, self.gradient, self.learning_rate)

    def _forward(self, pixels: Tensor, log_p: Tensor) -> None:
        mm, activate, dropout = torch.mm, self._activate, self.config.dropout
        first, last = self._layers[0], self._layers[-1]
        self._inked.copy_(pixels)
        if self._scale == 1:
            self._inked.mul_(self.spec.pixel_scale).add_(self.spec.input_range[0])
        torch.addmm(first.a, first.x, first.matrix_t, beta=0, alpha=self._scale, out=first.a)
        for below, layer in self._upwards:
            activate(below.a)  # a = f(z)
            if dropout:
                below.mask.bernoulli_(1 - dropout, generator=self._mask_generator).div_(1 - dropout)
                torch.mul(below.a, below.mask, out=layer.inputs)
            mm(layer.x, layer.matrix_t, out=layer.a)  # z = x M'
        torch.log_softmax(last.a, 1, out=log_p)

    def _backward(self, truth: Tensor, minus_y: Tensor, log_p: Tensor, alpha: float) -> None:
        """Add alpha delta' x to each layer's sums, from the last layer to the first."""
        mm, slope, dropout = torch.mm, self._slope, self.config.dropout
        first, last = self._layers[0], self._layers[-1]
        # The gradient of log-softmax for -y above it is p - y: that of the loss -log p_true.
        torch._log_softmax_backward_data(minus_y, log_p, 1, log_p.dtype, out=last.delta)
        if self.spec.output == "softmax":
            last.delta.mul_(log_p.gather(1, truth).exp_())  # that of -p_true: p_true (p - y)
        if self.spec.activation == "relu":
            torch.sign(self._handed_on, out=self._signs)
        for below, layer in self._downwards:
            mm(layer.delta, layer.weight, out=below.delta)  # delta W, before W is changed
            layer.sums.addmm_(layer.delta_t, layer.x, alpha=alpha)
            if dropout:
                below.delta.mul_(below.mask)
            slope(below.delta, below.a, below.sign)  # times f'(z)
        first.sums.addmm_(first.delta_t, first.x, alpha=alpha * self._scale)

    # What the epoch brought

    def losses(self, first: int = 0, end: int | None = None) -> Tensor:
        """The loss of each batch of the epoch from ``first`` up to ``end``, (end - first,)."""
        return losses(self._log_p[first:end], self._truth[first:end].squeeze(2), self.spec.output).mean(1)

    def evidence(self, batch: int) -> Tensor:
        """The log-probabilities of a batch, (B, classes), as it went by."""
        return self._log_p[batch]

    def each_loss(self, batch: int) -> Tensor:
        """The loss of each image of a batch, (B,)."""
        return losses(self._log_p[batch], self._truth[batch].squeeze(1), self.spec.output)

    def accuracy(self) -> float:
        """Percent right among the epoch's images, each judged as its batch went by."""
        return 100 * (self._log_p.argmax(2, keepdim=True) == self._truth).double().mean().item()


def _parts(flat: Tensor, shapes: list[tuple[int, int]]) -> list[Tensor]:
    """``flat`` cut into matrices, one after another."""
    cut = torch.split(flat, [math.prod(shape) for shape in shapes])
    return [part.view(shape) for part, shape in zip(cut, shapes, strict=True)]


def state_forms(spec: NetworkSpec, config: TrainingConfig) -> dict[str, tuple[torch.dtype, int]]:
    """The tensors of ``TrainingStep.state``: of which type, and how many numbers at most, where all pixels are live."""
    units, inputs = spec.sizes[1:], (PIXELS + ALIGNED, *spec.hidden)
    size = sum(count * (below + 1) for count, below in zip(units, inputs, strict=True))
    nothing = torch.empty(size, device="meta")  # takes no memory
    kept = {f"optimizer.{name}": tensor for name, tensor in state_of(_optimizer(config, nothing)).items()}
    kept |= {"order": generator(0, ORDER).get_state(), "dropout": generator(0, DROPOUT).get_state()}
    return {name: (tensor.dtype, tensor.numel()) for name, tensor in kept.items()}


def live_pixels(train_set: Digits) -> Tensor:
    """The pixels that are not 0 in every image, as indices; about 700 of MNIST's 784.

    The weights of the others have gradient 0 as long as the input range begins at 0, so that every product can do
    without them.
    """
    inked = torch.from_numpy(train_set.images.reshape(-1, PIXELS).any(0))
    return inked.nonzero().flatten()


def _optimizer(config: TrainingConfig, parameters: Tensor) -> Optimizer | None:
    """None for plain SGD."""
    if config.optimizer == "adam":
        return Adam(parameters)
    if config.optimizer == "rmsprop":
        return RMSprop(parameters)
    if config.momentum or config.weight_decay:
        return Momentum(parameters, config.momentum)
    return None


def _forms(state: dict[str, Tensor]) -> dict[str, tuple[torch.Size, torch.dtype]]:
    return {name: (tensor.shape, tensor.dtype) for name, tensor in state.items()}
