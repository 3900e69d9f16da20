"""Changes of the learning rate while a network trains: when each came, and what the rate is at any time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.errors import UserError
from engine.training.config import TrainingConfig, check_rate
from engine.words import _


@dataclass(frozen=True)
class RateChange:
    """From ``batch`` of ``epoch`` on, both counted from 1, the learning rate is ``rate``.

    A cosine goes on falling from there in proportion, as with torch.optim.lr_scheduler, which multiplies the rate that
    it finds. Raises UserError for what no change can be.
    """

    epoch: int
    batch: int
    rate: float

    def __post_init__(self) -> None:
        check_rate(self.rate)
        if self.epoch < 1 or self.batch < 1:
            raise UserError(_("A change of the learning rate is before the first batch."), "rate_changes")


def rate_at(config: TrainingConfig, changes: Iterable[RateChange], epoch: int, batch: int) -> float:
    """The learning rate of a batch, counted from 1, of an epoch; ``changes``: in the order in which they came."""
    last = None
    for change in changes:
        if (change.epoch, change.batch) <= (epoch, batch):
            last = change
    if last is None:
        return config.rate(epoch)
    if last.epoch == epoch:
        return last.rate
    return last.rate * (config.rate(epoch) / config.rate(last.epoch))


def last_rates(config: TrainingConfig, changes: Iterable[RateChange], epochs: int) -> list[float]:
    """The learning rate of the last batch of each epoch from the first, (epochs,)."""
    last = {change.epoch: change for change in changes}
    rates, latest = [], None
    for epoch in range(1, epochs + 1):
        latest = last.get(epoch, latest)
        rates.append(rate_at(config, (latest,) if latest else (), epoch, latest.batch if latest else 1))
    return rates


class Rates:
    """The learning rates of one training. ``changes``: those that came, and, in a run which goes on, also those that
    came in the epoch which is trained again: they come again at the same batch."""

    def __init__(self, config: TrainingConfig, changes: tuple[RateChange, ...] = ()) -> None:
        self.config, self.changes = config, changes

    def at(self, epoch: int, batch: int) -> float:
        return rate_at(self.config, self.changes, epoch, batch)

    def of_epoch(self, epoch: int) -> tuple[RateChange, ...]:
        """The changes in an epoch."""
        return tuple(change for change in self.changes if change.epoch == epoch)

    def change(self, epoch: int, batch: int, rate: float) -> None:
        """Train with this rate from a batch on, whatever was to come after it."""
        before = tuple(change for change in self.changes if (change.epoch, change.batch) < (epoch, batch))
        is_new = rate != rate_at(self.config, before, epoch, batch)
        self.changes = (*before, RateChange(epoch, batch, rate)) if is_new else before
