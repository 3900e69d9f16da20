"""After a crash, with damaged settings, twice at once, or with everything changing while it trains: it goes on."""

import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from engine.networks.files import save_network
from engine.networks.network import FeedForward, NetworkSpec
from gui.look import theme
from gui.shell.app import Reporter
from gui.shell.instance import Instance
from gui.work.settings import set_damaged_settings_aside, settings

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def log():
    """The root logger, put back as it was afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)


# Crashes

CRASH = """
import faulthandler, sys
from pathlib import Path
from gui.shell.instance import Instance
kept = Instance(Path(sys.argv[1]))
if sys.argv[2] == "crash":
    faulthandler._sigsegv()
kept.close()
"""


def run_until(folder, what):
    return subprocess.run([sys.executable, "-c", CRASH, str(folder), what], cwd=ROOT, capture_output=True, check=False)


def test_a_crash_of_the_process_leaves_its_trace_and_the_next_start_says_so(folder, log):
    assert run_until(folder, "crash").returncode != 0
    instance = Instance(folder)
    assert "Segmentation fault" in instance.crash
    assert "Segmentation fault" in (folder / "inkling.log").read_text()
    instance.close()
    again = Instance(folder)
    assert again.crash == ""  # it is told once
    again.close()


def test_an_end_in_order_leaves_nothing_to_tell(folder, log):
    assert run_until(folder, "end").returncode == 0
    instance = Instance(folder)
    assert instance.crash == ""
    instance.close()
    assert not (folder / "crash.txt").exists()


def test_two_at_once_have_a_log_each_and_do_not_take_each_other_for_crashed(folder, log):
    first, second = Instance(folder), Instance(folder)
    assert (first.number, second.number) == (0, 1)
    assert first.log_path != second.log_path
    assert second.crash == ""
    first.close()
    third = Instance(folder)
    assert third.number == 0
    second.close()
    third.close()


def test_where_nothing_can_be_written_it_runs_without_a_log(tmp_path, log):
    (tmp_path / "file").write_text("in the way")
    instance = Instance(tmp_path / "file")
    assert instance.log_path is None
    instance.close()
    Instance(None).close()


def test_an_uncaught_exception_is_logged_and_told_with_the_way_to_the_log(qtbot, folder, monkeypatch, caplog):
    opened = []
    monkeypatch.setattr("gui.shell.app.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile()))
    reporter = Reporter(folder / "inkling.log")
    try:
        raise ZeroDivisionError("a mistake of ours")
    except ZeroDivisionError:
        reporter._hook(*sys.exc_info())
    (box,) = [shown for shown in QApplication.topLevelWidgets() if isinstance(shown, QMessageBox)]
    assert "ZeroDivisionError: a mistake of ours" in box.text()
    assert "Traceback" not in box.text() + box.informativeText()
    assert "a mistake of ours" in caplog.text
    next(button for button in box.findChildren(QPushButton) if "log" in button.text()).click()
    assert opened == [str(folder / "inkling.log")]
    box.close()
    box.deleteLater()


# Settings


@pytest.mark.parametrize("content", [b"\x00\x01\xff" * 40, b"[unclosed\na=1"])
def test_settings_that_do_not_parse_are_set_aside(folder, content):
    (folder / "settings.ini").write_bytes(content)
    assert "set aside" in set_damaged_settings_aside()
    assert (folder / "settings.damaged.ini").read_bytes() == content
    assert not (folder / "settings.ini").exists()
    settings().setValue("form/epochs", "7")
    assert set_damaged_settings_aside() == ""


def test_sound_settings_stay(folder):
    assert set_damaged_settings_aside() == ""
    stored = settings()
    stored.setValue("form/epochs", "7")
    stored.sync()
    assert set_damaged_settings_aside() == ""
    assert settings().value("form/epochs") == "7"


# While it trains


def test_the_look_changes_while_it_trains_and_nothing_is_lost(window, qapp, click, wait):
    window.train_page.form.set_values({"epochs": "6"})
    click(window.train_page.start)
    for scheme in ("dark", "light", "dark", "light"):
        count = window.session.training.run.history.count
        theme.set_scheme(qapp, scheme)
        wait(
            lambda count=count: (
                window.session.training.run.history.count > count or not window.session.training.under_way
            )
        )
    wait(lambda: not window.session.training.under_way)
    assert window.session.training.run.outcome == "completed"
    assert np.isfinite(window.session.training.run.history.loss).all()


SCALED = """
import torch, sys
from pathlib import Path
from PySide6.QtWidgets import QPushButton
from gui.work.settings import use_folder
use_folder(Path(sys.argv[1]))
from gui.shell.app import make_application
from gui.shell.main_window import MainWindow
app = make_application(["inkling"])
window = MainWindow()
window.resize(1100, 700)
window.show()
while window.session.data.digits is None or window.session.tasks.busy:
    app.processEvents()
for page in [window.pages.widget(index) for index in range(window.pages.count())]:
    window.pages.setCurrentWidget(page)
    app.processEvents()
    assert (window.width(), window.height()) == (1100, 700), (page.objectName(), window.size())
    for button in page.findChildren(QPushButton):
        if button.isVisible() and not button.visibleRegion().isEmpty():
            assert button.width() >= button.minimumSizeHint().width(), (page.objectName(), button.text())
assert window.grab().width() == 2200
window.close()
"""


def test_every_page_fits_at_200_per_cent_scaling(folder):
    environment = {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", SCALED, str(folder)], cwd=ROOT, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


# Networks from elsewhere


def test_a_saved_network_is_opened_and_judges(window, monkeypatch, wait, tmp_path):
    path = tmp_path / "friend.safetensors"
    save_network(path, FeedForward(NetworkSpec((9,))))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.network_files.ask_open()
    wait(lambda: window.session.networks.chosen == "opened")
    assert window.pages.currentWidget() is window.draw_page
    assert window.draw_page.choice.currentText() == "friend, 784-9-10"
    assert window.inspect_page.inspector.which() == "opened"


def test_nonsense_is_no_network_and_changes_nothing(window, wait, tmp_path):
    path = tmp_path / "friend.safetensors"
    path.write_bytes(b"nonsense")
    window.session.networks.open(path)
    wait(lambda: "friend.safetensors" in window.notice.text())
    assert window.session.networks.chosen == "shipped"
    assert "opened" not in window.session.networks.names()
