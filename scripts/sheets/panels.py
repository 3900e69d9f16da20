"""Every panel that can fill the page, one after the other, each in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication

from gui.shell.main_window import MainWindow
from gui.widgets.present_button import PresentButton, buttons_in_sight

Settle = Callable[[], None]


def panels(window: MainWindow, settle: Settle) -> Iterator[PresentButton]:
    """Of each page and each of its tabs, of the windows beside, and of the lesson. ``settle()`` returns when nothing
    is under way any more, and all is laid out."""
    taken: set[PresentButton] = set()  # what stands beside the tabs is there on each of them
    for page in window.made_pages():
        window.show_page(page)
        tabs = getattr(page, "tabs", None)
        for tab in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(tab)
            settle()
            found = [button for button in buttons_in_sight(window.pages) if button not in taken]
            taken.update(found)
            yield from found
    for show in (window.show_runs, window.show_softmax):
        show()
        settle()
        beside = QApplication.activeWindow()
        yield from beside.findChildren(PresentButton)
        beside.close()
    yield from _of_the_lesson(window, settle)


def _of_the_lesson(window: MainWindow, settle: Settle) -> Iterator[PresentButton]:
    window.lesson.begin()
    while window.lesson.lesson is None:
        settle()
    for place, step in enumerate(window.lesson.lesson.steps):
        if step.figure:
            window.lesson.go_to(place)
            settle()
            yield window.lesson.strip.view.findChild(PresentButton)
    window.lesson.close()
