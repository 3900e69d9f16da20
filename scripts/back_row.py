"""What the back row sees of each panel in presentation: pictures, and the height of the letters.

    python scripts/back_row.py FOLDER [--size 1920x1040] [--look dark]

A healthy eye tells strokes apart that are one minute of arc wide; a letter is five strokes high (Snellen's chart, the
line of 6/6 or 20/20). Of a picture WIDTH metres wide that is looked at from DISTANCE metres it so makes out

    WIDTH / (DISTANCE tan 1')  =  2 / (8 x 0.000291)  =  859

strokes across. Each picture of the window is shrunk to as many pixels, by the mean of what falls into one, and enlarged
again to be looked at here: what can be read in it can be read 8 m away. The table says how many minutes of arc the
digits of the usual letters are high; 5 is the limit, and half as much again can be read at ease.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import torch  # noqa: F401  (before Qt)
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication

from gui.lesson.first_offer import KEY
from gui.lesson.handwriting import strokes_of
from gui.look import theme
from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
from gui.widgets.present_button import PresentButton
from gui.widgets.stage import clear_stages
from gui.work.settings import remember, use_folder
from scripts.sheets.panels import panels

WIDTH, DISTANCE = 2.0, 8.0  # metres
STROKES = round(WIDTH / (DISTANCE * math.tan(math.radians(1 / 60))))
"""What can be told apart across the whole picture."""


def seen(picture: QImage) -> QImage:
    """As the back row sees it, as large as it was."""
    smooth, keep = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.KeepAspectRatio
    if picture.width() <= STROKES:
        return picture
    shrunk = picture.scaledToWidth(STROKES, smooth)
    return shrunk.scaled(picture.size(), keep, smooth)


def minutes(pixels: float, across: int) -> float:
    """How many minutes of arc ``pixels`` are in a picture so many pixels wide."""
    return pixels * STROKES / across


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1920x1040")
    parser.add_argument("--look", choices=("light", "dark"), default="light")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    use_folder(Path(tempfile.mkdtemp()))
    remember({KEY: "1"})
    app = make_application(["inkling"])
    window = MainWindow()
    window.resize(*map(int, arguments.size.split("x")))
    window.show()
    prepare(app, window)
    theme.set_scheme(app, arguments.look)  # after the window, which takes what the person has chosen
    for button in panels(window, partial(settle, app, window)):
        button.present()
        settle(app, window)
        photograph(app, button, arguments.folder)
        settle(app, window)
    window.close()


def photograph(app: QApplication, button: PresentButton, folder: Path) -> None:
    """What it has put on the stage; which is cleared then."""
    top, name = button.window(), button.objectName().removesuffix("PresentButton")
    seen(top.grab().toImage()).save(str(folder / f"{name}.png"))
    high = QFontMetricsF(app.font()).tightBoundingRect("0").height()
    print(f"{name:28} digits {high:4.1f} pixels high, {minutes(high, top.width()):4.1f}'")
    clear_stages(top)


def prepare(app: QApplication, window: MainWindow) -> None:
    """A network to look at, a finished experiment, and a drawing."""
    settle(app, window)
    window.train_page.form.set_values({"epochs": "5"})
    window.train_page.start.click()
    settle(app, window)
    compare = window.compare_page
    window.show_page(compare)
    compare.form.seeds.setValue(2)
    compare.form.epochs.setValue(3)
    compare.start.click()
    while compare.controller.running:
        app.processEvents()
        time.sleep(0.005)
    window.session.drawing.show_strokes(strokes_of("4"))


def settle(app: QApplication, window: MainWindow) -> None:
    """Until nothing is under way, and all is laid out."""
    for _round in range(8):
        app.processEvents()
        session = window.session
        while session.data.digits is None or session.tasks.busy or session.training.under_way:
            app.processEvents()
            time.sleep(0.005)


if __name__ == "__main__":
    main()
