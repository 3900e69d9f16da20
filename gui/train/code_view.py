"""The text of a program: coloured, with marks beside the lines that have changed, and lines that are lit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontDatabase,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip, QWidget

from engine.words import _
from gui.look import sizes, theme
from gui.look.direction import keep_left_to_right, picture_painter
from gui.look.plain import plain_tip
from gui.look.sizes import USUAL, px
from gui.train.code_colors import CodeColors

WHOLE = 120  # characters of the longest line
MARGIN, BAR = 12, 4  # pixels: what is free at the left, and how wide a mark is in it
LIT, CHANGED = 0.16, 0.12  # how much of the colour is in a line's background
NOWHERE = -1


class CodeView(QPlainTextEdit):
    """To be read, selected and copied. Lines are counted from 0."""

    pointed = Signal(int)
    """The mouse, or the cursor, is on another line; NOWHERE if on none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keep_left_to_right(self)
        self._tips: Sequence[str] = ()
        self._changed: list[int] = []
        self._lit: list[int] = []
        self._pointed = NOWHERE
        self._mouse: QPointF | None = None
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAccessibleName(_("PyTorch program"))
        self.viewport().setMouseTracking(True)
        self._margin = _Margin(self)
        self._colors = CodeColors(self)
        self.updateRequest.connect(self._margin.update)
        self.cursorPositionChanged.connect(self._on_cursor_moved)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        sizes.changed.connect(self._follow_text_size)
        self._follow_text_size()

    # What is shown

    def show_lines(self, texts: Sequence[str], tips: Sequence[str]) -> None:
        """These lines, and what is said of each where it is pointed at; it stays scrolled to where it was."""
        self._tips = tips
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.setPlainText("\n".join(texts))
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def mark_changed(self, lines: Iterable[int]) -> None:
        """Until it is called again."""
        self._changed = list(lines)
        self._paint_lines()

    def light(self, lines: Iterable[int]) -> None:
        """Until it is called again."""
        lines = list(lines)
        if lines != self._lit:
            self._lit = lines
            self._paint_lines()

    def reveal(self, lines: Sequence[int]) -> None:
        """Scroll, if none of these lines can be seen, so that the first can."""
        first, count = self.verticalScrollBar().value(), self.lines_seen()
        if lines and not any(first <= line < first + count for line in lines):
            self.verticalScrollBar().setValue(max(0, lines[0] - count // 4))

    def lines_seen(self) -> int:
        """How many there is room for."""
        return max(1, self.viewport().height() // self.fontMetrics().lineSpacing())

    def whole_width(self) -> int:
        """In which every line is whole."""
        line = self.fontMetrics().horizontalAdvance("0" * WHOLE) + 2 * round(self.document().documentMargin())
        return line + 2 * px(MARGIN) + self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()

    def changed_lines(self) -> list[int]:
        return self._changed

    def lit_lines(self) -> list[int]:
        return self._lit

    def _paint_lines(self) -> None:
        """Over the document, which stays as it is."""
        base, palette = self.palette().color(QPalette.ColorRole.Base), self.palette()
        lit = theme.blend(base, palette.color(QPalette.ColorRole.Accent), LIT)
        changed = theme.blend(base, QColor(theme.WINNER), CHANGED)
        lines = dict.fromkeys(self._changed, changed) | dict.fromkeys(self._lit, lit)
        self.setExtraSelections([self._whole_line(line, color) for line, color in lines.items()])
        self._margin.update()

    def _whole_line(self, line: int, color: QColor) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        made.cursor = QTextCursor(self.document().findBlockByNumber(line))
        made.format.setBackground(color)
        made.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
        return made

    def line_place(self, line: int) -> QRectF:
        """Where a line is, in pixels of the viewport."""
        block = self.document().findBlockByNumber(line)
        return self.blockBoundingGeometry(block).translated(self.contentOffset())

    # Pointing

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._mouse = event.position()
        self._point_at(self._line_at(self._mouse))

    def _on_scrolled(self) -> None:
        if self._mouse is not None:
            self._point_at(self._line_at(self._mouse))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._mouse = None
            self._point_at(NOWHERE)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            line = self._line_at(QPointF(event.pos()))
            tip = self._tips[line] if 0 <= line < len(self._tips) else ""
            QToolTip.showText(event.globalPos(), plain_tip(tip) if tip else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point_at(NOWHERE)

    def _on_cursor_moved(self) -> None:
        if self.hasFocus():
            self._point_at(self.textCursor().blockNumber())

    def _line_at(self, position: QPointF) -> int:
        block = self.cursorForPosition(position.toPoint()).block()
        return block.blockNumber() if self.line_place(block.blockNumber()).bottom() > position.y() else NOWHERE

    def _point_at(self, line: int) -> None:
        if line != self._pointed:
            self._pointed = line
            self.pointed.emit(line)

    # Looks

    def _follow_text_size(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(px(USUAL))
        self.setFont(font)
        self.setViewportMargins(px(MARGIN), 0, 0, 0)
        self._place_margin()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colors.follow_palette()
            self._paint_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_margin()

    def _place_margin(self) -> None:
        inside = self.contentsRect()
        self._margin.setGeometry(QRect(inside.left(), inside.top(), px(MARGIN), self.viewport().height()))

    def paint_margin(self, painter: QPainter) -> None:
        """A bar beside each line that has changed."""
        painter.fillRect(self._margin.rect(), self.palette().color(QPalette.ColorRole.Base))
        for line in self._changed:
            place = self.line_place(line)
            painter.fillRect(QRectF(px(BAR), place.top(), px(BAR), place.height()), QColor(theme.WINNER))


class _Margin(QWidget):
    """At the left of a view, which scrolls and knows what is painted there."""

    def __init__(self, view: CodeView) -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        with picture_painter(self) as painter:
            self._view.paint_margin(painter)
