"""Results leave as tables and pictures."""

import csv

from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer


def choose(menu, *words):
    """Open a menu, and of it and its menus what begins with ``words``."""
    menu.aboutToShow.emit()
    for word in words[:-1]:
        menu = next(action for action in menu.actions() if action.text().startswith(word)).menu()
    next(action for action in menu.actions() if action.text().startswith(words[-1])).trigger()


def test_results_leave_as_tables_and_pictures(page, trained, click, wait, file_dialog):
    click(page.pin)
    for action, name in (
        ("Save table", "table.csv"),
        ("Save plot as PNG", "plot.png"),
        ("Save plot as SVG", "plot.svg"),
    ):
        path = file_dialog(name)
        choose(page.take_away.menu(), action)
        wait(path.exists)
    wait(lambda: not page._tasks.busy)
    header, *rows = csv.reader((path.parent / "table.csv").read_text("utf-8").splitlines())
    pinned = dict(zip(header, rows[-1], strict=True))
    assert float(pinned["final test accuracy (%)"]) == trained.history.test_accuracy[-1]
    assert QImage(str(path.parent / "plot.png")).width() >= 1920
    assert QSvgRenderer(str(path)).isValid()
