"""Where names stand beside points so that none lies over another, or over a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

GAP = 4.0  # pixels between a mark and its name


def name_places(points: Sequence[QPointF], names: Sequence[QSizeF], mark: float, area: QRectF) -> list[QRectF | None]:
    """A place for each name, in pixels; None where there is none in ``area``. ``mark``: half of a mark's side.

    The first of the places right, left, above, below, and between these that is free; earlier points choose first.
    """
    taken = [QRectF(point.x() - mark, point.y() - mark, 2 * mark, 2 * mark) for point in points]
    found: list[QRectF | None] = []
    for point, size in zip(points, names, strict=True):
        free = (place for place in _around(point, size, mark) if area.contains(place) and not _meets(place, taken))
        place = next(free, None)
        found.append(place)
        if place is not None:
            taken.append(place)
    return found


def _around(point: QPointF, size: QSizeF, mark: float) -> Iterator[QRectF]:
    x, y, width, height = point.x(), point.y(), size.width(), size.height()
    right, left, middle = x + mark + GAP, x - mark - GAP - width, x - width / 2
    above, below, beside = y - mark - GAP - height, y + mark + GAP, y - height / 2
    for corner in (
        (right, beside), (left, beside), (middle, above), (middle, below),
        (right, above), (left, above), (right, below), (left, below),
    ):  # fmt: skip
        yield QRectF(*corner, width, height)


def _meets(place: QRectF, taken: Sequence[QRectF]) -> bool:
    return any(place.intersects(other) for other in taken)
