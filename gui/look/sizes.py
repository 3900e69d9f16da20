"""Sizes that go with the text: what is 12 pixels wide beside the usual letters is 18 beside those half as large again.

All sizes in the code are meant for letters of USUAL pixels. Text is as large as the system's, times what was chosen in
the View menu; theme.set_text_size tells this module when that changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

USUAL = 12
"""Pixels of the letters' nominal size (QFontInfo.pixelSize) for which every size in the code is written."""


FRAME = QSize(16, 48)  # pixels that a system's frame takes at most: it is not known before the window shows


class _Text(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scale = 0.0  # not known before there is an application


_text = _Text()
changed = _text.changed
"""The text has another size now: whoever keeps a size that is made of px() makes it again."""


def scale() -> float:
    """How large the text is, by that for which the sizes are written."""
    if not _text.scale:
        _text.scale = QFontInfo(QApplication.font()).pixelSize() / USUAL
    return _text.scale


def measure() -> None:
    """The application's font is another now. Tell by ``changed`` when the widgets have it."""
    _text.scale = 0.0


def px(size: float) -> int:
    """Device-independent pixels; never 0 for what has a size."""
    return max(1, round(size * scale())) if size > 0 else round(size * scale())


def fine(width: float) -> float:
    """Of a line, half pixels count, too."""
    return width * scale()


def extent(width: float, height: float) -> QSize:
    return QSize(px(width), px(height))


def resize(window: QWidget, width: float, height: float) -> None:
    """To begin with: as large as that, but no larger than what its screen has free."""
    window.resize(extent(width, height).boundedTo(window.screen().availableSize() - FRAME))


def sized(setter: Callable[..., object], *sizes: float, lines: int = 0, words: Sequence[str] = ()) -> None:
    """Call a method of a widget or layout with these sizes in pixels, now and whenever the text changes its size.

    To the last of them is added, in the widget's own font, the height of so many ``lines``, or the width of the longest
    of ``words``.
    """
    target, name = setter.__self__, setter.__name__
    kept = next((one for one in target.children() if isinstance(one, _Kept) and one.name == name), None)
    (kept or _Kept(target, name)).keep(sizes, lines, words)


def measure_again(widget: QWidget) -> None:
    """Its font is another one than when all were told that the text has another size."""
    for kept in widget.children():
        if isinstance(kept, _Kept) and kept.measures:
            kept.apply()


class _Kept(QObject):
    """One size of one widget or layout; ends with it."""

    def __init__(self, target: QObject, name: str) -> None:
        super().__init__(target)
        self.name, self._sizes, self._lines, self._words = name, (), 0, ()
        changed.connect(self.apply)

    def keep(self, sizes: tuple[float, ...], lines: int, words: Sequence[str]) -> None:
        self._sizes, self._lines, self._words = sizes, lines, words
        self.apply()

    @property
    def measures(self) -> bool:
        return bool(self._lines or self._words)

    def apply(self) -> None:
        target = self.parent()
        pixels = [px(one) for one in self._sizes]
        if self.measures:
            metrics = target.fontMetrics()
            text = self._lines * metrics.lineSpacing() + max(map(metrics.horizontalAdvance, self._words), default=0)
            pixels = [*pixels[:-1], sum(pixels[-1:]) + text]
        getattr(target, self.name)(*pixels)
