"""The figure of each name in engine.lesson.names.FIGURES."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gui.lesson.figures.batches import Batches
from gui.lesson.figures.covered_labels import CoveredLabels
from gui.lesson.figures.expected_curve import ExpectedCurve
from gui.lesson.figures.figure import Around, Figure
from gui.lesson.figures.float32 import Float32
from gui.lesson.figures.hardest import Hardest
from gui.lesson.figures.milestones import Milestones
from gui.lesson.figures.misnomer import Misnomer
from gui.lesson.figures.parameters import Parameters
from gui.lesson.figures.penalties import Penalties

SHELF: Mapping[str, Callable[[Around], Figure]] = {
    "milestones": Milestones, "hardest": Hardest, "covered labels": CoveredLabels, "batches": Batches,
    "misnomer": Misnomer, "parameters": Parameters, "penalties": Penalties, "float32": Float32,
    "expected curve": ExpectedCurve,
}  # fmt: skip
