"""The small button at a panel that puts it on the stage: there it fills the page, for the back row."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QStackedWidget, QTabWidget, QToolButton, QWidget

from engine.words import _
from gui.look import sizes
from gui.look.icons import icon
from gui.look.sizes import px, sized
from gui.widgets.explain import flowing
from gui.widgets.stage import Parts, Piece, flat, stage_of
from gui.widgets.still_plot import StillPlot

SIDE, PICTURE = 20, 14  # pixels: of the button, and of the arrows on it
KEYS = "Shift+F11"


class PresentButton(QToolButton):
    """A double click on a plot does the same. Tab passes it by: the View menu has what it does, with a key."""

    _corner: QWidget | None = None  # Qt tells of changes while it is being made, too

    wanted = Signal()
    """It is about to be put on the stage."""
    there = Signal()
    """It is there."""
    back = Signal()
    """It has come back from there."""

    def __init__(
        self, title: str, parts: Parts, corner: QWidget | None = None, explanation: Callable[[], str] | None = None,
        actions: Sequence[QAction] = (),
    ) -> None:  # fmt: skip
        """``parts``: what is put on the stage, the first of which gives the button its name; ``corner``: the widget in
        whose upper right corner it lies, else it has to be put into a layout; ``explanation``, ``actions``: as of a
        ``Piece``; without the former it is what the tooltips of its tab and its parts say."""
        widgets = flat(parts)
        name = next(widget.objectName() for widget in widgets if widget.objectName())
        super().__init__(corner, autoRaise=True, objectName=f"{name}PresentButton")
        self.piece = Piece(title, parts, explanation or self._explained, actions, self.wanted.emit)
        self._corner, self._tab_tip, self._is_there = corner, "", False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said = _("Fill the page with it, in large words: “{name}” ({keys}; Esc comes back)")
        self.setToolTip(said.format(name=title, keys=KEYS))
        self.setAccessibleName(_("Fill the page with it: “{name}”").format(name=title))
        sized(self.setFixedWidth, SIDE)
        sized(self.setMaximumHeight, SIDE)
        self._paint()
        sizes.changed.connect(self._paint)
        self.clicked.connect(self.present)
        for plot in (one for widget in widgets for one in (widget, *widget.findChildren(StillPlot))):
            if isinstance(plot, StillPlot):
                plot.viewport().installEventFilter(self)
        if corner is not None:
            corner.installEventFilter(self)
            self._stand_at_end()

    def present(self) -> None:
        """Put it on the stage; what else is in sight on the page can be leafed to from there."""
        stage = stage_of(self)
        if stage.piece is self.piece:
            stage.clear()
        elif stage.piece is None:
            found = buttons_in_sight(stage.parentWidget())
            if self not in found:  # it stands beside the page
                found = [self]
            for button in found:
                button._tab_tip = _tip_of_tab(button)
                stage.changed.connect(button._on_stage_changed, Qt.ConnectionType.UniqueConnection)
            stage.show_piece(self.piece, [button.piece for button in found])

    def _on_stage_changed(self) -> None:
        """On the stage it is of no use."""
        was, self._is_there = self._is_there, stage_of(self).piece is self.piece
        self.setVisible(not self._is_there)
        if was != self._is_there:
            (self.there if self._is_there else self.back).emit()

    def _explained(self) -> str:
        tips = [self._tab_tip, *(flowing(part.toolTip()) for part in flat(self.piece.parts))]
        return "\n".join(dict.fromkeys(filter(None, tips)))

    def holds(self, widget: QWidget | None) -> bool:
        """Whether it is a part of what is put on the stage."""
        return any(part is widget or part.isAncestorOf(widget) for part in flat(self.piece.parts) if widget is not None)

    def size_of_parts(self) -> int:
        """In pixels, of all of them together."""
        return sum(part.width() * part.height() for part in flat(self.piece.parts) if part.isVisible())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._corner:
            self._move()
        elif event.type() == QEvent.Type.MouseButtonDblClick and watched is not self._corner:
            self.present()
            return True
        return False

    def _stand_at_end(self) -> None:
        """Words of the corner end before it, on whichever side that is."""
        if isinstance(self._corner, QLabel):
            left, right = (SIDE, 0) if self.isRightToLeft() else (0, SIDE)
            sized(self._corner.setContentsMargins, left, 0, right, 0)
        self._move()

    def _move(self) -> None:
        self.resize(self.width(), min(px(SIDE), self._corner.height()))
        across = 0 if self.isRightToLeft() else self._corner.width() - self.width()
        self.move(max(0, across), 0)
        self.raise_()

    def _paint(self) -> None:
        self.setIcon(icon("large", self))
        self.setIconSize(QSize(px(PICTURE), px(PICTURE)))
        if self._corner is not None:
            self._move()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint()
        elif event.type() == QEvent.Type.LayoutDirectionChange and self._corner is not None:
            self._stand_at_end()


def _tip_of_tab(widget: QWidget) -> str:
    """Of the tab that it stands on; empty if on none."""
    around: QWidget | None = widget
    while around is not None:
        above = around.parentWidget()
        if isinstance(above, QStackedWidget) and isinstance(above.parentWidget(), QTabWidget):
            tabs = above.parentWidget()
            return flowing(tabs.tabToolTip(tabs.indexOf(around)))
        around = above
    return ""


def buttons_in_sight(root: QWidget) -> list[PresentButton]:
    """In reading order."""
    found = [button for button in root.findChildren(PresentButton) if button.isVisible()]
    return sorted(found, key=lambda one: _place(one, root))


def _place(button: PresentButton, root: QWidget) -> tuple[int, int]:
    place = button.mapTo(root, QPoint())
    return place.y() // px(2 * SIDE), place.x()
