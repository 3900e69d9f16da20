"""The language of Qt's own dialogs, how numbers are written, and from which side the window is read."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from engine import numbers, words
from gui.look import direction


def follow(app: QApplication, locale: QLocale) -> None:
    """Write numbers as in ``locale`` (the system's), and let Qt speak the language of the sentences (engine/words.py).

    All digits are 0 to 9, as the names of the classes are; where the country has others, the marks beside them are
    those that are usual here. What is typed may have any digits.
    """
    has_others = locale.zeroDigit() != "0"
    numbers.use(numbers.Marks() if has_others else numbers.Marks(locale.decimalPoint(), locale.groupSeparator()))
    QLocale.setDefault(QLocale.c() if has_others else locale)
    direction.follow(app)
    spoken = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if spoken.load(QLocale(words.language()), "qtbase", "_", folder):
        app.installTranslator(spoken)
