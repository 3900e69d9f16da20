"""Lines of plots follow the screen."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from gui.look import sizes
from gui.shell.main_window import MainWindow
from gui.shell.pixel_ratio import PixelRatio


class Listener(QObject):
    told = 0

    @Slot()
    def hear(self):
        self.told += 1


def test_sizes_are_told_when_the_screen_has_other_pixels(qtbot):
    window, listener = QWidget(), Listener()
    qtbot.addWidget(window)
    PixelRatio(window)
    sizes.changed.connect(listener.hear)
    QApplication.sendEvent(window, QEvent(QEvent.Type.Resize))
    assert listener.told == 0
    QApplication.sendEvent(window, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert listener.told == 1


def test_python_keeps_its_lock_from_qt_painting_the_window():
    assert "event" not in vars(MainWindow)
