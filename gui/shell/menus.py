"""The menus of the window: every command that has a button has its place and its key here, too."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from gui.data.opener import RecentMenu
from gui.look import theme
from gui.shell.about import show_about


class Menus(QObject):
    """Made once, when the window has its parts. ``save``: the action that needs a network; ``schemes``: light, dark."""

    def __init__(self, window) -> None:
        super().__init__(window)
        self._window = window
        bar = window.menuBar()
        self._make_file(bar.addMenu("&File"))
        self._make_train(bar.addMenu("&Train"))
        self._make_view(bar.addMenu("&View"))
        _add(bar.addMenu("&Help"), "&About Inkling", self._on_about)

    def _make_file(self, menu: QMenu) -> None:
        window = self._window
        _add(menu, "&Open digits…", window.opener.ask, QKeySequence.StandardKey.Open)
        _add(menu, "Open a &folder of images…", window.opener.ask_folder)
        menu.addMenu(RecentMenu(window.opener, window))
        menu.addSeparator()
        _add(menu, "Open &network…", window.open_network)
        self.save = _add(menu, "&Save network…", window.save_network, QKeySequence.StandardKey.Save)
        menu.addSeparator()
        _add(menu, "&Runs…", window.show_runs, "Ctrl+R")
        menu.addSeparator()
        _add(menu, "&Quit", window.close, "Ctrl+Q")

    def _make_train(self, menu: QMenu) -> None:
        page = self._window.train_page
        for text, button, key in (
            ("&Start", page.start, "F5"),
            ("&Pause, resume or go on", page.pause, "F6"),
            ("&One epoch", page.step, "F7"),
            ("S&top", page.stop, "F8"),
            ("&Check one batch", page.check, "F9"),
        ):
            _add(menu, text, button.click, key)
        menu.addSeparator()
        _add(menu, "&Lesson's values", page.reset.click)

    def _make_view(self, menu: QMenu) -> None:
        buttons = self._window.rail_buttons
        for button in buttons.buttons():
            _add(menu, f"&{button.text()}", button.click, f"Ctrl+{buttons.id(button) + 1}")
        menu.addSeparator()
        appearance = menu.addMenu("&Appearance")
        self.schemes = QActionGroup(self)
        for scheme, words in (("system", "As the &system"), ("light", "&Light"), ("dark", "&Dark")):
            made = appearance.addAction(words)
            made.setCheckable(True)
            made.setData(scheme)
            self.schemes.addAction(made)
        self.schemes.triggered.connect(self._on_scheme_chosen)

    def _on_scheme_chosen(self, chosen: QAction) -> None:
        theme.set_scheme(QApplication.instance(), chosen.data())

    def _on_about(self) -> None:
        show_about(self._window, self._window.session)


def _add(menu: QMenu, text: str, slot: Callable[[], object], shortcut=None) -> QAction:
    made = menu.addAction(text, slot)
    if shortcut:
        made.setShortcut(shortcut)
    return made
