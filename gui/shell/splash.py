"""What is on the screen while torch is loaded: the program's name, until the window has been painted.

It is drawn by Qt alone, and knows neither torch nor the window, or it would have to wait for them itself.
"""

from __future__ import annotations

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from engine.words import _
from gui.look.icons import program_icon
from gui.look.sizes import px
from gui.shell.window_state import restore_looks

SIZE, ICON = (340, 150), 72
TITLE = 2.2  # letters of the name, as a multiple of the others
SOON = 250  # milliseconds that the window system has to let it be painted
LATEST = 3000  # milliseconds after the window is shown: a window that begins as an icon is not painted


class Splash(QWidget):
    def __init__(self, app: QApplication) -> None:
        """As the window will look: light or dark, and with letters as large."""
        restore_looks(app)
        flags = Qt.WindowType.SplashScreen | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        super().__init__(None, flags, objectName="splash")
        self.app = app
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("Inkling")
        self.setAccessibleName(_("Inkling starts"))
        self.setFixedSize(px(SIZE[0]), px(SIZE[1]))
        self.move(app.primaryScreen().availableGeometry().center() - self.rect().center())
        self._painted = False

    def appear(self) -> None:
        """It is on the screen when this returns, or will be soon."""
        self.show()
        end = QDeadlineTimer(SOON)
        while not self._painted and not end.hasExpired():
            self.app.processEvents()

    def give_way(self, window: QWidget) -> None:
        """Go as soon as ``window``, which was just shown, has been painted."""
        window.windowHandle().installEventFilter(self)
        QTimer.singleShot(LATEST, self, self.close)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose:  # with which it is painted
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.close)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        self._painted = True
        painter, palette = QPainter(self), self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))
        painter.setPen(palette.color(QPalette.ColorRole.Mid))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        edge = (self.height() - px(ICON)) // 2
        icon = QRect(edge, edge, px(ICON), px(ICON))
        program_icon().paint(painter, icon)
        self._paint_words(painter, self.rect().adjusted(icon.right() + px(18), edge, -edge // 2, -edge))

    def _paint_words(self, painter: QPainter, area: QRect) -> None:
        palette, large = self.palette(), QFont(self.font())
        large.setPointSizeF(large.pointSizeF() * TITLE)
        large.setWeight(QFont.Weight.DemiBold)
        left, half = Qt.AlignmentFlag.AlignLeft, area.height() * 6 // 10
        painter.setFont(large)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.drawText(area.adjusted(0, 0, 0, half - area.height()), left | Qt.AlignmentFlag.AlignVCenter, "Inkling")
        painter.setFont(self.font())
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(area.adjusted(0, half, 0, 0), left | Qt.AlignmentFlag.AlignTop, _("Starting…"))
