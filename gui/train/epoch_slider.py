"""A slider over the epochs of a run, which stops at those that one can go back to, and at its right end: now."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.sizes import px, sized

TICK = 4  # pixels that the mark of an epoch is high


class EpochSlider(QSlider):
    wanted = Signal(int)
    """The person wants another place: an epoch, or the end."""
    stepped = Signal(int)
    """The person wants the next epoch (1) or the one before (-1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._epochs: tuple[int, ...] = ()
        keep_left_to_right(self)  # as the axes of the plots above it
        sized(self.setMinimumHeight, 26)
        sized(self.setMinimumWidth, 120)
        self.valueChanged.connect(self.wanted)
        self.actionTriggered.connect(self._on_action)

    def show_epochs(self, epochs: tuple[int, ...], end: int, value: int) -> None:
        """Where it stops, where it ends, and where it is now; nobody is told."""
        self.blockSignals(True)
        self.setRange(0, end)
        self.setPageStep(max(1, end // 10))
        self.setValue(value)
        self.blockSignals(False)
        if epochs != self._epochs:
            self._epochs = epochs
            self.update()

    def _on_action(self, action: int) -> None:
        """A key of one step goes to the next epoch that is there, however far that is."""
        steps = {self.SliderAction.SliderSingleStepAdd.value: 1, self.SliderAction.SliderSingleStepSub.value: -1}
        if action in steps:
            self.setSliderPosition(self.value())
            self.stepped.emit(steps[action])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the handle takes it there, and goes on as a drag."""
        if event.button() == Qt.MouseButton.LeftButton and not self._handle().contains(event.position().toPoint()):
            self.setSliderPosition(self._value_at(event.position().toPoint()))
        super().mousePressEvent(event)

    def _option(self) -> QStyleOptionSlider:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return option

    def _handle(self):
        part = QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, self._option(), part, self)

    def _span(self) -> tuple[int, int]:
        """Where the middle of the handle is at the left end, and how many pixels it can go from there."""
        handle = self._handle().width()
        return handle // 2, self.width() - handle

    def _value_at(self, place: QPoint) -> int:
        begin, span = self._span()
        return QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place.x() - begin, span)

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            begin, span = self._span()
            for epoch in self._epochs:
                x = begin + QStyle.sliderPositionFromValue(self.minimum(), self.maximum(), epoch, span)
                painter.drawLine(x, self.height() - px(TICK), x, self.height() - 1)
        super().paintEvent(event)
