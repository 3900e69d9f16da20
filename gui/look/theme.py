"""Colours and fonts: one Fusion look in light and dark, and data colours that are the same in both.

Widgets paint their frames, texts and backgrounds from ``self.palette()`` and their data in the colours below, so that
they follow a change between light and dark without doing anything.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from engine.files import RESOURCES
from gui.look import contrast, sizes
from gui.look.restyling import restyle

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

_TITLE, _VERDICT, _STEP, _SPOKEN = 1.9, 1.67, 1.3, 1.3  # letters of these, as multiples of the others

_Role = QPalette.ColorRole

_LIGHT = {
    _Role.Window: "#F3F4F6",
    _Role.WindowText: "#1B1F24",
    _Role.Base: "#FFFFFF",
    _Role.AlternateBase: "#F6F7F9",
    _Role.Text: "#1B1F24",
    _Role.PlaceholderText: "#666D76",
    _Role.Button: "#FCFCFD",
    _Role.ButtonText: "#1B1F24",
    _Role.BrightText: "#FFFFFF",
    _Role.Light: "#FFFFFF",
    _Role.Midlight: "#E6E8EB",
    _Role.Mid: "#C9CDD3",
    _Role.Dark: "#9BA1A9",
    _Role.Shadow: "#6A717A",
    _Role.Highlight: "#0067A8",
    _Role.HighlightedText: "#FFFFFF",
    _Role.Accent: "#0067A8",
    _Role.Link: "#0067A8",
    _Role.LinkVisited: "#7A4E8C",
    _Role.ToolTipBase: "#FFFFFF",
    _Role.ToolTipText: "#1B1F24",
}

_DARK = {
    _Role.Window: "#1B1D21",
    _Role.WindowText: "#E7E9EC",
    _Role.Base: "#2F333A",
    _Role.AlternateBase: "#353941",
    _Role.Text: "#E7E9EC",
    _Role.PlaceholderText: "#949BA5",
    _Role.Button: "#3A3F47",
    _Role.ButtonText: "#E7E9EC",
    _Role.BrightText: "#FFFFFF",
    _Role.Light: "#3C4047",
    _Role.Midlight: "#41464F",
    _Role.Mid: "#5A606B",
    _Role.Dark: "#686E78",
    _Role.Shadow: "#0B0C0E",
    _Role.Highlight: "#1F78B8",
    _Role.HighlightedText: "#FFFFFF",
    _Role.Accent: "#4BA6E0",
    _Role.Link: "#6CB8F0",
    _Role.LinkVisited: "#C79BDB",
    _Role.ToolTipBase: "#3A3F47",
    _Role.ToolTipText: "#E7E9EC",
}

_DISABLED_LIGHT = "#9BA1A9"
_DISABLED_DARK = "#686E78"

# Fusion's own push buttons and combo boxes have gradients, its fields different heights and its tooltips no padding;
# everything else is left as Fusion draws it.
_STYLE_SHEET = """
QPushButton {{ background: {button}; color: {text}; border: 1px solid {border}; border-radius: 5px;
               padding: 5px 14px; }}
