"""How yardsticks stand beside a network with the same seeds: which are ahead, and whether that is more than luck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.experiments.conclusion import kind_of_interval
from engine.experiments.statistics import FEWEST, Interval, Score, paired_interval
from engine.numbers import number, signed
from engine.words import _, ngettext

Scores = Mapping[int, Score]
"""By seed."""


@dataclass(frozen=True)
class Rated:
    """A candidate or a yardstick, and what its seeds have reached."""

    label: str
    scores: Scores

    @property
    def percent(self) -> float:
        """The mean."""
        return sum(score.percent for score in self.scores.values()) / len(self.scores)


@dataclass(frozen=True)
class Standing:
    """A yardstick beside a network: ``points`` ahead of it (negative: behind) on average over ``seeds`` that both have;
    ``interval``: None under FEWEST of them. ``comparisons``, ``overlap``: see ``paired_interval``."""

    yardstick: Rated
    points: float
    seeds: int
    comparisons: int
    overlap: float
    interval: Interval | None


def standings(network: Rated, yardsticks: Sequence[Rated], networks: int = 1, overlap: float = 0.0) -> list[Standing]:
    """Of those that have a seed in common with ``network``, the furthest ahead first. ``networks``: among how many it
    was picked; the intervals are widened for all pairs of one of them and a yardstick."""
    found, comparisons = [], len(yardsticks) * networks
    for yardstick in yardsticks:
        shared = sorted(network.scores.keys() & yardstick.scores.keys())
        if shared:
            mine, others = ([one.scores[seed] for seed in shared] for one in (yardstick, network))
            points = sum(a.percent - b.percent for a, b in zip(mine, others, strict=True)) / len(shared)
            interval = paired_interval(mine, others, comparisons, overlap)
            found.append(Standing(yardstick, points, len(shared), comparisons, overlap, interval))
    return sorted(found, key=lambda standing: -standing.points)


def in_words(network: Rated, found: Sequence[Standing]) -> list[str]:
    """Sentences; none where nothing can be compared."""
    told = [standing for standing in found if standing.interval is not None]
    groups = (
        (_("More than luck ahead of {network}: {yardsticks}."), [one for one in told if _low(one) > 0]),
        (
            _("Beside {network}, no more than seeds alone may bring: {yardsticks}."),
            [one for one in told if _is_open(one)],
        ),
        (_("More than luck behind {network}: {yardsticks}."), [one for one in told if _high(one) < 0]),
    )
    words = [_sentence(sentence, network, some) for sentence, some in groups if some]
    if told:
        words[-1] += " " + _("In brackets: {interval}, in points.").format(interval=_kind(told[0]))
    few = [standing for standing in found if standing.interval is None]
    if few:
        words.append(f"{_sentence(_('Beside {network}: {yardsticks}.'), network, few)} {_too_few(few)}")
    return words


def _low(standing: Standing) -> float:
    return standing.interval.low if standing.interval else 0.0


def _high(standing: Standing) -> float:
    return standing.interval.high if standing.interval else 0.0


def _is_open(standing: Standing) -> bool:
    return standing.interval is not None and not standing.interval.is_clear


def _kind(standing: Standing) -> str:
    return kind_of_interval(standing.seeds, standing.comparisons, bool(standing.overlap))


def _sentence(sentence: str, network: Rated, some: Sequence[Standing]) -> str:
    """``sentence`` has places for ``network`` and ``yardsticks``."""
    beside = _("{candidate} ({percent} %)").format(candidate=network.label, percent=number(network.percent, 1))
    return sentence.format(network=beside, yardsticks="; ".join(map(_told, some)))


def _told(standing: Standing) -> str:
    """ "3 nearest neighbours 95.9 % (+0.1 to +0.9)"; without an interval the points alone stand in brackets."""
    label, percent = standing.yardstick.label, number(standing.yardstick.percent, 1)
    if standing.interval is None:
        sentence = _("{yardstick} {percent} % ({points} points)")
        return sentence.format(yardstick=label, percent=percent, points=signed(standing.points, 1))
    low, high = signed(standing.interval.low, 2), signed(standing.interval.high, 2)
    return _("{yardstick} {percent} % ({low} to {high})").format(yardstick=label, percent=percent, low=low, high=high)


def _too_few(found: Sequence[Standing]) -> str:
    most = max(standing.seeds for standing in found)
    return ngettext(
        "That is from {seeds} seed that both have, so it may be luck: {fewest} seeds or more tell whether it is.",
        "That is from {seeds} seeds that both have, so it may be luck: {fewest} seeds or more tell whether it is.",
        most,
    ).format(seeds=most, fewest=FEWEST)
