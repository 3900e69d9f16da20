"""Short names for numpy's arrays by what is in them; their shapes are told by whoever takes or gives them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
"""Pixels, 0..255."""
Whole = NDArray[np.int64]
"""Labels, counts, and indices."""
Flags = NDArray[np.bool_]
Singles = NDArray[np.float32]
"""What a network computes with and gives out."""
Doubles = NDArray[np.float64]