QPushButton:hover {{ border-color: {accent}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:checked {{ background: {pressed}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 4px 13px; }}
QPushButton:default {{ background: {highlight}; color: {highlighted}; border-color: {highlight}; }}
QPushButton:default:hover {{ background: {highlight_hover}; }}
QPushButton:default:focus {{ border-color: {text}; }}
QPushButton:disabled {{ background: transparent; color: {disabled}; border-color: {faint_border}; }}
QToolButton[role="choice"]:checked {{ background: {highlight}; color: {highlighted}; border: 1px solid {highlight};
                                     border-radius: 3px; font-weight: 600; }}
QToolButton[role="choice"]:checked:focus {{ border: 2px solid {text}; }}
QToolTip {{ background: {tip}; color: {tip_text}; border: 1px solid {border}; padding: 4px 6px; }}
QLineEdit, QAbstractSpinBox {{ min-height: 22px; }}
QComboBox {{ min-height: 22px; background: {button}; color: {text}; border: 1px solid {border}; border-radius: 3px;
             padding: 1px 4px 1px 6px; }}
QComboBox {{ combobox-popup: 0; }}
QComboBox QAbstractItemView::item {{ min-height: 24px; }}
QComboBox:hover {{ border-color: {accent}; }}
QComboBox:focus {{ border: 2px solid {accent}; padding: 0px 3px 0px 5px; }}
QComboBox:disabled {{ background: transparent; color: {disabled}; border-color: {faint_border}; }}
QComboBox::drop-down {{ border: none; width: 18px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {base}; color: {text}; border: 1px solid {border}; padding: 2px;
                               selection-background-color: {highlight}; selection-color: {highlighted}; }}
QRadioButton::indicator {{ width: 12px; height: 12px; border: 1px solid {muted}; border-radius: 7px;
                           background: {base}; }}
QRadioButton::indicator:checked {{ background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
                                   stop: 0 {accent}, stop: 0.62 {accent}, stop: 0.7 {base}, stop: 1 {base}); }}
QCheckBox::indicator {{ width: 13px; height: 13px; border: 1px solid {muted}; border-radius: 3px; background: {base}; }}
QRadioButton::indicator:focus {{ border: 2px solid {accent}; width: 10px; height: 10px; }}
QCheckBox::indicator:focus {{ border: 2px solid {accent}; width: 11px; height: 11px; }}
QCheckBox::indicator:checked {{ background: {highlight}; border-color: {highlight}; image: url("{tick}"); }}
QLineEdit[lit="true"], QComboBox[lit="true"], QToolButton[lit="true"], QLabel[lit="true"] {{ background: {lit}; }}
QLineEdit[wrong="true"] {{ border: 2px solid {wrong}; border-radius: 3px; }}
QLabel[role="error"] {{ color: {wrong_text}; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="pageTitle"] {{ font-size: {title}; font-weight: 600; }}
QLabel[role="plotTitle"] {{ font-weight: 600; }}
QLabel[role="verdict"] {{ font-size: {verdict}; font-weight: 600; }}
QLabel[role="spoken"] {{ font-size: {spoken}; }}
QLabel[role="conclusion"] {{ font-size: {spoken}; font-weight: 600; }}
QFrame[role="notice"] {{ background: {tip}; border: 1px solid {accent}; border-radius: 5px; }}
    QFrame[role="notice"][kind="failure"] {{ border: 2px solid {winner}; }}
QFrame[role="offer"] {{ background: {tip}; border: 1px solid {accent}; border-radius: 5px; }}
QFrame[role="replay"] {{ background: {tip}; border: 1px solid {winner}; border-radius: 5px; }}
QFrame#lessonStrip {{ background: {base}; border: none; border-left: 1px solid {border}; }}
QFrame#lessonStrip[beside="false"] {{ border-left: none; border-top: 1px solid {border}; }}
QFrame[role="task"] {{ background: {rail}; border: none; border-left: 3px solid {accent}; }}
QLabel[role="tip"] {{ background: {tip}; color: {tip_text}; border: 1px solid {accent}; border-radius: 3px;
                    padding: 5px 8px; }}
QLabel[role="stepTitle"] {{ font-size: {step}; font-weight: 600; }}
QLabel[role="question"] {{ font-weight: 600; }}
QFrame#rail {{ background: {rail}; border: none; }}
QFrame#rail QToolButton {{ border: none; border-radius: 6px; padding: 7px 2px; color: {text}; }}
QFrame#rail QToolButton:hover {{ background: {pressed}; }}
QFrame#rail QToolButton:checked {{ background: {highlight}; color: {highlighted}; }}
QFrame#rail QToolButton:focus {{ border: 2px solid {accent}; padding: 5px 0px; }}
QFrame#rail QToolButton:checked:focus {{ border-color: {highlighted}; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {accent}; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {accent}; }}
QScrollArea#lessonScroll {{ border: 2px solid transparent; }}
QScrollArea#lessonScroll:focus {{ border-color: {accent}; }}
"""


_PIXELS = re.compile(r"(\d+)px")
_COLORS = re.compile(r"#\w{6}|tick-dark|tick")


def apply(app: QApplication) -> None:
    """Give ``app`` the Fusion style and the palette of the system's colour scheme, now and whenever that changes."""
    if app.property("themed"):
        return
    app.setProperty("themed", True)
    app.setStyle("Fusion")
    app.styleHints().colorSchemeChanged.connect(_on_system_changed)
    contrast.on_system_changed(app, _on_system_changed)
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
    app.setProperty("textSize", times)
    app.setFont(_enlarged(app.property("systemFont"), times))
    sizes.measure()
    _paint(app)  # with the new sheet the widgets get the font, too
    for window in app.topLevelWidgets():
        for shown in window.findChildren(QLabel):  # it may have measured its words between new font and new sheet
            app.sendEvent(shown, QEvent(QEvent.Type.FontChange))
    sizes.changed.emit()


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


def _paint(app: QApplication) -> None:
    palette = _colors(app)
    app.setPalette(palette)
    QToolTip.setPalette(palette)
    sheet = _style_sheet(palette, is_high_contrast(app))
    before = app.styleSheet()
    if sheet != before:  # polishing every widget again takes its time
        restyle(app, sheet, same_sizes=_COLORS.sub("", sheet) == _COLORS.sub("", before))


def _colors(app: QApplication) -> QPalette:
    dark = _wants_dark(app)
    if is_high_contrast(app):
        disabled = contrast.DISABLED_DARK if dark else contrast.DISABLED_LIGHT
        return _palette(contrast.DARK if dark else contrast.LIGHT, disabled)
    return _palette(_DARK if dark else _LIGHT, _DISABLED_DARK if dark else _DISABLED_LIGHT)


def _wants_dark(app: QApplication) -> bool:
    asked = scheme(app)
    if asked != "system":
        return asked == "dark"
    return _system_scheme(app) == Qt.ColorScheme.Dark


def _system_scheme(app: QApplication) -> Qt.ColorScheme:
    return app.styleHints().colorScheme()


def _palette(colors: dict[QPalette.ColorRole, str], disabled: str) -> QPalette:
    palette = QPalette()
    for role, color in colors.items():
        palette.setColor(role, QColor(color))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, QColor(colors[_Role.Mid]))
    return palette


def _style_sheet(palette: QPalette, high: bool) -> str:
    """Colours written out: ``palette(...)`` in a style sheet knows fewer roles, and no shades between them."""
    color = palette.color
    points = QFontInfo(QApplication.font()).pointSizeF()
    sheet = _STYLE_SHEET + contrast.SHEET if high else _STYLE_SHEET
    dark = color(_Role.Window).lightness() < 128
    wrong = (contrast.WRONG_DARK, contrast.WRONG_LIGHT) if high else ("#F08A45", "#A94A00")
    tick = "tick-dark" if color(_Role.HighlightedText).lightness() < 128 else "tick"
    return _PIXELS.sub(lambda found: f"{sizes.px(int(found[1]))}px", sheet).format(
        title=f"{_TITLE * points:.1f}pt",
        step=f"{_STEP * points:.1f}pt",
        verdict=f"{_VERDICT * points:.1f}pt",
        spoken=f"{_SPOKEN * points:.1f}pt",
        button=color(_Role.Button).name(),
        text=color(_Role.ButtonText).name(),
        border=color(_Role.Mid).name(),
        faint_border=color(_Role.Midlight).name(),
        accent=color(_Role.Accent).name(),
        pressed=color(_Role.Midlight).name(),
        highlight=color(_Role.Highlight).name(),
        highlight_hover=color(_Role.Highlight).lighter(112).name(),
        highlighted=color(_Role.HighlightedText).name(),
        disabled=color(QPalette.ColorGroup.Disabled, _Role.ButtonText).name(),
        lit=blend(color(_Role.Base), color(_Role.Accent), 0.3).name(),
        wrong=WRONG,
        wrong_text=wrong[0] if dark else wrong[1],
        muted=color(_Role.PlaceholderText).name(),
        winner=WINNER,
        rail=blend(color(_Role.Window), color(_Role.AlternateBase), 0.4).name(),
        base=color(_Role.Base).name(),
        tick=(RESOURCES / "icons" / f"{tick}.svg").as_posix(),
        up=(RESOURCES / "icons" / "up.svg").as_posix(),
        down=(RESOURCES / "icons" / "down.svg").as_posix(),
        tip=color(_Role.ToolTipBase).name(),
        tip_text=color(_Role.ToolTipText).name(),
    )
