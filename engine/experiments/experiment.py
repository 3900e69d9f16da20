"""What an experiment is: one or two things varied over chosen values, everything else alike, over some seeds."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

from engine import limits
from engine.digits.changes import Changes
from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.errors import UserError
from engine.experiments.canonical import canonical, why_same
from engine.experiments.factors import FACTORS, Plan, factors
from engine.files import write_for_person
from engine.networks.network import NetworkSpec
from engine.numbers import short, whole
from engine.reading import read_file
from engine.records import read_json
from engine.training.config import TrainingConfig
from engine.words import _

MOST_SEEDS = 20
MOST_CANDIDATES = 50  # more curves could neither be told apart nor drawn while they grow
MOST_RUNS = 400
SECONDS_PER_COST = 5e-11  # of one core, as measured with the lesson's network
START_SECONDS = 3.0  # until the processes are there
EXPERIMENT_FORMAT = "inkling-experiment-1"


@dataclass(frozen=True)
class Factor:
    """``name``: a key of FACTORS. ``values``: what it takes, each different.

    Raises UserError for fewer than one value, or for one that occurs twice.
    """

    name: str
    values: tuple[Any, ...]

    def __post_init__(self) -> None:
        if self.name not in FACTORS:
            raise _unknown(self.name)
        if not self.values:
            raise UserError(_("{title}: write at least one value.").format(title=self.title), "values")
        if len(set(self.values)) < len(self.values):
            raise UserError(_("{title}: a value is there twice.").format(title=self.title), "values")

    @property
    def title(self) -> str:
        return FACTORS[self.name].title

    def words(self, names: tuple[str, ...] = DIGIT_NAMES) -> list[str]:
        """Each value as the person reads it. ``names``: of the classes, here and below."""
        return [factors(names)[self.name].words(value) for value in self.values]

    def saved(self) -> list[str]:
        """Each value as it stands in a file, whatever the person's language."""
        return [FACTORS[self.name].saved(value) for value in self.values]

    def labels(self, names: tuple[str, ...] = DIGIT_NAMES) -> list[str]:
        """Each value so that it explains itself."""
        return [factors(names)[self.name].label(value) for value in self.values]

    def text(self, names: tuple[str, ...] = DIGIT_NAMES) -> str:
        """All values as the person would write them; ``read_factor`` understands it."""
        return factors(names)[self.name].text(self.values)


def read_factor(name: str, text: str, names: tuple[str, ...] = DIGIT_NAMES) -> Factor:
    """A factor from its values as a person writes them. Raises UserError for what cannot be understood."""
    kind = factors(names).get(name)
    if kind is None:
        raise _unknown(name)
    return Factor(name, kind.values(text))


def _unknown(name: str) -> UserError:
    return UserError(
        _("“{name}” cannot be varied: choose one of {names}.").format(name=name[:30], names=", ".join(FACTORS)),
        "factor",
    )


@dataclass(frozen=True)
class Candidate:
    """One candidate of an experiment: ``values``, one of each factor, ``label`` in words, and its plan for seed 0."""

    values: tuple[Any, ...]
    label: str
    plan: Plan


