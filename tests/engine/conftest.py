"""What the engine's tests share: small sets of real digits, and an ordinary torch trainer to be compared with.

The trainer is the lesson's: layers as in torch.nn.functional, autograd, torch.optim. It shares nothing with the engine
but the initial parameters and the masks of dropout.
"""

import pytest
import torch
from torch.nn import functional

from engine import locks

ACTIVATIONS = {
    "relu": torch.relu,
    "leaky_relu": functional.leaky_relu,
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "identity": lambda z: z,
}
torch.set_num_threads(1)  # small matrices, and other work beside these tests


class Reference:
    """A network of plain tensors: ``layers`` is a list of (weight, bias), each a leaf with a gradient."""

    def __init__(self, network, config=None, dtype=None):
        self.spec = network.spec
        self.layers = [
            tuple(
                torch.tensor(p.detach().numpy(), dtype=dtype or p.dtype, requires_grad=True)
                for p in (layer.weight, layer.bias)
            )
            for layer in network.layers
        ]
        self.optimizer = config and self._optimizer(config)

    def _optimizer(self, config):
        parameters, decay = [p for layer in self.layers for p in layer], config.weight_decay
        if config.optimizer == "adam":
            return torch.optim.Adam(parameters, config.learning_rate, weight_decay=decay)
        if config.optimizer == "rmsprop":
            return torch.optim.RMSprop(parameters, config.learning_rate, weight_decay=decay)
        return torch.optim.SGD(parameters, config.learning_rate, config.momentum, weight_decay=decay)

    def inputs(self, images):
        """(n, 28, 28) uint8 to (n, 784) in the input range, computed in double precision."""
        low, high = self.spec.input_range
        x = low + torch.from_numpy(images.reshape(len(images), -1)).double() / 255 * (high - low)
        return x.to(self.layers[0][0].dtype)

    def sums(self, x, masks=(), order=slice(None)):
        """z of every layer, the last being the logits. ``masks`` multiply the hidden layers' activations, and
        ``order`` is that in which the pixels are summed, which changes nothing but the rounding."""
        (weight, bias), *others = self.layers
        sums = [functional.linear(x[:, order], weight[:, order], bias)]
        for index, (weight, bias) in enumerate(others):
            a = ACTIVATIONS[self.spec.activation](sums[-1])
            sums.append(functional.linear(a * masks[index] if masks else a, weight, bias))
        return sums

    def loss(self, images, labels, masks=(), order=slice(None)):
        logits = self.sums(self.inputs(images), masks, order)[-1]
        output = functional.softmax if self.spec.output == "softmax" else functional.log_softmax
        return functional.nll_loss(output(logits, 1), torch.from_numpy(labels))

    def gradients(self, images, labels, masks=(), order=slice(None), weight_decay=0.0):
        """One flat tensor per layer: weight, then bias."""
        parameters = [p for layer in self.layers for p in layer]
        loss = self.loss(images, labels, masks, order) + weight_decay / 2 * sum((p**2).sum() for p in parameters)
        found = torch.autograd.grad(loss, parameters)
        return [torch.cat([w.flatten(), b]) for w, b in zip(found[::2], found[1::2], strict=True)]

    def train_batch(self, images, labels, masks=()):
        """One step; the batch's loss before it."""
        self.optimizer.zero_grad()
        loss = self.loss(images, labels, masks)
        loss.backward()
        self.optimizer.step()
        return loss.item()

    def right(self, images, labels):
        """How many of the images the network guesses right."""
        with torch.no_grad():
            guesses = self.sums(self.inputs(images))[-1].argmax(1)
        return int((guesses == torch.from_numpy(labels)).sum())

    def parameters(self):
        """One flat tensor per layer: weight, then bias."""
        return [torch.cat([w.detach().flatten(), b.detach()]) for w, b in self.layers]


@pytest.fixture(scope="session")
def reference():
    """The class of the plain torch trainer."""
    return Reference


@pytest.fixture
def ending():
    """The program ends."""
    locks.ending.set()
    yield
    locks.ending.clear()
