"""The pen of a canvas, whatever moves it: mouse, stylus, finger or keys; and the eraser at its other end."""

from __future__ import annotations

from engine.handwriting.ink import CANVAS
from gui.canvas.ink_image import INK_WIDTH
from gui.model.drawing import Drawing

KEY_STEP = 12.0
"""How far an arrow key moves the pen, in canvas pixels; with Shift a third of it."""

ERASER = 14.0
"""The eraser's diameter, in canvas pixels: a stroke is erased whole when it touches any of its ink."""

_REACH = (INK_WIDTH + ERASER) / 2
_MIDDLE = (CANVAS / 2, CANVAS / 2)

Place = tuple[float, float]
"""x and y in canvas pixels."""


class CanvasPen:
    """Adds to a drawing, or erases from it, for one source at a time: "mouse", "pen", "touch" or "keys"."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing
        self._source: str | None = None  # whose stroke is open
        self._rubber: str | None = None  # what erases
        self._stroke: int | None = None
        self._last = _MIDDLE
        self.finger: int | None = None  # the one that draws
        self.erasing = False  # whether whoever touches the canvas erases instead of drawing
        self.key_place: Place | None = None  # where the keys have the pen

    @property
    def drawing(self) -> bool:
        """Whether a stroke of this canvas is open; other canvases may show the same drawing."""
        return self._stroke is not None and self._drawing.open_stroke == self._stroke

    def draws_by(self, *sources: str) -> bool:
        return self.drawing and self._source in sources

    def held_by(self, source: str) -> bool:
        """Whether a source has put the pen or the eraser down, and not lifted it."""
        return source in (self._source, self._rubber)

    def down(self, place: Place, source: str) -> bool:
        """Begin a stroke, or to erase, unless something else is drawing; whether it did."""
        if self._rubber not in (None, source) or (self.drawing and self._source not in (source, "keys")):
            return False
        self.key_place = None
        if self.erasing:
            self.rub(place, source)
        else:
            self._source, self._last = source, place
            self._stroke = self._drawing.begin(*place)
        return True

    def rub(self, place: Place, source: str) -> None:
        """Erase what lies between the eraser's last place, if it is down, and this one."""
        goes_on = self._rubber == source
        start = self._last if goes_on else place
        self._rubber, self._last = source, place
        self._drawing.erase(start, place, _REACH, goes_on)

    def move(self, place: Place, source: str) -> None:
        if self._rubber == source:
            self.rub(place, source)
        elif self.draws_by(source) and place != self._last:
            self._last = place
            self._drawing.extend([place])

    def up(self) -> None:
        """Lift whatever is down."""
        if self.drawing:
            self._drawing.end()
        self._source = self._stroke = self.finger = self._rubber = None

    # By keys

    def step(self, right: int, down: int, fine: bool) -> None:
        """Move the keys' pen, and draw if it is down; does nothing while something else draws."""
        if self.drawing and self._source != "keys":
            return
        x, y = self.key_place or _MIDDLE
        step = KEY_STEP / 3 if fine else KEY_STEP
        self.key_place = (min(max(x + right * step, 0.0), CANVAS), min(max(y + down * step, 0.0), CANVAS))
        if self.draws_by("keys"):
            self._drawing.extend([self.key_place])

    def toggle(self) -> None:
        """Put the keys' pen down or lift it; with the eraser, erase what it is on."""
        if self.erasing:
            self.key_place = self.key_place or _MIDDLE
            self._drawing.erase(self.key_place, self.key_place, _REACH)
        elif self.draws_by("keys"):
            self.up()
        elif not self.drawing:
            self.key_place = self.key_place or _MIDDLE
            self._source = "keys"
            self._stroke = self._drawing.begin(*self.key_place)
