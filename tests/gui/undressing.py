"""The application as before the first window of its process."""

from PySide6.QtWidgets import QApplication


def undress(app: QApplication) -> None:
    """Without a style sheet. The program has none until its window is made, for what is put into something else under
    one has its looks made anew each time, with all that is in it."""
    if app.property("dressed"):
        app.setStyleSheet("")
        app.setProperty("dressed", False)
