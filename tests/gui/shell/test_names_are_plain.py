"""Names of files, sets and runs that look like HTML are shown as they are, wherever they come up."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget, QWidget

NAME = "<b>odd</b> & <img src='x'>"


def shown_as_html(window):
    """What Qt would take for HTML: of every label, message and tooltip that has the name."""
    widgets = [widget for top in QApplication.topLevelWidgets() for widget in (top, *top.findChildren(QWidget))]
    labels = [widget for widget in widgets if isinstance(widget, QLabel) and "<b>odd" in widget.text()]
    tips = [widget.toolTip() for widget in widgets]
    for table in (widget for widget in widgets if isinstance(widget, QTableWidget)):
        cells = [table.item(row, column) for row in range(table.rowCount()) for column in range(table.columnCount())]
        tips += [cell.toolTip() for cell in cells if cell is not None]
    tips += [action.toolTip() for action in window.menus.findChildren(object) if hasattr(action, "toolTip")]
    odd = [label.objectName() for label in labels if label.textFormat() != Qt.TextFormat.PlainText]
    return len(labels), odd + [tip for tip in tips if "<b>odd" in tip]


def test_names_that_look_like_html(window, some_digits, tmp_path, wait, click):
    path = tmp_path / f"{NAME.replace('/', '')}.npz".replace("<b>odd<b>", "<b>odd")
    few = some_digits.take(np.arange(200))
    np.savez(path, x_train=few.images, y_train=few.labels)
    window.opener.open(path)
    wait(lambda: window.session.data.digits.origin)
    window.train_page.form.set_values({"hidden": "4", "epochs": "1"})
    click(window.train_page.start)
    wait(lambda: not window.session.training.under_way and not window.session.tasks.busy)
    window.show_runs()
    window.runs.rename(window.session.training.run.folder, NAME)
    wait(lambda: window.runs.entries and window.runs.entries[0].title == NAME)
    window.runs.delete(window.session.training.run.folder)
    wait(lambda: not window.session.tasks.busy)
    for page in window.made_pages():
        window.show_page(page)
        wait(lambda: not window.session.tasks.busy)
    window.session.messages.failed.emit(f"{NAME} could not be read.")
    window.session.messages.told.emit(f"Saved {NAME}")
    window.reading.begin(f"Reading {NAME}…")
    window.unfinished.offer(f"The run “{NAME}” stopped.", "Go on", "Not now")
    labels, odd = shown_as_html(window)
    assert odd == []
    assert labels >= 6
    assert window.notice.text().startswith(NAME)
