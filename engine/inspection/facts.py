"""All that the file of a network says about it, so that nothing of it is lost when it is saved again."""

from __future__ import annotations

from collections.abc import Mapping

from engine.inspection.doubt import Doubt
from engine.runs.provenance import TrainedOn


def facts_of(trained_on: TrainedOn | None, doubt: Doubt | None, read: Mapping[str, str]) -> dict[str, str]:
    """For the header of a saved network: its images and its thresholds, if they are known, and whatever else stood in
    the file that it was ``read`` from."""
    return {
        **read,
        **(trained_on.facts() if trained_on is not None else {}),
        **(doubt.facts() if doubt is not None else {}),
    }
