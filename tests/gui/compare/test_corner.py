"""What stands in the corner of the plots of the Compare page: results are taken away."""

import csv

from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from tests.gui.compare.tools import choose


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
