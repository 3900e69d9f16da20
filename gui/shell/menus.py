"""The menus of the window: its own commands, those of the page in sight, and undo for both."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QApplication, QMenu

from gui.data.opener import RecentMenu
from gui.look import theme
from gui.shell.about import show_about
from gui.widgets.page import Page

Keys = QKeySequence.StandardKey | str


class Menus(QObject):
    """Made once, when the window has its parts. ``save``: the action that needs a network; ``schemes``: light, dark;
    ``steps``: what can be undone, of which the page in sight chooses."""

    def __init__(self, window) -> None:
        super().__init__(window)
        self._window = window
        self.steps = QUndoGroup(self)
        bar = window.menuBar()
        self._make_file(bar.addMenu("&File"))
        self.edit = bar.addMenu("&Edit")
        self._make_edit(self.edit)
        self.page = bar.addMenu("")
        self._make_view(bar.addMenu("&View"))
        _add(bar.addMenu("&Help"), "&About Inkling", self._on_about)
        session = window.session
        for stack in (session.drawing.stack, session.my_digits.stack, window.train_page.form.stack):
            self.steps.addStack(stack)
        for page in window.all_pages():
            page.undo_stack_changed.connect(self._on_undo_stack_changed)
        session.closing.connect(self._on_closing)
        session.networks.changed.connect(self._on_networks_changed)
        self._on_networks_changed()

    def show_page(self, page: Page) -> None:
        """The menu of the page that is in sight now, and what Ctrl+Z takes back there."""
        self.page.clear()
        self.page.addActions(page.actions())
        self.page.setTitle(f"&{page.title}")
        self.page.menuAction().setVisible(bool(page.actions()))
        self.page.setToolTipsVisible(True)
        self.steps.setActiveStack(page.undo_stack())

    def _on_undo_stack_changed(self) -> None:
        if self.sender() is self._window.pages.currentWidget():
            self.steps.setActiveStack(self.sender().undo_stack())

    def _on_closing(self) -> None:
        """Pages that go tell of stacks that are gone."""
        for page in self._window.all_pages():
            page.undo_stack_changed.disconnect(self._on_undo_stack_changed)

    def _on_networks_changed(self) -> None:
        self.save.setEnabled(self._window.session.networks.network() is not None)

    def _make_file(self, menu: QMenu) -> None:
        window = self._window
        _add(menu, "&Open digits…", window.opener.ask, QKeySequence.StandardKey.Open)
        _add(menu, "Open a &folder of images…", window.opener.ask_folder)
        menu.addMenu(RecentMenu(window.opener, window))
        menu.addSeparator()
        _add(menu, "Open &network…", window.network_files.ask_open)
        self.save = _add(menu, "&Save network…", window.network_files.ask_save, QKeySequence.StandardKey.Save)
        menu.addSeparator()
        _add(menu, "&Runs…", window.show_runs, "Ctrl+R")
        menu.addSeparator()
        _add(menu, "&Quit", window.close, "Ctrl+Q")

    def _make_edit(self, menu: QMenu) -> None:
        undo, redo = self.steps.createUndoAction(self, "&Undo"), self.steps.createRedoAction(self, "&Redo")
        undo.setShortcut("Ctrl+Z")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addActions([undo, redo])

    def _make_view(self, menu: QMenu) -> None:
        for index, page in enumerate(self._window.all_pages()):
            _add(menu, f"&{page.title}", partial(self._window.show_page, page), f"Ctrl+{index + 1}")
        menu.addSeparator()
        appearance = menu.addMenu("&Appearance")
        self.schemes = QActionGroup(self)
        for scheme, words in (("system", "As the &system"), ("light", "&Light"), ("dark", "&Dark")):
            made = appearance.addAction(words)
            made.setCheckable(True)
            made.setData(scheme)
            self.schemes.addAction(made)
        self.schemes.triggered.connect(self._on_scheme_chosen)
        self.full_screen = _add(menu, "&Full screen", self._on_full_screen)
        usual = QKeySequence.keyBindings(QKeySequence.StandardKey.FullScreen)
        self.full_screen.setShortcuts(sorted({"F11", *(key.toString() for key in usual)}))
        menu.aboutToShow.connect(self._on_view_shown)

    def _on_scheme_chosen(self, chosen: QAction) -> None:
        theme.set_scheme(QApplication.instance(), chosen.data())

    def _on_full_screen(self) -> None:
        """There and back, to how it was: as large as the screen, or a window."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_view_shown(self) -> None:
        self.full_screen.setText("Leave &full screen" if self._window.isFullScreen() else "&Full screen")

    def _on_about(self) -> None:
        show_about(self._window, self._window.session.tasks)


def _add(menu: QMenu, text: str, slot: Callable[[], object], shortcut: Keys | None = None) -> QAction:
    made = menu.addAction(text, slot)
    if shortcut:
        made.setShortcut(shortcut)
    return made
