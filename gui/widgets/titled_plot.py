"""A plot with a title above it, in whose place appears what the pointer reads."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.look.direction import keep_left_to_right
from gui.look.sizes import sized
from gui.widgets.labels import narrow_label
from gui.widgets.plot_pointer import PlotPointer
from gui.widgets.still_plot import StillPlot


class TitledPlot(QWidget):
    """What the pointer reads is for those to say who draw into ``plot``: see ``_on_pointer_moved``."""

    def __init__(self, plot: StillPlot, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plot = plot
        self._title, self._tip, self._reading = title, title, ""
        self._shorter: tuple[str, ...] = ()
        plot.setAccessibleName(title)
        self._words = narrow_label("plotTitle", title, toolTip=title, textFormat=Qt.TextFormat.AutoText)
        self._header = QHBoxLayout(spacing=10)
        self._header.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 2)
        self._caption = narrow_label("muted")
        self._caption.hide()
        column.addLayout(self._header)
        column.addWidget(self._caption)
        column.addWidget(plot, 1)
        self._column = column
        PlotPointer(plot).moved.connect(self._on_pointer_moved)

    def add_to_header(self, widget: QWidget) -> None:
        """Put a widget to the right of the title."""
        self._header.addWidget(widget)

    def add_beside(self, widget: QWidget) -> None:
        """Put a widget to the right of the plot, in every language."""
        both = QWidget(self)
        keep_left_to_right(both)
        row = QHBoxLayout(both, spacing=0)
        row.setContentsMargins(0, 0, 0, 0)
        self._column.removeWidget(self.plot)
        row.addWidget(self.plot, 1)
        row.addWidget(widget)
        self._column.addWidget(both, 1)

    def set_title(self, title: str, note: str = "", shorter: tuple[str, ...] = ()) -> None:
        """``note``: what the tooltip adds; ``shorter``: the same in fewer words, where there is too little room."""
        self._shorter = shorter
        tip = "\n".join(filter(None, (title, note)))  # whole, where there is too little room
        if (title, tip) != (self._title, self._tip):
            self._title, self._tip = title, tip
            self.plot.setAccessibleName(title)
            self._words.setToolTip(tip)
            self._show_words()

    def set_caption(self, caption: str, shorter: tuple[str, ...] = ()) -> None:
        """A second line under the title; empty: none. ``shorter``: as of the title."""
        if caption != self._caption.text():
            self._caption.shorter = shorter
            self._caption.setText(caption)
            self._caption.setToolTip(caption)
            self._caption.setVisible(bool(caption))

    def caption(self) -> str:
        return self._caption.text()

    def title(self) -> str:
        return self._title

    def reading(self) -> str:
        """What the pointer reads; empty while it reads nothing."""
        return self._reading

    def _show_reading(self, reading: str) -> None:
        self._reading = reading
        self._show_words()

    def _show_words(self) -> None:
        words = self._reading or self._title
        if words != self._words.text():  # each change has the labels laid out anew
            self._words.shorter = () if self._reading else self._shorter
            self._words.setText(words)

    def _on_pointer_moved(self, point: QPointF | None) -> None:
        """``point``: in the plot's own coordinates; None beside the axes. Nothing is read here."""
