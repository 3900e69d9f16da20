"""What is remembered from one start to the next: the window's place and look, and what each page says of itself."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from gui.look import contrast, sizes, theme
from gui.widgets.arrangement import arrange, arrangement
from gui.work import settings

FIRST = 1180, 760


def restore_looks(app: QApplication) -> None:
    """Light or dark, how much contrast, and the size of the text."""
    theme.begin(app)
    scheme = settings.text("view/scheme", "system")
    theme.set_scheme(app, scheme if scheme in theme.SCHEMES else "system")
    preference = settings.text("view/contrast", "system")
    theme.set_contrast(app, preference if preference in contrast.PREFERENCES else "system")
    times = next((one for one in theme.TEXT_SIZES if str(one) == settings.text("view/text", "1.0")), 1.0)
    theme.set_text_size(app, times)


def restore(window) -> None:
    """Put the main window as it was; whatever cannot be understood is as at the first start."""
    stored = settings.settings()
    state = _texts(stored)
    for page in window.all_pages():
        page.restore(state)
        arrange(page, state)
    restore_looks(QApplication.instance())
    theme.apply(QApplication.instance())
    for made in window.menus.schemes.actions():
        made.setChecked(made.data() == theme.scheme(QApplication.instance()))
    for made in window.menus.contrasts.actions():
        made.setChecked(made.data() == theme.contrast_preference(QApplication.instance()))
    name = settings.text("window/page", "trainPage")
    found = next((page for page in window.all_pages() if page.objectName() == name), window.train_page)
    window.show_page(found)
    geometry = stored.value("window/geometry")
    if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
        sizes.resize(window, *FIRST)


def arrange_window(beside: QWidget) -> None:
    """Put a window beside the main one as it was."""
    arrange(beside, _texts(settings.settings()))


def _texts(stored: QSettings) -> dict[str, str]:
    return {key: value for key in stored.allKeys() if isinstance(value := stored.value(key), str)}


def remember(window) -> None:
    """Write down how the main window is. If that fails, the start has already said so, or the log does now."""
    state = {
        "window/geometry": window.saveGeometry(),
        "window/page": window.pages.currentWidget().objectName(),
        "view/text": str(theme.text_size(QApplication.instance())),
        "view/contrast": theme.contrast_preference(QApplication.instance()),
        "view/scheme": theme.scheme(QApplication.instance()),
    }
    for page in window.all_pages():
        state |= arrangement(page) | page.state()
    for beside in window.windows_beside():
        state |= arrangement(beside)
    settings.remember(state)
