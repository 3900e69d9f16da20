"""The sums of a network's last layer for one image, as pages hand them on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.inspection.flow import Flow


@dataclass(frozen=True, eq=False)
class Sums:
    """``values``: (classes,) before any softmax; ``names``: of the classes; ``true``: the place of the image's own, if
    that is known."""

    values: np.ndarray
    names: tuple[str, ...]
    true: int | None = None


def sums_of(found: Flow | None, names: tuple[str, ...], true: int | None) -> Sums | None:
    """Those of an image on its way, if there is one."""
    return None if found is None else Sums(found.sums[-1], names, true)