@dataclass(frozen=True)
class Experiment:
    """``base``: what all have in common. ``factors``: one or two. ``seeds``: each candidate runs with each of them.

    ``look_for``: two sentences for the person.

    Raises UserError for more than the program can show, for seeds that are none, and for candidates that are the same.
    """

    name: str
    base: Plan
    factors: tuple[Factor, ...]
    seeds: tuple[int, ...] = (0,)
    look_for: str = ""
    candidates: tuple[Candidate, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not 1 <= len(self.factors) <= 2 or len({factor.name for factor in self.factors}) < len(self.factors):
            raise UserError(_("Vary one thing, or two different ones."), "factor")
        if not 1 <= len(set(self.seeds)) == len(self.seeds) <= MOST_SEEDS:
            raise UserError(_("Use 1 to {most} different seeds.").format(most=MOST_SEEDS), "seeds")
        for seed in (min(self.seeds), max(self.seeds)):
            replace(self.base.config, seed=seed)  # which refuses what is none
        candidates = math.prod(len(factor.values) for factor in self.factors)
        if candidates > MOST_CANDIDATES:
            raise UserError(
                _("These values make {candidates} candidates: at most {most}.").format(
                    candidates=whole(candidates), most=MOST_CANDIDATES
                ),
                "values",
            )
        made = tuple(self._candidates())
        _check_different(made)
        if len(made) * len(self.seeds) > MOST_RUNS:
            raise UserError(
                _("{candidates} candidates with {seeds} seeds are {runs} runs: at most {most}.").format(
                    candidates=len(made), seeds=len(self.seeds), runs=len(made) * len(self.seeds), most=MOST_RUNS
                ),
                "values",
            )
        object.__setattr__(self, "candidates", made)

    def _candidates(self) -> Iterable[Candidate]:
        for values in product(*(factor.values for factor in self.factors)):
            plan = self.base
            for factor, value in zip(self.factors, values, strict=True):
                plan = FACTORS[factor.name].vary(plan, value)
            kinds = factors(self.names)
            words = [kinds[factor.name].label(value) for factor, value in zip(self.factors, values, strict=True)]
            yield Candidate(values, ", ".join(words), plan)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the classes."""
        return self.base.spec.names

    def fitting(self, digits: Digits) -> Experiment:
        """The same for the classes of a set. Raises UserError if a value asks for more than it has."""
        return replace(self, base=replace(self.base, spec=self.base.spec.fitting(digits)))

    @property
    def shape(self) -> tuple[int, int]:
        """Values of the first factor, and of the second (1 if there is none)."""
        return len(self.factors[0].values), len(self.factors[1].values) if len(self.factors) == 2 else 1

    @property
    def outputs(self) -> set[str]:
        """Of the networks in it: the losses of "softmax" and "log_softmax" cannot be compared."""
        return {candidate.plan.spec.output for candidate in self.candidates}

    @property
    def alike(self) -> Changes:
        """What is applied to the images of all candidates alike."""
        first, *others = [candidate.plan.changes for candidate in self.candidates]
        shared = tuple(v for v in first.chosen if all(v in candidates.chosen for candidates in others))
        return replace(first, chosen=shared)

    def plan(self, candidate: int, seed: int) -> Plan:
        plan = self.candidates[candidate].plan
        return replace(plan, config=replace(plan.config, seed=seed))

    def seconds(self, images: int, cores: int, pace: float = SECONDS_PER_COST) -> float:
        """A rough guess of how long it takes on so many cores. ``pace``: seconds of one core for a unit of cost."""
        costs = [candidate.plan.cost(images) * pace for candidate in self.candidates]
        return START_SECONDS + max(max(costs), sum(costs) * len(self.seeds) / cores)

    def order(self, images: int) -> list[tuple[int, int]]:
        """(candidate, seed) of every run, in the order in which they begin: seed by seed, so that a comparison can be
        seen early; within a seed the longest first, so that no core is left waiting for a long last run."""
        costs = [candidate.plan.cost(images) for candidate in self.candidates]
        longest_first = np.argsort([-cost for cost in costs], kind="stable").tolist()
        return [(candidate, seed) for seed in self.seeds for candidate in longest_first]


def _check_different(candidates: tuple[Candidate, ...]) -> None:
    """Factors may undo each other's work, and values have no effect: then labels would lie. Raises UserError."""
    first: dict[Plan, Candidate] = {}
    for candidate in candidates:
        same = first.setdefault(canonical(candidate.plan), candidate)
        if same is not candidate:
            sentence = _("“{first}” and “{second}” are the same training: vary other things.").format(
                first=same.label, second=candidate.label
            )
            raise UserError(" ".join((sentence, *why_same(same.plan, candidate.plan))), "values")


def sets_of(plan: Plan, digits: Digits, test_digits: Digits | None) -> tuple[Digits, Digits]:
    """The training images of a run, before augmentation, and its test images: as for a run on its own."""
    return plan.changes.sets_to_train(digits, test_digits, plan.test_fraction, plan.config.seed)


# On disk


@dataclass(frozen=True)
class _Values:
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class _Written:
    """An experiment as its file has it; the values of its factors are in English words."""

    name: str
    look_for: str
    factors: tuple[_Values, ...]
    seeds: tuple[int, ...]
    network: NetworkSpec
    training: TrainingConfig
    test_fraction: float
    changes: Changes
    test_range: tuple[float, float] | None

    def experiment(self) -> Experiment:
        if not 0 < self.test_fraction < 1:
            raise UserError(_("There is no test share of {share}.").format(share=short(self.test_fraction)))
        factors = tuple(_factor(factor) for factor in self.factors)
        base = Plan(self.network, self.training, self.test_fraction, self.changes, self.test_range)
        return Experiment(self.name[:80], base, factors, self.seeds, self.look_for[:500])


def _factor(written: _Values) -> Factor:
    if written.name not in FACTORS:
        raise _unknown(written.name)
    return Factor(written.name, tuple(FACTORS[written.name].opened(text) for text in written.values))


def as_text(experiment: Experiment) -> str:
    """For a file: JSON."""
    base = experiment.base
    factors = tuple(_Values(factor.name, tuple(factor.saved())) for factor in experiment.factors)
    written = _Written(
        experiment.name, experiment.look_for, factors, experiment.seeds,
        base.spec, base.config, base.test_fraction, base.changes, base.test_range,
    )  # fmt: skip
    known = {**asdict(written), "network": base.spec.record()}
    return json.dumps({"format": EXPERIMENT_FORMAT, **known}, indent=2)


def save_experiment(path: Path, experiment: Experiment) -> None:
    """Whole, or not at all. Raises UserError if it cannot be written."""
    otherwise = _("The experiment could not be saved to {path}").format(path=path)
    write_for_person(Path(path), f"{as_text(experiment)}\n".encode(), otherwise)


def open_experiment(path: Path) -> Experiment:
    """An experiment that was saved. Raises UserError if there is none at ``path``, or if it is damaged."""
    path = Path(path)
    try:
        return from_text(read_file(path, limits.RECORD_FILE))
    except UserError as error:
        raise UserError(
            _("{file} holds no experiment that can be run: {problem}").format(file=path.name, problem=error)
        ) from error
    except OSError as error:
        raise UserError(
            _("{file} could not be read: {reason}.").format(file=path.name, reason=error.strerror or error)
        ) from error


def from_text(text: str | bytes) -> Experiment:
    """What ``as_text`` wrote. Raises UserError."""
    if read_json(_Named, text).format != EXPERIMENT_FORMAT:
        raise UserError(_("it is not of the format “{format}”.").format(format=EXPERIMENT_FORMAT))
    return read_json(_Written, text).experiment()


@dataclass(frozen=True)
class _Named:
    format: str
