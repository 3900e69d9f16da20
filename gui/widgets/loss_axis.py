"""How far an axis of losses reaches, the same wherever losses are drawn."""

from __future__ import annotations

import math


def highest_loss(classes: int) -> int:
    """The end of the axis of −log p: a whole number past that of chance, which is ln of the number of classes."""
    return math.ceil(math.log(2 * classes))
