"""The states of a run of an experiment, and of a yardstick. Knows no torch."""

from __future__ import annotations

WAITING, RUNNING, FINISHED, FAILED, CANCELLED = "waiting", "running", "finished", "failed", "cancelled"
