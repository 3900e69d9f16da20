"""What nobody caught is logged whole and told briefly."""

import sys

from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from gui.shell.app import Reporter


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
