"""Takes the pictures of a window, one after the other, and makes sheets of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QAction, QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget

from gui.shell.main_window import MainWindow

COLUMNS, ROWS = 2, 2  # of a sheet
WIDEST = 2000  # pixels of a sheet
HEAD = 22  # pixels above each picture, for its name
PATIENCE = 600.0  # seconds for any one state


class Camera:
    """``folder``: where the pictures go; the sheets stand beside it, under its name."""

    def __init__(self, app: QApplication, window: MainWindow, folder: Path) -> None:
        self.app, self.window, self._folder = app, window, folder
        self.session = window.session
        self.pictures: list[tuple[str, QImage]] = []
        folder.mkdir(parents=True, exist_ok=True)
        self.until(lambda: self.session.data.digits is not None)

    def take(self, name: str, widget: QWidget | None = None, settled: bool = True) -> None:
        """A picture of the window, or of ``widget``. ``settled``: when nothing is worked at any more."""
        self.settle() if settled else self.spin(0.3)
        image = (widget or self.window).grab().toImage()
        image.save(str(self._folder / f"{len(self.pictures):02} {name}.png"))
        self.pictures.append((name, image))

    def take_tabs(self, name: str, tabs) -> None:
        for index in range(tabs.count()):
            if tabs.isTabVisible(index):
                tabs.setCurrentIndex(index)
                self.take(f"{name}, {tabs.tabText(index)}")

    def take_menus(self, name: str) -> None:
        """All menus of the window, as the page in sight has them, and those of its buttons."""
        menus = [entry.menu() for entry in self.window.menuBar().actions() if entry.isVisible() and entry.menu()]
        for kind in (QToolButton, QPushButton):
            menus += [b.menu() for b in self.window.findChildren(kind) if b.menu() and b.isVisible() and b.isEnabled()]
        shown = [_open(menu) for menu in menus if menu is not None]
        if shown:
            _beside(shown).save(str(self._folder / f"{len(self.pictures):02} {name}.png"))
            self.pictures.append((name, _beside(shown)))

    def trigger(self, name: str) -> None:
        """The action with this objectName, as from its menu."""
        self.window.findChild(QAction, name).trigger()
        self.settle()

    def press(self, button) -> None:
        button.click()
        self.settle()

    def settle(self) -> None:
        """Until nothing is under way, and all is laid out."""
        self.spin(0.1)
        self.until(lambda: not self.session.tasks.busy and not self._trains())
        self.spin(0.2)

    def _trains(self) -> bool:
        return self.session.training.under_way and not self.session.training.paused

    def spin(self, seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(f"not done after {PATIENCE:.0f} s")
            self.spin(0.02)

    def make_sheets(self) -> None:
        count = COLUMNS * ROWS
        for first in range(0, len(self.pictures), count):
            path = self._folder.with_name(f"{self._folder.name}-{first // count + 1}.png")
            make_sheet(self.pictures[first : first + count]).save(str(path))


def _open(menu: QMenu) -> QImage:
    menu.aboutToShow.emit()
    menu.adjustSize()
    return menu.grab().toImage()


def _beside(images: list[QImage]) -> QImage:
    """In a row."""
    made = QImage(sum(i.width() + 8 for i in images), max(i.height() for i in images), QImage.Format.Format_RGB32)
    made.fill(QColor("gray"))
    painter, left = QPainter(made), 0
    for image in images:
        image.setDevicePixelRatio(1)
        painter.drawImage(left, 0, image)
        left += image.width() + 8
    painter.end()
    return made


def make_sheet(pictures: list[tuple[str, QImage]]) -> QImage:
    """Each below its name, shrunk if they are too wide for their columns, never enlarged."""
    width = min(WIDEST // COLUMNS, max(image.width() for _name, image in pictures))
    height = max(round(image.height() * min(1, width / image.width())) for _name, image in pictures) + HEAD
    made = QImage(COLUMNS * width, -(-len(pictures) // COLUMNS) * height, QImage.Format.Format_RGB32)
    made.fill(QColor("gray"))
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for place, (name, image) in enumerate(pictures):
        left, top = place % COLUMNS * width, place // COLUMNS * height
        painter.drawText(left + 6, top + HEAD - 6, name)
        share = min(1.0, width / image.width())
        image.setDevicePixelRatio(1)
        shown = image.smoothScaled(round(image.width() * share), round(image.height() * share))
        painter.drawImage(left, top + HEAD, shown)
    painter.end()
    return made
