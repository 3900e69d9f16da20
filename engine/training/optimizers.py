"""How a gradient changes the parameters: momentum, RMSprop and Adam over one flat buffer.

The formulas, their order and their constants are those of torch.optim, which the tests hold them against. Plain SGD
is not here: TrainingStep fuses it with the gradient. Importing torch.optim would load torch._dynamo, 1.1 s.
"""

from __future__ import annotations

import math
from typing import ClassVar, Protocol

import torch
from torch import Tensor

from engine.errors import UserError
from engine.words import _

EPSILON = 1e-8


class Optimizer(Protocol):
    """``STATE``: the attributes that the next update depends on, tensors and numbers."""

    STATE: ClassVar[tuple[str, ...]]

    def update(self, parameters: Tensor, gradient: Tensor, learning_rate: float) -> None:
        """Change ``parameters`` in place; both tensors are (parameters,)."""


class Momentum:
    """v <- mu v + g;  w <- w - lr v."""

    STATE: ClassVar[tuple[str, ...]] = ("velocity",)

    def __init__(self, parameters: Tensor, momentum: float):
        self.momentum = momentum
        self.velocity = torch.zeros_like(parameters)

    def update(self, parameters: Tensor, gradient: Tensor, learning_rate: float) -> None:
        self.velocity.mul_(self.momentum).add_(gradient)
        parameters.add_(self.velocity, alpha=-learning_rate)


class RMSprop:
    """s <- 0.99 s + 0.01 g^2;  w <- w - lr g / (sqrt(s) + eps).  (Hinton, Neural Networks for Machine Learning, 6e.)"""

    STATE: ClassVar[tuple[str, ...]] = ("square",)
    DECAY = 0.99

    def __init__(self, parameters: Tensor):
        self.square = torch.zeros_like(parameters)
        self._root = torch.empty_like(parameters)

    def update(self, parameters: Tensor, gradient: Tensor, learning_rate: float) -> None:
        self.square.mul_(self.DECAY).addcmul_(gradient, gradient, value=1 - self.DECAY)
        torch.sqrt(self.square, out=self._root).add_(EPSILON)
        parameters.addcdiv_(gradient, self._root, value=-learning_rate)


class Adam:
    """m <- 0.9 m + 0.1 g;  s <- 0.999 s + 0.001 g^2;  w <- w - lr m' / (sqrt(s') + eps),
    where m' = m / (1 - 0.9^t) and s' = s / (1 - 0.999^t).

    Kingma and Ba, Adam (2015), with the two corrections moved into the rate as at the end of their section 2, which
    saves a pass over the parameters; eps is scaled along, so that the result is the same.
    """

    STATE: ClassVar[tuple[str, ...]] = ("steps", "mean", "square")
    FIRST, SECOND = 0.9, 0.999

    def __init__(self, parameters: Tensor):
        self.steps = 0
        self.mean = torch.zeros_like(parameters)
        self.square = torch.zeros_like(parameters)
        self._root = torch.empty_like(parameters)

    def update(self, parameters: Tensor, gradient: Tensor, learning_rate: float) -> None:
        self.steps += 1
        self.mean.lerp_(gradient, 1 - self.FIRST)
        self.square.mul_(self.SECOND).addcmul_(gradient, gradient, value=1 - self.SECOND)
        correction = math.sqrt(1 - self.SECOND**self.steps)
        torch.sqrt(self.square, out=self._root).add_(EPSILON * correction)
        rate = learning_rate * correction / (1 - self.FIRST**self.steps)
        parameters.addcdiv_(self.mean, self._root, value=-rate)


def state_of(optimizer: Optimizer | None) -> dict[str, Tensor]:
    """Copies of what the next update depends on; nothing for plain SGD, which is None."""
    names = optimizer.STATE if optimizer else ()
    return {name: torch.as_tensor(getattr(optimizer, name)).clone() for name in names}


def restore(optimizer: Optimizer | None, state: dict[str, Tensor]) -> None:
    """Put back what ``state_of`` gave. Raises UserError for a number of steps that cannot be."""
    for name in optimizer.STATE if optimizer else ():
        own = getattr(optimizer, name)
        if isinstance(own, Tensor):
            own.copy_(state[name])
        else:
            setattr(optimizer, name, _count(state[name]))


def _count(tensor: Tensor) -> int:
    if tensor < 0:
        raise UserError(_("The state of the optimiser cannot be used: it has made less than no steps."))
    return int(tensor)
