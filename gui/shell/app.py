"""The application: what happens to an exception that nobody caught, and the event loop."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox

from engine.words import _
from gui.shell.application import make_application
from gui.shell.instance import Instance
from gui.shell.main_window import MainWindow
from gui.shell.signals import SignalCloser
from gui.shell.splash import Splash
from gui.work.settings import data_folder, set_damaged_settings_aside, settings_problem

CRASHED = _("Inkling crashed when it ran before. Your runs are there; what happened is in the log: {log}")

log = logging.getLogger("inkling")


def run(argv: list[str], file: Path | None = None, splash: Splash | None = None) -> int:
    """Show the window until it is closed; returns the exit status. ``file``: what to open in it. ``splash``: what is on
    the screen meanwhile."""
    gc.freeze()  # what was imported since there is an application; see garbage.py
    app = make_application(argv) if splash is None else splash.app
    instance = Instance(data_folder())
    notes = [CRASHED.format(log=instance.log_path)] if instance.crash else []
    notes += filter(None, [set_damaged_settings_aside(), settings_problem()])
    reporter = Reporter(instance.log_path)
    window = MainWindow()
    reporter.install()
    closer = SignalCloser(window)
    window.closed.connect(app.quit)  # also where a question or a menu is open, which would keep the program
    if file is not None:
        window.open_at_start(file)
    window.show()
    if splash is not None:
        splash.give_way(window)
    if notes:
        window.notice.tell(" ".join(notes))
    status = app.exec()
    closer.stop()
    instance.close()
    if not window.session.all_ended:  # everything is written; what hangs must not keep Python from ending
        logging.shutdown()
        os._exit(status)
    return status


class Reporter(QObject):
    """Exceptions that nobody caught: the log gets all of them, the window says so briefly and goes on."""

    _happened = Signal(str)

    def __init__(self, log_path: Path | None) -> None:
        super().__init__()
        self._log_path = log_path
        self._shown: QMessageBox | None = None
        self._happened.connect(self._on_happened)  # from any thread into the GUI's

    def install(self) -> None:
        sys.excepthook = self._hook
        threading.excepthook = lambda args: self._hook(args.exc_type, args.exc_value, args.exc_traceback)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        log.critical("uncaught", exc_info=(kind, error, trace))
        self._happened.emit(f"{kind.__name__}: {error}"[:300])

    def _on_happened(self, what: str) -> None:
        if self._shown is not None and self._shown.isVisible():
            return  # one is enough for the person; the log has them all
        self._shown = QMessageBox(
            QMessageBox.Icon.Warning,
            "Inkling",
            _("Something went wrong inside Inkling. You can go on; your runs are kept.\n\n{error}").format(error=what),
            QMessageBox.StandardButton.Close,
        )
        self._shown.setTextFormat(Qt.TextFormat.PlainText)
        if self._log_path:
            self._shown.setInformativeText(_("The log has the details: {log}").format(log=self._log_path))
            show = self._shown.addButton(_("Show the log"), QMessageBox.ButtonRole.ActionRole)
            show.clicked.connect(self._on_log_wanted)
        self._shown.show()

    def _on_log_wanted(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_path)))
