"""The part of a large matrix that is looked at: arithmetic on rows and columns, without a widget."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

FEWEST = 12  # cells that are shown at least when looking closer
CLOSER = 24  # cells from which on it is worth looking closer


@dataclass(frozen=True)
class MatrixView:
    """``rows`` and ``columns`` cells from ``row`` and ``column`` on, of a matrix of ``shape``."""

    shape: tuple[int, int]
    row: float
    column: float
    rows: float
    columns: float

    def in_sight(self) -> tuple[range, range]:
        """The rows and the columns of which anything is shown."""
        rows = range(int(self.row), min(self.shape[0], math.ceil(self.row + self.rows)))
        return rows, range(int(self.column), min(self.shape[1], math.ceil(self.column + self.columns)))

    def at(self, down: float, along: float) -> tuple[int, int]:
        """The cell at a share of the height and of the width, 0 to 1."""
        row, column = int(self.row + down * self.rows), int(self.column + along * self.columns)
        return min(row, self.shape[0] - 1), min(column, self.shape[1] - 1)

    def zoomed(self, factor: float, row: float, column: float) -> MatrixView:
        """``factor`` as many cells, with the one at ``row`` and ``column`` staying where it is."""
        rows = min(max(self.rows * factor, FEWEST), self.shape[0])
        columns = min(rows * self.shape[1] / self.shape[0], self.shape[1])
        down, along = (row + 0.5 - self.row) / self.rows, (column + 0.5 - self.column) / self.columns
        return MatrixView(self.shape, 0, 0, rows, columns).from_(
            row + 0.5 - down * rows, column + 0.5 - along * columns
        )

    def from_(self, row: float, column: float) -> MatrixView:
        """As many cells from another place on, as far as the matrix reaches."""
        row = min(max(row, 0), self.shape[0] - self.rows)
        column = min(max(column, 0), self.shape[1] - self.columns)
        return MatrixView(self.shape, row, column, self.rows, self.columns)

    def showing(self, row: int, column: int) -> MatrixView:
        """Moved no further than to show a cell."""
        top = min(max(self.row, row + 1 - self.rows), row)
        return self.from_(top, min(max(self.column, column + 1 - self.columns), column))

    def sampled(self, values: np.ndarray, height: int, width: int) -> np.ndarray:
        """(height, width) of the values: for each pixel, the cell in its middle."""
        rows = _middles(self.row, self.rows, height, self.shape[0])
        return values[np.ix_(rows, _middles(self.column, self.columns, width, self.shape[1]))]


def whole(shape: tuple[int, int]) -> MatrixView:
    """All of a matrix."""
    return MatrixView(shape, 0, 0, *shape)


def _middles(start: float, cells: float, pixels: int, count: int) -> np.ndarray:
    """(pixels,) indices under ``count``."""
    at = start + (np.arange(max(1, pixels)) + 0.5) * cells / max(1, pixels)
    return np.minimum(at.astype(np.int64), count - 1)
