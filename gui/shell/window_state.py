"""What the window remembers from one start to the next."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from gui.look import theme
from gui.work.settings import settings, text

FIRST = QSize(1180, 760)
KINDS = ("probability", "log_probability")


def restore(window) -> None:
    """Put the main window as it was; whatever cannot be understood is as at the first start."""
    _restore_form(window.train_page.form)
    page = window.train_page
    page.yardsticks.setChecked(text("view/yardsticks") == "true")
    page.watching.setChecked(text("view/watch") == "true")
    kind = text("view/evidence", KINDS[0])
    window.draw_page.set_kind(kind if kind in KINDS else KINDS[0])
    scheme = text("view/scheme", "system")
    for made in window.menus.schemes.actions():
        if made.data() == (scheme if scheme in theme.SCHEMES else "system"):
            made.trigger()
    name = text("window/page", "trainPage")
    found = window.pages.findChild(QWidget, name, Qt.FindChildOption.FindDirectChildrenOnly)
    window.show_page(found or page)
    geometry = settings().value("window/geometry")
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        window.resize(FIRST)


def _restore_form(form) -> None:
    stored = settings()
    stored.beginGroup("form")
    values = {key: str(stored.value(key)) for key in stored.childKeys()}
    stored.endGroup()
    form.set_values(values)
    if form.setup() is None:
        form.reset()


def remember(window) -> None:
    """Write down how the main window is."""
    stored, page = settings(), window.train_page
    stored.setValue("window/geometry", window.saveGeometry())
    stored.setValue("window/page", window.pages.currentWidget().objectName())
    stored.setValue("view/yardsticks", "true" if page.yardsticks.isChecked() else "false")
    stored.setValue("view/watch", "true" if page.watching.isChecked() else "false")
    stored.setValue("view/evidence", window.draw_page.bars.kind())
    stored.setValue("view/scheme", theme.scheme(QApplication.instance()))
    for name, value in page.form.values().items():
        stored.setValue(f"form/{name}", value)
