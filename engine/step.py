"""One training step by hand: forward, backward and update of a batch in as few operations as possible.

Notation, for a batch of B images: x is a layer's input (B, inputs), z = x W' + b its sums (B, units), a = f(z) its
activations, y is 1 at the true digit, p = softmax(z) at the last layer, and delta = B dL/dz, where L is the loss
averaged over the batch. Then

    dL/dW = delta' x / B,    dL/db = delta' 1 / B,    delta of the layer below = (delta W) * f'(z).

Every view and every buffer is made once, here: a batch creates no tensor. An epoch's images are put in order as bytes
and become floats batch by batch, in one small buffer that stays in the processor's cache.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import NamedTuple

import torch
from torch import Tensor

from engine.digits import CLASSES, PIXELS, Digits
from engine.network import LEAKY_SLOPE, FeedForward, layer_views
from engine.optimizers import Adam, Momentum, Optimizer, RMSprop
from engine.randomness import DROPOUT, ORDER, generator

_aten = torch.ops.aten

# a = f(z), in place.
_ACTIVATE = {
    "relu": torch.relu_,
    "leaky_relu": lambda z: _aten.leaky_relu_(z, LEAKY_SLOPE),
    "tanh": torch.tanh_,
    "sigmoid": torch.sigmoid_,
    "identity": lambda z: z,
}


# delta * f'(z), in place, with f' written in terms of a = f(z). ``spare`` has the shape of a.
def _relu_slope(delta: Tensor, a: Tensor, spare: Tensor) -> None:
    delta.mul_(torch.sign(a, out=spare))  # quicker than threshold_backward


_SLOPE = {
    "relu": _relu_slope,
    "leaky_relu": lambda delta, a, _: _aten.leaky_relu_backward.grad_input(
        delta, a, LEAKY_SLOPE, True, grad_input=delta
    ),
    "tanh": lambda delta, a, _: _aten.tanh_backward.grad_input(delta, a, grad_input=delta),
    "sigmoid": lambda delta, a, _: _aten.sigmoid_backward.grad_input(delta, a, grad_input=delta),
    "identity": lambda delta, a, _: None,
}


class _Layer(NamedTuple):
    """Views of one layer's parameters, and its buffers for one batch."""

    x: Tensor  # what it is fed (B, inputs)
    weight: Tensor  # W (units, inputs)
    weight_t: Tensor
    bias: Tensor  # b (units,)
    weight_sum: Tensor  # what delta' x is added to: W itself, or its gradient
    bias_sum: Tensor
    a: Tensor  # z, then f(z) in its place (B, units)
    delta: Tensor  # (B, units)
    delta_t: Tensor
    mask: Tensor  # dropout's: 0, or 1 / (1 - p) (B, units)
    spare: Tensor  # (B, units)


