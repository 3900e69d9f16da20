"""The menus of the window: its own commands, those of the page in sight, and undo for both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QApplication, QMenu

from engine.numbers import whole
from engine.words import _
from gui.data.opener import RecentMenu
from gui.look import theme
from gui.widgets.page import Page

Keys = QKeySequence.StandardKey | str


class Menus(QObject):
    """Made once, when the window has its parts. ``save``: the action that needs a network; ``schemes``: light, dark;
    ``contrasts``: high contrast; ``steps``: what can be undone, of which the page in sight chooses."""

    def __init__(self, window) -> None:
        super().__init__(window)
        self._window = window
        self.steps = QUndoGroup(self)
        bar = window.menuBar()
        bar.setAccessibleName(_("Menus"))
        self._make_file(bar.addMenu(_("&File")))
        self.edit = bar.addMenu(_("&Edit"))
        self._make_edit(self.edit)
        self.page = bar.addMenu("")
        self._make_view(bar.addMenu(_("&View")))
        self._make_help(bar.addMenu(_("&Help")))
        session = window.session
        for stack in (session.drawing.stack, session.my_digits.stack, window.train_page.form.stack):
            self.steps.addStack(stack)
        self._followed: list[Page] = []
        for page in (window.train_page, window.draw_page):
            self.follow(page)
        session.closing.connect(self._on_closing)
        session.networks.changed.connect(self._on_networks_changed)
        for changed in (session.yardsticks.changed, session.yardsticks.opened):
            changed.connect(self._on_yardsticks_changed)
        self._on_networks_changed()

    def follow(self, page: Page) -> None:
        """What can be undone on this one may change."""
        self._followed.append(page)
        page.undo_stack_changed.connect(self._on_undo_stack_changed)

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
        for page in self._followed:
            page.undo_stack_changed.disconnect(self._on_undo_stack_changed)

    def _on_networks_changed(self) -> None:
        self.save.setEnabled(self._window.session.networks.network() is not None)

    def _on_yardsticks_changed(self) -> None:
        yardsticks = self._window.session.yardsticks
        self.save_yardstick.setEnabled(yardsticks.get(yardsticks.chosen) is not None)

    def _make_file(self, menu: QMenu) -> None:
        window = self._window
        _add(menu, _("&Open digits…"), window.opener.ask, QKeySequence.StandardKey.Open)
        _add(menu, _("Open a &folder of images…"), window.opener.ask_folder)
        menu.addMenu(RecentMenu(window.opener, window))
        menu.addSeparator()
        _add(menu, _("Open &network…"), window.network_files.ask_open)
        self.save = _add(menu, _("&Save network…"), window.network_files.ask_save, QKeySequence.StandardKey.Save)
        _add(menu, _("Open &yardstick…"), window.yardstick_files.ask_open)
        self.save_yardstick = _add(menu, _("Save y&ardstick…"), window.yardstick_files.ask_save)
        self.save_yardstick.setEnabled(False)
        menu.addSeparator()
        _add(menu, _("&Runs…"), window.show_runs, "Ctrl+R")
        menu.addSeparator()
        _add(menu, _("&Quit"), window.close, "Ctrl+Q")

    def _make_edit(self, menu: QMenu) -> None:
        undo, redo = self.steps.createUndoAction(self, _("&Undo")), self.steps.createRedoAction(self, _("&Redo"))
        undo.setShortcut("Ctrl+Z")
        redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        menu.addActions([undo, redo])

    def _make_view(self, menu: QMenu) -> None:
        for index, page in enumerate(self._window.all_pages()):
            _add(menu, f"&{page.title}", partial(self._window.come_to, index), f"Ctrl+{index + 1}")
        menu.addSeparator()
        looks = ("system", _("As the &system")), ("light", _("&Light")), ("dark", _("&Dark"))
        self.schemes = _choices(menu.addMenu(_("&Appearance")), looks, self._on_scheme_chosen)
        contrasts = ("system", _("As the &system")), ("on", _("&On")), ("off", _("O&ff"))
        self.contrasts = _choices(menu.addMenu(_("High &contrast")), contrasts, self._on_contrast_chosen)
        menu.addSeparator()
        self.larger = _add(menu, _("&Larger text"), partial(self._on_text_size_wanted, 1), "Ctrl++")
        self.larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])  # + without Shift, where it needs it
        self.smaller = _add(menu, _("S&maller text"), partial(self._on_text_size_wanted, -1), "Ctrl+-")
        self.usual = _add(menu, _("Text of &usual size"), partial(self._on_text_size_wanted, 0), "Ctrl+0")
        menu.addSeparator()
        self.full_screen = _add(menu, _("&Full screen"), self._on_full_screen)
        usual = QKeySequence.keyBindings(QKeySequence.StandardKey.FullScreen)
        self.full_screen.setShortcuts(sorted({"F11", *(key.toString() for key in usual)}))
        self._window.presenting.add_to(menu)
        menu.aboutToShow.connect(self._on_view_shown)

    def _make_help(self, menu: QMenu) -> None:
        _add(menu, _("&Lesson"), self._on_lesson, "F1")
        _add(menu, _("&Open a lesson…"), self._on_lesson_file_wanted)
        _add(menu, _("&Hand in the answers…"), self._on_hand_in)
        menu.addSeparator()
        _add(menu, _("&Words"), self._window.show_words, "Shift+F1")
        _add(menu, _("&Keys"), self._window.show_keys, "Ctrl+F1")
        _add(menu, _("&About Inkling"), self._on_about)

    def _on_lesson(self) -> None:
        """There and back."""
        lesson = self._window.lesson
        if lesson.open:
            lesson.close()
        else:
            lesson.begin()

    def _on_lesson_file_wanted(self) -> None:
        self._window.lesson_files.ask_open()

    def _on_hand_in(self) -> None:
        self._window.lesson_files.ask_hand_in()

    def _on_scheme_chosen(self, chosen: QAction) -> None:
        theme.set_scheme(QApplication.instance(), chosen.data())

    def _on_contrast_chosen(self, chosen: QAction) -> None:
        theme.set_contrast(QApplication.instance(), chosen.data())

    def _on_text_size_wanted(self, steps: int) -> None:
        """``steps`` larger or smaller; 0: as the system has it."""
        app, all_sizes = QApplication.instance(), theme.TEXT_SIZES
        now = min(range(len(all_sizes)), key=lambda index: abs(all_sizes[index] - theme.text_size(app)))
        index = now + steps if steps else all_sizes.index(1.0)
        chosen = all_sizes[min(max(index, 0), len(all_sizes) - 1)]
        theme.set_text_size(app, chosen)
        self._window.session.messages.told.emit(_("Text size {percent} %").format(percent=whole(100 * chosen)))

    def _on_full_screen(self) -> None:
        """There and back, to how it was: as large as the screen, or a window."""
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_view_shown(self) -> None:
        self.full_screen.setText(_("Leave &full screen") if self._window.isFullScreen() else _("&Full screen"))

    def _on_about(self) -> None:
        from gui.shell.about import show_about

        show_about(self._window, self._window.session.tasks)


def _add(menu: QMenu, text: str, slot: Callable[[], object], shortcut: Keys | None = None) -> QAction:
    made = menu.addAction(text, slot)
    if shortcut:
        made.setShortcut(shortcut)
    return made


def _choices(menu: QMenu, entries: Sequence[tuple[str, str]], slot: Callable[[QAction], object]) -> QActionGroup:
    """Of which one is chosen: each with its data and its words."""
    group = QActionGroup(menu)
    for data, words in entries:
        made = menu.addAction(words)
        made.setCheckable(True)
        made.setData(data)
        group.addAction(made)
    group.triggered.connect(slot)
    return group
