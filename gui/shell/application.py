"""The QApplication, set up as each window of Inkling wants it. It knows no torch and no window: it is there first."""

from __future__ import annotations

import sys

from PySide6.QtCore import QLocale, QLoggingCategory, Qt
from PySide6.QtWidgets import QApplication

from engine.version import VERSION
from gui.look import language
from gui.look.icons import program_icon
from gui.shell.garbage import Collector
from gui.widgets.voice import let_widgets_speak

SWITCH_INTERVAL = 0.001
"""Seconds that a thread may keep the interpreter while another waits for it; Python's own are 0.005."""

UNHEARD = "qt.imageformats.*=false\nqt.gui.imageio.*=false"
"""What Qt says of damaged pictures: the person is told in a sentence of ours."""


def make_application(argv: list[str]) -> QApplication:
    sys.setswitchinterval(SWITCH_INTERVAL)
    QLoggingCategory.setFilterRules(UNHEARD)
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(argv)
    Collector(app)
    let_widgets_speak()
    language.follow(app, QLocale.system())
    app.setApplicationName("Inkling")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("inkling")
    app.setWindowIcon(program_icon())
    return app