class TrainingStep:
    """Trains ``network`` in place on batches of ``train_set``: ``shuffle()`` once per epoch, then ``step(0)``,
    ``step(1)``, ... up to ``step.batches - 1``. The last, partial batch is dropped.

    ``config`` is an engine.training.TrainingConfig. Call it under ``torch.inference_mode()`` or ``no_grad``.

    ``live``: the pixels that the step looks at, by their indices; see ``live_pixels``. With it the parameters in
    training are a copy without the other pixels' weights, and ``write_back`` brings them into ``network``.

    Plain SGD needs no gradient as such: delta' x is added to W in one product. The other optimisers have it collected
    in ``gradient``, laid out as ``parameters`` is.
    """

    def __init__(self, network: FeedForward, config, train_set: Digits, live: Tensor | None = None):
        self.spec, self.config = network.spec, config
        self.learning_rate = config.learning_rate
        self.size, self.batches = config.batch_size, len(train_set) // config.batch_size
        self._network, self._live = network, live
        self._sizes = (PIXELS if live is None else len(live), *self.spec.sizes[1:])
        self.parameters = network.flat.detach() if live is None else self._without_dead_pixels()
        self._optimizer = _optimizer(config, self.parameters)
        self.gradient = torch.zeros_like(self.parameters) if self._optimizer else None
        self._order_generator = generator(config.seed, ORDER)
        self._mask_generator = generator(config.seed, DROPOUT)
        self._activate, self._slope = _ACTIVATE[self.spec.activation], _SLOPE[self.spec.activation]
        # An input range from 0 needs no pass over the pixels: both products scale what they add anyway.
        self._scale = self.spec.pixel_scale if self.spec.input_range[0] == 0 else 1.0
        self._ones = torch.ones(self.size, dtype=self.parameters.dtype)
        self._layers = self._make_layers()
        self._upwards = list(pairwise(self._layers))
        self._downwards = self._upwards[::-1]
        self._make_batches()
        self.show(train_set)

    def show(self, train_set: Digits) -> None:
        """Train on these images from the next shuffle on; they must be as many as before."""
        pixels = torch.from_numpy(train_set.images).view(-1, PIXELS)
        self._pixels = pixels if self._live is None else pixels[:, self._live]
        self._labels = torch.from_numpy(train_set.labels)

    def _without_dead_pixels(self) -> Tensor:
        first, *others = layer_views(self._network.flat.detach(), self.spec.sizes)
        parts = [first[0][:, self._live], first[1], *(part for layer in others for part in layer)]
        return torch.cat([part.flatten() for part in parts])

    def write_back(self) -> None:
        """Bring ``network`` up to date with the parameters in training."""
        if self._live is None:
            return
        flat, units = self._network.flat.detach(), self._sizes[1]
        flat[: PIXELS * units].view(units, PIXELS)[:, self._live] = self._layers[0].weight
        flat[PIXELS * units :] = self.parameters[len(self._live) * units :]

    def _make_layers(self) -> list[_Layer]:
        def buffer(units: int) -> Tensor:
            return torch.empty(self.size, units, dtype=self.parameters.dtype)

        sums = layer_views(self.parameters if self.gradient is None else self.gradient, self._sizes)
        layers = []
        x = buffer(self._sizes[0])
        for (weight, bias), (weight_sum, bias_sum) in zip(layer_views(self.parameters, self._sizes), sums, strict=True):
            units = len(bias)
            a, delta = buffer(units), buffer(units)
            layers.append(
                _Layer(
                    x=x,
                    weight=weight,
                    weight_t=weight.t(),
                    bias=bias,
                    weight_sum=weight_sum,
                    bias_sum=bias_sum,
                    a=a,
                    delta=delta,
                    delta_t=delta.t(),
                    mask=buffer(units),
                    spare=buffer(units),
                )
            )
            x = buffer(units) if self.config.dropout else a
        return layers

    def _make_batches(self) -> None:
        """An epoch's order, true digits and log-probabilities, and a view of each per batch."""
        shape = (self.batches, self.size)
        self._shuffled = torch.empty(*shape, self._sizes[0], dtype=torch.uint8)
        self._truth = torch.zeros(*shape, 1, dtype=torch.int64)
        self._minus_y = torch.zeros(*shape, CLASSES, dtype=self.parameters.dtype)
        self._log_p = torch.zeros_like(self._minus_y)
        views = (tensor.unbind() for tensor in (self._shuffled, self._truth, self._minus_y, self._log_p))
        self._rows = list(zip(*views, strict=True))

    def shuffle(self) -> None:
        """Draw the order of the next epoch: each image at most once."""
        order = torch.randperm(len(self._labels), generator=self._order_generator)[: self.batches * self.size]
        torch.index_select(self._pixels, 0, order, out=self._shuffled.view(-1, self._sizes[0]))
        torch.take(self._labels, order.view_as(self._truth), out=self._truth)
        self._minus_y.zero_().scatter_(2, self._truth, -1)

    def __call__(self, batch: int) -> None:
        """Forward, backward and update of one batch of the epoch, by its number."""
        pixels, truth, minus_y, log_p = self._rows[batch]
        self._forward(pixels, log_p)
        if self._optimizer is None or self.gradient is None:
            self._backward(truth, minus_y, log_p, -self.learning_rate / self.size)  # W <- W - lr dL/dW
            return
        self.gradient.zero_()
        self._backward(truth, minus_y, log_p, 1 / self.size)
        if self.config.weight_decay:
            self.gradient.add_(self.parameters, alpha=self.config.weight_decay)
        self._optimizer.update(self.parameters, self.gradient, self.learning_rate)

    def _forward(self, pixels: Tensor, log_p: Tensor) -> None:
        addmm, activate, dropout = torch.addmm, self._activate, self.config.dropout
        first, last = self._layers[0], self._layers[-1]
        first.x.copy_(pixels)
        if self._scale == 1:
            first.x.mul_(self.spec.pixel_scale).add_(self.spec.input_range[0])
        addmm(first.bias, first.x, first.weight_t, alpha=self._scale, out=first.a)
        for below, layer in self._upwards:
            activate(below.a)  # a = f(z)
            if dropout:
                below.mask.bernoulli_(1 - dropout, generator=self._mask_generator).div_(1 - dropout)
                torch.mul(below.a, below.mask, out=layer.x)
            addmm(layer.bias, layer.x, layer.weight_t, out=layer.a)  # z = x W' + b
        torch.log_softmax(last.a, 1, out=log_p)

    def _backward(self, truth: Tensor, minus_y: Tensor, log_p: Tensor, alpha: float) -> None:
        """Add alpha delta' x to each layer's sums, from the last layer to the first."""
        mm, slope, dropout, ones = torch.mm, self._slope, self.config.dropout, self._ones
        first, last = self._layers[0], self._layers[-1]
        # The gradient of log-softmax for -y above it is p - y: that of the loss -log p_true.
        torch._log_softmax_backward_data(minus_y, log_p, 1, log_p.dtype, out=last.delta)
        if self.spec.output == "softmax":
            last.delta.mul_(log_p.gather(1, truth).exp_())  # that of -p_true: p_true (p - y)
        for below, layer in self._downwards:
            mm(layer.delta, layer.weight, out=below.delta)  # delta W, before W is changed
            layer.weight_sum.addmm_(layer.delta_t, layer.x, alpha=alpha)
            layer.bias_sum.addmv_(layer.delta_t, ones, alpha=alpha)
            if dropout:
                below.delta.mul_(below.mask)
            slope(below.delta, below.a, below.spare)  # times f'(z)
        first.weight_sum.addmm_(first.delta_t, first.x, alpha=alpha * self._scale)
        first.bias_sum.addmv_(first.delta_t, ones, alpha=alpha)

    def losses(self, first: int = 0, end: int | None = None) -> Tensor:
        """The loss of each batch of the epoch from ``first`` up to ``end``, (end - first,)."""
        log_p = self._log_p[first:end].gather(2, self._truth[first:end]).squeeze(2)
        return -(log_p.exp() if self.spec.output == "softmax" else log_p).mean(1)

    def accuracy(self) -> float:
        """Percent right among the epoch's images, each judged as its batch went by."""
        return 100 * (self._log_p.argmax(2, keepdim=True) == self._truth).float().mean().item()


def live_pixels(train_set: Digits) -> Tensor:
    """The pixels that are not 0 in every image, as indices; about 700 of MNIST's 784.

    The weights of the others have gradient 0 as long as the input range begins at 0, so that every product can do
    without them. A few are added to make the number a multiple of 16, which the products are quicker with; there are 16
    also where no image has any ink.
    """
    inked = torch.from_numpy(train_set.images.reshape(-1, PIXELS).any(0))
    live, dead = inked.nonzero().flatten(), (~inked).nonzero().flatten()
    wanted = max(1, math.ceil(len(live) / 16)) * 16
    return torch.cat([live, dead[: wanted - len(live)]]).sort().values


def _optimizer(config, parameters: Tensor) -> Optimizer | None:
    """None for plain SGD."""
    if config.optimizer == "adam":
        return Adam(parameters)
    if config.optimizer == "rmsprop":
        return RMSprop(parameters)
    if config.momentum or config.weight_decay:
        return Momentum(parameters, config.momentum)
    return None
