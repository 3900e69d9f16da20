"""The pages, one of which is in sight, and the rail: where the window has less room than they need, they scroll."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from gui.look import sizes
from gui.look.sizes import extent
from gui.widgets.late_page import LatePage

MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)
"""Keys that say nothing by themselves."""


class Pages(QStackedWidget):
    """As large as the page in sight needs, and not as the largest of all. Where a page that is made late has been made,
    it is meant, and not its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.coming: LatePage | None = None  # in sight as soon as its parts are made
        self.currentChanged.connect(self._on_current_changed)  # before anyone else hears of it

    def come_to(self, index: int) -> None:
        """Now, or a few turns of the event loop later where the page is still to be made."""
        place = super().widget(index)
        if not isinstance(place, LatePage) or place.made is not None:
            self._await(None)
            self.setCurrentIndex(index)
        elif self.coming is not place:
            self._await(place)
            place.prepared.connect(self._on_prepared, Qt.ConnectionType.SingleShotConnection)
            place.prepare()

    def _await(self, place: LatePage | None) -> None:
        self.coming = place
        app = QApplication.instance()
        app.removeEventFilter(self)
        if place is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A key that is pressed while a page is coming is meant for that page, which then comes at once."""
        pressed = event.type() == QEvent.Type.ShortcutOverride and event.key() not in MODIFIERS
        if not pressed or self.coming is None or not _stands_in(watched, self.window()):
            return False
        super().setCurrentWidget(self.coming)
        focused = QApplication.focusWidget()
        if focused is None or focused is watched:
            return False
        QApplication.sendEvent(focused, event)
        return True

    def _on_prepared(self, place: LatePage) -> None:
        """Unless another one is wanted by now."""
        if place is self.coming:
            super().setCurrentWidget(place)

    def _on_current_changed(self, index: int) -> None:
        self._await(None)  # this one came, after it was wanted or in its place
        place = super().widget(index)
        if isinstance(place, LatePage):
            place.page()
        self.updateGeometry()

    def widget(self, index: int) -> QWidget | None:
        return _page_in(super().widget(index))

    def currentWidget(self) -> QWidget | None:
        return _page_in(super().currentWidget())

    def setCurrentWidget(self, page: QWidget) -> None:
        place = page.parentWidget()
        super().setCurrentWidget(place if isinstance(place, LatePage) else page)

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return QSize() if page is None else page.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """What is needed, not what would be wanted: that is far more, and the pages know how to do with less."""
        return self.minimumSizeHint().height()


def _stands_in(watched: QObject, window: QWidget) -> bool:
    return isinstance(watched, QWidget) and watched.window() is window


def _page_in(widget: QWidget | None) -> QWidget | None:
    return (widget.made or widget) if isinstance(widget, LatePage) else widget


class ScrolledPages(QScrollArea):
    """``pages`` in a frame of any size."""

    def __init__(self, pages: Pages) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys that scroll come from whatever has the focus in it
        self.setWidget(pages)
        pages.currentChanged.connect(self._on_page_changed)

    def _on_page_changed(self) -> None:
        """Another page is seen from its top."""
        self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        return extent(0, 0)


class ScrolledRail(QScrollArea):
    """``rail`` as wide as it is, in a window of any height."""

    def __init__(self, rail: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setWidget(rail)
        self.verticalScrollBar().rangeChanged.connect(self.updateGeometry)
        sizes.changed.connect(self.updateGeometry)  # letters that become smaller change no range

    def sizeHint(self) -> QSize:
        bar = self.verticalScrollBar()
        return QSize(self.widget().minimumSizeHint().width() + (bar.sizeHint().width() if bar.maximum() else 0), 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
