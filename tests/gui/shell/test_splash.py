"""There is something to see before torch is loaded, and it goes when the window has come."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.look import theme
from gui.shell import splash
from gui.shell.application import make_application
from gui.shell.splash import Splash
from gui.work.settings import remember

ROOT = Path(__file__).resolve().parents[3]
PAINTED = f"""
import sys
from {make_application.__module__} import make_application
from gui.shell.splash import Splash
shown = Splash(make_application(["inkling"]))
shown.appear()
assert shown.isVisible()
print(*{{"torch", "pyqtgraph"}} & set(sys.modules))
"""


@pytest.fixture
def shown(qtbot, qapp, folder):
    made = Splash(qapp)
    qtbot.addWidget(made)
    yield made
    theme.set_scheme(qapp, "system")
    theme.set_text_size(qapp, 1.0)


def test_it_is_on_the_screen_before_torch_is_loaded(tmp_path):
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PAINTED], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_it_goes_when_the_window_has_been_painted(shown, qtbot, wait):
    shown.appear()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    shown.give_way(window)
    assert shown.isVisible()  # until then
    wait(lambda: not shown.isVisible())


def test_it_goes_where_the_window_begins_as_an_icon(shown, qtbot, wait, monkeypatch):
    monkeypatch.setattr(splash, "LATEST", 20)
    shown.appear()
    window = QWidget()
    qtbot.addWidget(window)
    window.winId()  # there, and not exposed
    shown.give_way(window)
    wait(lambda: not shown.isVisible())


def test_it_looks_as_the_window_will_and_takes_no_focus(qtbot, qapp, folder):
    remember({"view/scheme": "dark", "view/text": "1.5"})
    made = Splash(qapp)
    qtbot.addWidget(made)
    assert theme.is_dark(made)
    assert theme.text_size(qapp) == 1.5
    assert made.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert made.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    background = made.grab().toImage().pixelColor(10, 10)
    assert background == made.palette().color(made.backgroundRole())
    theme.set_scheme(qapp, "system")
    theme.set_text_size(qapp, 1.0)
