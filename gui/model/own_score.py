"""How many of the hardest images the person has read: a figure beside those of networks and yardsticks."""

from __future__ import annotations

from engine.experiments.yardsticks.ranking import OwnScore
from gui.work.settings import remember, text

COUNT = 10  # images
KEY = "lesson/hardest"  # in the settings


def own_score() -> OwnScore | None:
    """None before the person has tried, or if nobody can have written what the settings hold."""
    score = text(KEY)
    return OwnScore(int(score), COUNT) if score.isdecimal() and int(score) <= COUNT else None


def keep_score(right: int) -> None:
    remember({KEY: str(right)})
