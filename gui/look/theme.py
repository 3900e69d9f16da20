"""Colours and fonts: one Fusion look in light and dark, and data colours that are the same in both.

Widgets paint their frames, texts and backgrounds from ``self.palette()`` and their data in the colours below, so that
they follow a change between light and dark without doing anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from gui.look import contrast, sizes
from gui.look.palettes import palette_of
from gui.look.restyling import restyle, tell_font
from gui.look.style_sheet import style_sheet

# From Okabe and Ito's palette for people with any kind of colour vision ("Color Universal Design", 2008), the lighter
# hues deepened: all but FAINT reach a contrast of 3:1 on the light background and on the dark one.
TRAIN = "#0072B2"
"""Blue: whatever concerns the training images."""

TEST = "#D55E00"
"""Vermillion: whatever concerns the test images."""

VALIDATION = "#B3588F"
"""Reddish purple: whatever concerns the validation images."""

BEST = "#009E73"
"""Bluish green: the best epoch, the best value."""

BAR = "#5F8FB4"
"""Muted blue: evidence for a digit."""

WINNER = "#CA7900"
"""Amber: the digit with the most evidence."""

RIGHT = BEST
"""Bluish green: classified as its label says."""

WRONG = TEST
"""Vermillion: classified otherwise. Never the only sign: red and green alone are not told apart by everyone."""

FAINT = "#949494"
"""Grey: what is in the background, such as the losses of single batches."""

SCHEMES = ("system", "light", "dark")

TEXT_SIZES = (0.75, 0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.25, 2.5)
"""How large the text can be, as multiples of the system's."""

_Role = QPalette.ColorRole

_COLORS = re.compile(r"#\w{6}|tick-dark|tick")


def begin(app: QApplication) -> None:
    """Give ``app`` the Fusion style and the palette of the system's colour scheme, now and whenever that changes."""
    if app.property("themed"):
        return
    app.setProperty("themed", True)
    app.setStyle("Fusion")
    app.styleHints().colorSchemeChanged.connect(_on_system_changed)
    contrast.on_system_changed(app, _on_system_changed)
    _paint(app)


def apply(app: QApplication) -> None:
    """The style sheet, too. Whatever is put into something else while there is one has its looks made anew, with all
    that is in it: so a window is made before this."""
    begin(app)
    if not app.property("dressed"):
        app.setProperty("dressed", True)
        _paint(app)


def set_scheme(app: QApplication, scheme: str) -> None:
    """Show ``app`` "light" or "dark", or as the "system" is; also where the platform knows no schemes."""
    if scheme not in SCHEMES:
        raise ValueError(f"{scheme!r} is no colour scheme: {', '.join(SCHEMES)}")
    app.setProperty("scheme", scheme)
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    app.styleHints().setColorScheme(wanted)  # for what the platform draws itself, such as the window's frame
    _paint(app)


def scheme(app: QApplication) -> str:
    """What ``set_scheme`` was last given: "system", "light" or "dark"."""
    return app.property("scheme") or "system"


def set_contrast(app: QApplication, preference: str) -> None:
    """Show ``app`` in high contrast ("on"), not ("off"), or as the "system" asks for."""
    if preference not in contrast.PREFERENCES:
        raise ValueError(f"{preference!r} is no preference of contrast: {', '.join(contrast.PREFERENCES)}")
    app.setProperty("contrast", preference)
    _paint(app)


def contrast_preference(app: QApplication) -> str:
    """What ``set_contrast`` was last given: "system", "on" or "off"."""
    return app.property("contrast") or "system"


def is_high_contrast(app: QApplication) -> bool:
    return contrast.is_wanted(app, contrast_preference(app))


def set_text_size(app: QApplication, times: float) -> None:
    """Show the words of ``app`` ``times`` as large as the system's, and whatever goes with them (gui/look/sizes.py)."""
    if times == text_size(app):
        return
    if app.property("systemFont") is None:
        app.setProperty("systemFont", QFont(app.font()))
    smaller = times < text_size(app)
    app.setProperty("textSize", times)
    app.setFont(_enlarged(app.property("systemFont"), times))
    sizes.measure()
    _paint(app, _resize, smaller)  # with the new sheet the widgets get the font, too


def text_size(app: QApplication) -> float:
    """What ``set_text_size`` was last given; 1 to begin with."""
    return app.property("textSize") or 1.0


def is_dark(shown: QWidget | QApplication) -> bool:
    """Whether ``shown`` has light text on a dark background."""
    palette = shown.palette()
    return palette.color(_Role.Window).lightness() < palette.color(_Role.WindowText).lightness()


def plot_background(palette: QPalette) -> QColor:
    """White by day; in the dark the window's colour, on which the data colours have more contrast than on Base."""
    dark = palette.color(_Role.Window).lightness() < palette.color(_Role.WindowText).lightness()
    return palette.color(_Role.Window if dark else _Role.Base)


def digits_font(font: QFont) -> QFont:
    """``font`` with figures of equal width, so that nothing moves while numbers change."""
    tabular = QFont(font)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    return tabular


def _enlarged(font: QFont, times: float) -> QFont:
    made = QFont(font)
    if font.pointSizeF() > 0:
        made.setPointSizeF(font.pointSizeF() * times)
    else:  # a system that gives it in pixels
        made.setPixelSize(round(font.pixelSize() * times))
    return made


def fixed_width_font() -> QFont:
    """The system's font for code, as large as all text."""
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made.setPointSizeF(QFontInfo(QApplication.font()).pointSizeF())
    return made


def blend(first: QColor, second: QColor, share: float) -> QColor:
    """The colour that is ``share`` (0..1) of the way from ``first`` to ``second``."""

    def between(a: float, b: float) -> float:
        return a + (b - a) * share

    return QColor.fromRgbF(
        between(first.redF(), second.redF()),
        between(first.greenF(), second.greenF()),
        between(first.blueF(), second.blueF()),
    )


def _on_system_changed() -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        _paint(app)


def _resize() -> None:
    for window in QApplication.topLevelWidgets():
        for shown in filter(QLabel.isVisible, window.findChildren(QLabel)):
            tell_font(shown)  # it may have measured its words between new font and new sheet
    sizes.changed.emit()


def _paint(app: QApplication, resize: Callable[[], object] = lambda: None, smaller: bool = False) -> None:
    """``resize()``: what is to be done as soon as all have the font and the sheet. ``smaller``: than before, in the new
    font."""
    high = is_high_contrast(app)
    palette = palette_of(_wants_dark(app), high)
    if palette != app.palette():
        app.setPalette(palette)
    QToolTip.setPalette(palette)
    before = app.styleSheet()
    sheet = style_sheet(palette, high, _shades(palette)) if app.property("dressed") else before
    if sheet != before:  # polishing every widget again takes its time
        restyle(app, sheet, _COLORS.sub("", sheet) == _COLORS.sub("", before), resize, smaller)
    else:
        resize()


def _shades(palette: QPalette) -> dict[str, str]:
    color = palette.color
    return {
        "wrong": WRONG,
        "winner": WINNER,
        "lit": blend(color(_Role.Base), color(_Role.Accent), 0.3).name(),
        "rail": blend(color(_Role.Window), color(_Role.AlternateBase), 0.4).name(),
    }


def _wants_dark(app: QApplication) -> bool:
    asked = scheme(app)
    if asked != "system":
        return asked == "dark"
    return _system_scheme(app) == Qt.ColorScheme.Dark


def _system_scheme(app: QApplication) -> Qt.ColorScheme:
    return app.styleHints().colorScheme()
