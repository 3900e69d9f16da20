"""Where a training can go on from, so that it draws the curve that it would have drawn without the break."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import torch
from torch import Tensor

from engine.digits.dataset import Digits
from engine.digits.identity import fingerprint
from engine.errors import UserError
from engine.networks.network import FeedForward, NetworkSpec
from engine.records import LATER
from engine.training.config import TrainingConfig
from engine.training.early_stopping import Watched
from engine.training.rate_changes import RateChange
from engine.version import VERSION
from engine.words import _, ngettext


@dataclass(frozen=True, eq=False)
class Standing:
    """Where a training is after ``epoch`` whole epochs, and all that must be alike if it is to go on from there.

    ``best_accuracy``: of the test in the best epoch so far, see ``History.best``, percent; -1 before any. ``unsound``:
    how many epochs in a row, up to this one, were not sound. ``seconds``: what the epochs took. ``train_sum``: of the
    images, see ``train_sum``; ``test_sum``: their fingerprint. ``threads``: torch's.

    ``rate_changes``: those of the learning rate, also those that came in the epoch after this one, before the training
    was stopped in it: they come again. ``watched``: see ``early_stopping``. ``ended_early``: the epoch after which a
    rule ended the training, 0 if none did; what goes on from there does so without any rule, for it has done its work.
    """

    spec: NetworkSpec
    config: TrainingConfig
    epoch: int
    best_accuracy: float
    seconds: float
    unsound: int
    train_sum: str
    test_sum: str
    threads: int
    versions: Mapping[str, str]
    rate_changes: tuple[RateChange, ...] = field(default=(), kw_only=True, metadata=LATER)
    watched: Watched = field(default=Watched(), kw_only=True, metadata=LATER)
    ended_early: int = field(default=0, kw_only=True, metadata=LATER)

    @property
    def has_just_ended_early(self) -> bool:
        """Whether a rule has ended the training here, before its last epoch."""
        return 0 < self.ended_early == self.epoch < self.config.epochs

    def differs(self) -> str:
        """What the training ran with and would go on with, if that is not the same; empty if it is."""
        now = versions()
        then = {name: str(self.versions.get(name, _("an unknown version")))[:40] for name in now}
        other = [name for name in now if then[name] != now[name]]
        if not other:
            return ""
        return _(
            "This run was trained with {before}, and goes on with {now}: its curve may differ, in the last digits, "
            "from the one without a break."
        ).format(before=_listed(then, other), now=_listed(now, other))

    def standing(self) -> dict[str, Any]:
        """These fields by name, for whatever else has them."""
        return {field.name: getattr(self, field.name) for field in fields(Standing)}


@dataclass(frozen=True, eq=False)
class Checkpoint(Standing):
    """A training as it was after an epoch; nobody changes its tensors.

    ``last``, ``best``, ``sound``: (spec.parameters,) the network's parameters now, after the best epoch so far, see
    ``History.best``, and at the last point known to be sound. ``step``: the optimiser's state and those of the
    random generators, see ``TrainingStep.state``.
    """

    last: Tensor
    best: Tensor
    sound: Tensor
    step: dict[str, Tensor]

    def network(self, best: bool = False) -> FeedForward:
        """The network after the last epoch, or after the best."""
        return FeedForward(self.spec, flat=(self.best if best else self.last).clone())

    def check(self, spec: NetworkSpec, config: TrainingConfig, sums: tuple[str, str], threads: int) -> None:
        """Raises UserError, with what is different, if going on with these would not draw the same curve.

        ``sums``: ``train_sum`` and the fingerprint of the test images.
        """
        if spec != self.spec or replace(config, epochs=self.config.epochs) != self.config:
            raise UserError(_("This run cannot go on: its network or its settings are not those that it began with."))
        if config.epochs != self.config.epochs and not config.can_be_extended:
            sentence = ngettext(
                "This run cannot have more or fewer than its {epochs} epoch: its learning rate falls along a cosine "
                "that ends with it. Train a new one with as many epochs as you want.",
                "This run cannot have more or fewer than its {epochs} epochs: its learning rate falls along a cosine "
                "that ends with them. Train a new one with as many epochs as you want.",
                self.config.epochs,
            )
            raise UserError(sentence.format(epochs=self.config.epochs))
        if config.epochs < self.epoch:
            sentence = ngettext(
                "This run has {done} epoch behind it, more than the {epochs} asked for.",
                "This run has {done} epochs behind it, more than the {epochs} asked for.",
                self.epoch,
            )
            raise UserError(sentence.format(done=self.epoch, epochs=config.epochs))
        if threads != self.threads:
            sentence = ngettext(
                "This run cannot go on: it was trained with {before} thread, and is now with {now}.",
                "This run cannot go on: it was trained with {before} threads, and is now with {now}.",
                self.threads,
            )
            raise UserError(sentence.format(before=self.threads, now=threads))
        if self.train_sum != sums[0] and self.train_sum == sums[0].split()[-1]:
            raise UserError(
                _(
                    "This run cannot go on: it was begun by an older Inkling, which varied its images after they were "
                    "binarised, inverted or scrambled. They are varied before that now: start a new run."
                )
            )
        if self.train_sum != sums[0]:
            raise UserError(
                _(
                    "This run cannot go on: its training images are not the ones that it began with. Open the same "
                    "digits, with the same changes, or start a new run."
                )
            )
        if self.test_sum != sums[1]:
            raise UserError(
                _(
                    "This run cannot go on: its test images are not the ones that it began with. Open the same "
                    "digits, with the same changes, or start a new run."
                )
            )


def train_sum(train_set: Digits, seen: Digits, is_varied: bool) -> str:
    """What tells training images from any others: their fingerprint, as the network ``seen`` them without augmentation.

    Where augmentation varies them before something else is done to them, it begins with that of ``train_set``, which
    it varies. Inkling 0.1 varied what it had done everything to, and wrote the fingerprint of that alone.
    """
    sums = [fingerprint(seen)]
    if is_varied and seen is not train_set:
        sums.insert(0, fingerprint(train_set))
    return " ".join(sums)


def versions() -> dict[str, str]:
    """Of what the curve's last bits depend on."""
    return {"inkling": VERSION, "torch": torch.__version__, "machine": platform.machine()}


def _listed(found: Mapping[str, str], names: Sequence[str]) -> str:
    """In words: "torch 2.12.0, a processor of the kind x86_64"."""
    known = {
        "inkling": "Inkling {version}",
        "torch": "torch {version}",
        "machine": _("a processor of the kind {version}"),
    }
    return ", ".join(known[name].format(version=found[name]) for name in names)
