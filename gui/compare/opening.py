"""Runs of an experiment and those of the Train page, each made into the other: to be opened, and to be pinned."""

from __future__ import annotations

from dataclasses import dataclass

from engine.digits.changes import TESTING
from engine.digits.dataset import Digits
from engine.experiments.factors import LOOKS, Plan
from engine.experiments.raced import Raced
from engine.experiments.run import FAILED, FINISHED
from engine.experiments.run import Run as RacedRun
from engine.networks.network import FeedForward
from engine.numbers import value_range
from engine.runs.provenance import TrainedOn
from engine.runs.run import Run
from engine.runs.titles import rates
from engine.training.config import OPTIMIZER_NAMES
from engine.training.control import Progress
from engine.training.early_stopping import has_ended_early
from engine.training.history import History
from engine.words import _
from gui.compare.line_style import LineStyle
from gui.compare.networks_beside import Line

USUAL_RANGE = (0.0, 1.0)


@dataclass(frozen=True)
class Source:
    """What a run was trained on: in words, the whole set if it is at hand, and the test set that came with it."""

    trained_on: TrainedOn
    digits: Digits | None
    test_digits: Digits | None

    @classmethod
    def of(cls, run: RacedRun, race: Raced) -> Source:
        """``run``: one of ``race``."""
        own, plan = race.own_test, run.plan
        fraction = 0.0 if own else plan.test_fraction
        chosen_on_test = plan.config.chooses_on_test and has_ended_early(plan.config, run.history)
        trained_on = TrainedOn(
            race.set_name, fraction, run.seed, plan.changes, race.mark, own, chosen_on_test=chosen_on_test,
            validation_fraction=plan.config.validation_fraction,
        )  # fmt: skip
        return cls(trained_on, race.digits, race.test_digits)


@dataclass(frozen=True)
class Pinned:
    """A run of the Train page, kept for comparison."""

    label: str
    run: RacedRun
    source: Source

    def line(self, style: LineStyle) -> Line:
        return Line(self.label, style, [self.run], self.source.digits, self.source.test_digits)


def pin(run: Run) -> Pinned:
    """``run``: one that has ended, with a network."""
    config, latest = run.config, run.control.latest()
    assert latest is not None
    kept = RacedRun(-1, config.seed, Plan(run.spec, config, run.test_fraction, run.changes))
    kept.history, kept.flat = run.history, latest.flat.detach().numpy()
    if run.outcome in ("diverged", "failed"):
        kept.state, kept.reason = FAILED, run.message
    else:
        kept.state = FINISHED
    label = _("Train run: {network}, {optimizer} {rate}, seed {seed}").format(
        network=run.spec,
        optimizer=OPTIMIZER_NAMES[config.optimizer],
        rate=rates(config, run.rate_changes),
        seed=config.seed,
    )
    return Pinned(label, kept, Source(run.trained_on, run.digits, run.test_digits))


def as_run(raced: RacedRun, source: Source) -> Run:
    """A run of an experiment that has left a network, for the pages that show one."""
    plan, network, history = raced.plan, raced.network(), raced.history
    run = Run(plan.spec, plan.config, source.digits, plan.test_fraction, source.test_digits, plan.changes)
    run.trained_on, run.history = source.trained_on, history
    run.control.publish(network, _progress_of(history))
    run.weight_course.add(0, FeedForward(plan.spec, plan.config.seed))
    if history.count > 1:
        run.weight_course.add(history.count - 1, network)
    ended = "early" if has_ended_early(plan.config, history) else "completed"
    run.outcome = ended if raced.state == FINISHED else "diverged"
    return run


def _progress_of(history: History) -> Progress:
    losses, seconds = history.batch_losses[-1], float(history.seconds[: history.count].sum())
    return Progress(history.count - 1, losses, max(1, len(losses)), seconds, history.rate_changes)


def what_differs(plan: Plan) -> str:
    """What a person must know of an opened network's images, in sentences; empty if they were as always."""
    words = []
    if plan.changes:
        words.append(_("Its images were changed: {changes}.").format(changes=plan.changes.words(plan.spec.names)))
    if any(change.kind in LOOKS and change.where != TESTING for change in plan.changes.chosen):
        words.append(_("What you draw is not changed like that."))
    if plan.spec.input_range != USUAL_RANGE:
        words.append(
            _("It is fed with pixels from {range}, also in Inspect and Draw.").format(
                range=value_range(*plan.spec.input_range)
            )
        )
    if plan.test_range is not None:
        words.append(
            _("In the comparison it was tested with pixels from {range}, which it is not here.").format(
                range=value_range(*plan.test_range)
            )
        )
    return " ".join(words)
