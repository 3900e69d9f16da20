"""One batch of a training in slow motion: what its forward pass, loss, backward pass and update come to."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from engine.digits.dataset import Digits
from engine.networks.network import FeedForward, NetworkSpec, layer_views
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.images import After
from engine.training.next_batch import NextBatch
from engine.training.step import TrainingStep
from engine.training.trainer import train

FORWARD, LOSS, BACKWARD, UPDATE = PHASES = "forward", "loss", "backward", "update"


@dataclass(frozen=True)
class LayerByHand:
    """Norms (the root of the sum of squares) over the weights and biases of a layer.

    ``gradient``: of the loss, without weight decay; ``update``: of what was added to the parameters; ``parameters``:
    of these before.
    """

    gradient: float
    update: float
    parameters: float

    @property
    def relative(self) -> float:
        """How large the update is, by the parameters."""
        return self.update / self.parameters if self.parameters else 0.0


@dataclass(frozen=True, eq=False)
class BatchByHand:
    """``log_probabilities``: (B, classes) natural logarithms, before the update and with the units of this batch
    dropped; ``losses``: (B,); ``loss``: their mean, and ``loss_after`` the same batch's after the update, with the same
    units dropped. ``gradients``: by layer, of the weights (units, live inputs) and biases (units,). ``after``: the
    network with the update.
    """

    begun: NextBatch
    log_probabilities: np.ndarray
    losses: np.ndarray
    loss: float
    loss_after: float
    gradients: tuple[tuple[np.ndarray, np.ndarray], ...]
    layers: tuple[LayerByHand, ...]
    after: FeedForward

    @property
    def whole(self) -> LayerByHand:
        """The norms over all layers."""
        values = [(layer.gradient, layer.update, layer.parameters) for layer in self.layers]
        return LayerByHand(*np.sqrt(np.square(values).sum(0)).tolist())


@torch.inference_mode()
def by_hand(begun: NextBatch) -> BatchByHand:
    """What the training does with its next batch, to the last bit, and what happens on the way."""
    before = begun.network
    probe = _probe(begun, before)
    gradient = probe.gradient
    assert gradient is not None  # a probe collects it
    after = _updated(begun)
    moved = after.flat - before.flat
    layers = [
        LayerByHand(_norm(weight, bias), _norm(*by), _norm(*of))
        for (weight, bias), by, of in zip(
            probe.layers(gradient), layer_views(moved, before.spec.sizes), layer_views(before.flat, before.spec.sizes),
            strict=True,
        )
    ]  # fmt: skip
    log_p, each = probe.evidence(0), probe.each_loss(0)
    return BatchByHand(
        begun, log_p.numpy().copy(), each.numpy().copy(), float(probe.losses(0, 1)[0]),
        float(_probe(begun, after).losses(0, 1)[0]),
        tuple((weight.numpy().copy(), bias.numpy().copy()) for weight, bias in probe.layers(gradient)),
        tuple(layers), after,
    )  # fmt: skip


def _norm(*parts: Tensor) -> float:
    return float(torch.cat([part.double().flatten() for part in parts]).norm())


def _step(begun: NextBatch, network: FeedForward, config: TrainingConfig) -> TrainingStep:
    """A training of this one batch."""
    images = Digits(begun.images, begun.labels, "a batch", names=network.spec.names)
    step = TrainingStep(network, config, images, begun.live)
    step.put_in(begun.images, begun.labels)
    step.learning_rate = begun.learning_rate
    return step


def _updated(begun: NextBatch) -> FeedForward:
    """The network after the batch."""
    network = begun.network.copy()
    step = _step(begun, network, begun.config)
    step.restore(begun.state)
    step(0)
    step.write_back()
    return network


def _probe(begun: NextBatch, network: FeedForward) -> TrainingStep:
    """A step that has judged the batch, with the same units dropped, and holds the gradient of the loss alone; what it
    does to its own parameters is nobody's."""
    config = replace(begun.config, optimizer="rmsprop", momentum=0.0, weight_decay=0.0)
    step = _step(begun, network.copy(), config)
    step.restore({**step.state(), "dropout": begun.state["dropout"]})
    step(0)
    return step


class _UpTo(Control):
    """Ends a training when it has done so many batches, and keeps what would have come next."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.found: NextBatch | None = None
        if batches:
            self.run_batches(batches)
        else:
            self.pause()

    def wait(self) -> None:
        self.found = self.next_batch()
        self.stop()


def batch_of_new(
    spec: NetworkSpec, config: TrainingConfig, train_set: Digits, test_set: Digits, after: After | None, done: int = 0
) -> NextBatch | None:
    """What comes after ``done`` batches in a training that begins with these; see ``train``. None: it is over by then.

    Raises UserError where nothing can be trained.
    """
    control = _UpTo(done)
    for _report in train(spec, config, train_set, test_set, control, after=after):
        if control.stopped:
            break
    return control.found
