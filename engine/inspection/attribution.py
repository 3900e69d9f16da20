"""What the units of a network answer to an image, and which of its pixels speak for a class."""

from __future__ import annotations

import numpy as np
import torch

from engine.digits.dataset import SIDE
from engine.networks.network import ACTIVATIONS, FeedForward


@torch.inference_mode()
def activations(network: FeedForward, image: np.ndarray) -> list[np.ndarray]:
    """What each layer gives out for one (28, 28) uint8 image, from the first hidden layer on: (units,) each.

    Hidden layers after their activation; the last, (classes,), before any softmax: the logits.
    """
    activation = ACTIVATIONS[network.spec.activation]
    x = network.inputs(image[None])
    found: list[torch.Tensor] = []
    for layer in network.layers:
        z = layer(x)
        found.append(z if len(found) == len(network.spec.hidden) else activation(z))
        x = found[-1]
    return [layer[0].numpy() for layer in found]


def speaks_for(network: FeedForward, image: np.ndarray, label: int) -> np.ndarray:
    """How each pixel of an image speaks for (over 0) or against (under 0) a class, (28, 28) float32.

    The gradient of the class's logit with respect to the input, times the input ("gradient times input", Shrikumar et
    al. 2016). For a ReLU network without biases the pixels would add up to the logit.
    """
    with torch.inference_mode(False), torch.enable_grad():
        x = network.inputs(image[None]).requires_grad_()
        (gradient,) = torch.autograd.grad(network.logits(x)[0, label], x)
        return (gradient * x).detach().reshape(SIDE, SIDE).numpy()
