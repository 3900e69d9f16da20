"""The Picture tab: which part of a picture counts, how it is turned, and every step to what the network gets."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QStackedWidget, QVBoxLayout, QWidget

from engine.handwriting.paper.reading import Reading
from engine.handwriting.paper.view import Crop, View
from engine.numbers import number, signed
from engine.words import _
from gui.draw.picture_crop import PictureCrop
from gui.draw.picture_steps import PictureSteps
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.explain import RowExplain
from gui.widgets.labels import label, narrow_label

MOST = 45
"""Degrees to either side that the slider turns a picture."""

EMPTY = _(
    "No picture yet. Paste one with Ctrl+V, drop a file onto this page, or open one: a photograph of paper, a scan, "
    "a screenshot. Here you then see what was taken for ink, and can choose which part of the picture counts."
)


class PicturePanel(QWidget):
    view_wanted = Signal(object)
    """The View that the person asks for, also while something still moves."""
    open_wanted = Signal()
    left = Signal()
    """The person has pressed Esc."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picturePanel")
        self._view = View()
        self.crop, self.steps = PictureCrop(), PictureSteps()
        self.crop.cropped.connect(self._on_cropped)
        self._make_controls()
        self._lay_out()

    def _make_controls(self) -> None:
        tip = _("Turn the picture by 90 degrees {way}")
        self.back = push_button(
            _("⟲ 90°"), "pictureTurnLeft", tip.format(way=_("counterclockwise")), lambda: self._turn(-1)
        )
        self.on = push_button(_("⟳ 90°"), "pictureTurnRight", tip.format(way=_("clockwise")), lambda: self._turn(1))
        for button in (self.back, self.on):
            button.setAccessibleName(button.toolTip())
        self.slider = QSlider(Qt.Orientation.Horizontal, objectName="pictureDegrees")
        self.slider.setRange(-MOST, MOST)
        self.slider.setToolTip(_("Turn the picture until the digit stands upright; the arrow keys turn it by a degree"))
        self.slider.setAccessibleName(_("Turned by degrees"))
        self.slider.valueChanged.connect(self._on_degrees)
        self.degrees = QLabel(objectName="pictureDegreesSaid")
        self.slider.setMinimumWidth(1)
        self.automatic = push_button(
            _("Find it"),
            "pictureReset",
            _("Forget the crop and the turning, and look for the digit again"),
            self._reset,
        )

    def _lay_out(self) -> None:
        turning = QHBoxLayout()
        sized(turning.setSpacing, 6)
        for widget in (self.back, self.on):
            turning.addWidget(widget)
        turning.addWidget(self.slider, 1)
        turning.addWidget(self.degrees)
        turning.addWidget(RowExplain(self.slider, self.automatic))
        turning.addWidget(self.automatic)
        sized(self.degrees.setMinimumWidth, words=["−45.0°"])
        self.said = narrow_label("error", objectName="pictureSaid")
        shown, column = QWidget(), QVBoxLayout(self)
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        sized(inner.setSpacing, 6)
        inner.addWidget(self.crop, 5)
        inner.addLayout(turning)
        inner.addWidget(self.said)
        inner.addWidget(self.steps, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(shown)
        sized(column.setContentsMargins, 2, 10, 2, 0)
        column.addWidget(self._stack)

    def _make_empty(self) -> QWidget:
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.addStretch(1)
        column.addWidget(label("muted", EMPTY, wordWrap=True, alignment=Qt.AlignmentFlag.AlignHCenter))
        tip = _("Choose a picture's file")
        opening = push_button(_("Open a picture…"), "pictureOpen", tip, self.open_wanted)
        column.addWidget(opening, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return empty

    # What is shown

    def show_reading(self, reading: Reading | None) -> None:
        """None: there is no picture."""
        self._stack.setCurrentIndex(0 if reading is None else 1)
        self.say("")
        if reading is None:
            return
        self._view = reading.view
        self.crop.show_picture(reading.steps.picture, reading.crop)
        self.steps.show_reading(reading)
        degrees = reading.view.degrees or 0.0
        self.slider.blockSignals(True)
        self.slider.setValue(round(degrees))
        self.slider.blockSignals(False)
        self._say_degrees(degrees)
        self.automatic.setEnabled(reading.view.crop is not None or bool(degrees) or bool(reading.view.quarters))

    def say(self, sentence: str) -> None:
        """What is wrong with what was asked for last."""
        self.said.setText(sentence)
        self.said.setToolTip(sentence)

    def _say_degrees(self, degrees: float) -> None:
        words = signed(degrees, 1) if degrees else number(0, 1)
        self.degrees.setText(_("{degrees}°").format(degrees=words))

    # What the person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_cropped(self, crop: Crop) -> None:
        self._want(replace(self._view, crop=crop))

    def _on_degrees(self, degrees: int) -> None:
        self._say_degrees(degrees)
        self._want(replace(self._view, degrees=float(degrees), crop=None))

    def _turn(self, quarters: int) -> None:
        self._want(self._view.turned(quarters))

    def _reset(self) -> None:
        self._want(View())

    def _want(self, view: View) -> None:
        self._view = view
        self.view_wanted.emit(view)
