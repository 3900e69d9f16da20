"""The windows beside the main one: each is made when it is first wanted, and as it was when the program last ran."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from gui.model.sums import Sums
from gui.shell.window_state import arrange_window

if TYPE_CHECKING:
    from gui.lesson.words_window import WordsWindow
    from gui.runs.window import RunsWindow
    from gui.softmax.window import SoftmaxWindow


class WindowsBeside(QObject):
    """``runs``, ``softmax``, ``words``: None as long as nobody has wanted it."""

    def __init__(self, window) -> None:
        """``window``: the main one."""
        super().__init__(window)
        self._window = window
        self.runs: RunsWindow | None = None
        self.softmax: SoftmaxWindow | None = None
        self.words: WordsWindow | None = None

    def opened(self) -> list[QWidget]:
        """Those that have been opened."""
        return [one for one in (self.runs, self.softmax, self.words) if one is not None]

    def show_runs(self) -> None:
        """The window that lists the runs."""
        from gui.runs.window import RunsWindow

        if self.runs is None:
            self.runs = RunsWindow(self._window.runs, self._window)
            arrange_window(self.runs)
        _bring(self.runs)

    def show_softmax(self, sums: Sums | None = None) -> None:
        """The window in which softmax is done by hand, with these sums; None: with those that it has."""
        from gui.softmax.window import SoftmaxWindow

        if self.softmax is None:
            self.softmax = SoftmaxWindow(self._window)
            arrange_window(self.softmax)
            self.softmax.stack.canUndoChanged.connect(self._window.ways.on_softmax_changed)
        if sums is not None:
            self.softmax.show_sums(sums)
        _bring(self.softmax)

    def show_words(self, word: str = "") -> None:
        """The window with the words of the field: at this one, or at the first that is under the pointer."""
        from gui.lesson.words_window import WordsWindow, word_under

        if self.words is None:
            self.words = WordsWindow(self._window)
            arrange_window(self.words)
        self.words.show_word(word or word_under(QCursor.pos()))
        _bring(self.words)

    def show_keys(self) -> None:
        """The window that lists all keys."""
        from gui.shell.keys_window import KeysWindow, all_keys

        KeysWindow(all_keys(self._window.menuBar(), self._window.made_pages()), self._window).show()


def _bring(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()
