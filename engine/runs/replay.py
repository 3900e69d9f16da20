"""The epochs of a run that one can go back to: the parameters of its network after each of them, within bounds."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from engine.networks.network import FeedForward, NetworkSpec
from engine.training.checkpoint import Checkpoint

BYTES = 9_960_000  # of a run's snapshots: with what else is in their file they have less than 10 MB
LEAST = 12  # snapshots that a larger network has nevertheless, ...
MOST_BYTES = 64_000_000  # ... as long as together they have no more than this
MOST = 400  # of a small one: nobody looks at more


def room_for(parameters: int) -> int:
    """How many snapshots of a network are kept: 46 of the lesson's 53,706 parameters, and none where there would be
    only two, as of more than 5.3 million."""
    each = 4 * parameters
    found = min(max(BYTES // each, LEAST), MOST_BYTES // each, MOST)
    return found if found > 2 else 0


class KeptEpochs:
    """Written by the thread that trains, read by others at any time. ``kept``: by epoch, in their order, the network's
    parameters, (spec.parameters,) float32, that nobody changes.

    Every epoch is kept as long as there is room. From then on each new one puts out one of those between the first and
    the last: that without which the gap between its neighbours, as a share of its epoch, is the smallest. So the gaps
    grow with the epoch, and what is kept depends on the epochs so far alone, not on how many there will be.
    """

    def __init__(self, spec: NetworkSpec, kept: Mapping[int, Tensor] | None = None) -> None:
        self._spec, self._room = spec, room_for(spec.parameters)
        self.kept: Mapping[int, Tensor] = {}
        for epoch, flat in sorted((kept or {}).items()):
            self.add(epoch, flat)

    @classmethod
    def of(cls, point: Checkpoint, best: int, found: Mapping[int, Tensor]) -> KeptEpochs:
        """Those of a run that has got to ``point``, and was at its ``best`` after some epoch: what was ``found`` on
        disk; where that is nothing, the three that are known without."""
        kept = {0: FeedForward(point.spec, point.config.seed).flat}
        if not found and point.best_accuracy >= 0:
            kept[best] = point.best
        kept |= {epoch: flat for epoch, flat in found.items() if epoch < point.epoch}
        return cls(point.spec, {**kept, point.epoch: point.last})

    def up_to(self, epoch: int) -> KeptEpochs:
        """A copy, for a run that goes on from there."""
        return KeptEpochs(self._spec, {at: flat for at, flat in self.kept.items() if at <= epoch})

    @property
    def is_possible(self) -> bool:
        """Whether the network is small enough."""
        return self._room > 0

    @property
    def epochs(self) -> tuple[int, ...]:
        return tuple(self.kept)

    def add(self, epoch: int, flat: Tensor) -> None:
        """The newest. Parameters that are no numbers any more, or that nothing can be kept of, are left out."""
        if not self._room or not flat.isfinite().all():
            return
        kept = {**self.kept, epoch: flat}
        while len(kept) > self._room:
            del kept[_least_missed(tuple(kept))]
        self.kept = kept  # one reference is swapped, so that a reader never sees half of it


def network_of(spec: NetworkSpec, flat: Tensor) -> FeedForward:
    """The network with one of ``kept``, over parameters of its own, fit for autograd."""
    with torch.inference_mode(False):
        return FeedForward(spec, flat=flat.detach().clone())


def _least_missed(epochs: tuple[int, ...]) -> int:
    """Neither the first nor the last; of equals the later one."""
    between = range(1, len(epochs) - 1)
    return epochs[min(between, key=lambda at: ((epochs[at + 1] - epochs[at - 1]) / epochs[at], -at))]
