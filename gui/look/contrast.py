"""High contrast, for whoever needs it: black on white or white on black, thick lines, and when that is wanted.

Text has a contrast of 7:1 or more (WCAG 2.2, 1.4.6), lines and the focus 3:1 (1.4.11). The data colours stay: on pure
black and on pure white each of them has 3:1.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

PREFERENCES = ("system", "on", "off")

_Role = QPalette.ColorRole

LIGHT = {
    _Role.Window: "#FFFFFF",
    _Role.WindowText: "#000000",
    _Role.Base: "#FFFFFF",
    _Role.AlternateBase: "#F2F2F2",
    _Role.Text: "#000000",
    _Role.PlaceholderText: "#333333",
    _Role.Button: "#FFFFFF",
    _Role.ButtonText: "#000000",
    _Role.BrightText: "#FFFFFF",
    _Role.Light: "#FFFFFF",
    _Role.Midlight: "#DEDEDE",
    _Role.Mid: "#000000",
    _Role.Dark: "#404040",
    _Role.Shadow: "#000000",
    _Role.Highlight: "#003F7D",
    _Role.HighlightedText: "#FFFFFF",
    _Role.Accent: "#003F7D",
    _Role.Link: "#003F7D",
    _Role.LinkVisited: "#5A2A70",
    _Role.ToolTipBase: "#FFFFFF",
    _Role.ToolTipText: "#000000",
}

DARK = {
    _Role.Window: "#000000",
    _Role.WindowText: "#FFFFFF",
    _Role.Base: "#000000",
    _Role.AlternateBase: "#1A1A1A",
    _Role.Text: "#FFFFFF",
    _Role.PlaceholderText: "#D6D6D6",
    _Role.Button: "#000000",
    _Role.ButtonText: "#FFFFFF",
    _Role.BrightText: "#FFFFFF",
    _Role.Light: "#404040",
    _Role.Midlight: "#333333",
    _Role.Mid: "#FFFFFF",
    _Role.Dark: "#B0B0B0",
    _Role.Shadow: "#000000",
    _Role.Highlight: "#7CC8FF",
    _Role.HighlightedText: "#000000",
    _Role.Accent: "#7CC8FF",
    _Role.Link: "#7CC8FF",
    _Role.LinkVisited: "#DDB2F0",
    _Role.ToolTipBase: "#000000",
    _Role.ToolTipText: "#FFFFFF",
}

DISABLED_LIGHT = "#6B6B6B"
DISABLED_DARK = "#8F8F8F"
WRONG_LIGHT, WRONG_DARK = "#8A3C00", "#F5A46E"
"""Text that says what is wrong."""

# After the usual sheet, with the same names. Fusion takes the lines of what it draws from the window's colour made
# darker, which is none at all on black: so they are drawn here.
SHEET = """
QPushButton {{ border: 2px solid {border}; padding: 4px 13px; }}
QPushButton:focus {{ border: 4px double {accent}; padding: 2px 11px; }}
QPushButton:default {{ border-color: {border}; }}
QPushButton:default:focus {{ border: 4px double {highlighted}; padding: 2px 11px; }}
QPushButton:disabled {{ border: 1px dashed {disabled}; padding: 5px 14px; }}
QToolButton:focus {{ border: 2px solid {accent}; border-radius: 3px; }}
QLineEdit {{ background: {base}; border: 2px solid {border}; border-radius: 3px; padding: 0px 3px; }}
QLineEdit:focus {{ border: 3px solid {accent}; padding: 0px 2px; }}
QAbstractSpinBox QLineEdit {{ border: none; }}
QAbstractSpinBox {{ border: 2px solid {border}; border-radius: 3px; padding: 0px 4px; }}
QAbstractSpinBox:focus {{ border: 3px solid {accent}; padding: 0px 3px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; width: 16px;
                                                              border-left: 1px solid {border}; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 10px; height: 10px; }}
QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: 10px; height: 10px; }}
QToolButton[autoRaise="false"] {{ border: 1px solid {border}; border-radius: 3px; padding: 1px; }}
QSlider::groove:horizontal {{ height: 4px; background: {base}; border: 1px solid {border}; }}
QSlider::sub-page:horizontal {{ background: {accent}; border: 1px solid {border}; }}
QSlider::handle:horizontal {{ width: 10px; margin: -6px 0px; background: {base}; border: 2px solid {border};
                              border-radius: 3px; }}
QSlider::handle:horizontal:focus {{ border: 3px solid {accent}; }}
QComboBox {{ border: 2px solid {border}; padding: 0px 3px 0px 5px; }}
QComboBox:focus {{ border: 3px solid {accent}; padding: 0px 2px 0px 4px; }}
QComboBox:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled {{ border: 1px dashed {disabled}; }}
QRadioButton::indicator, QCheckBox::indicator {{ border: 2px solid {text}; width: 10px; height: 10px; }}
QRadioButton::indicator:focus, QCheckBox::indicator:focus {{ border: 3px solid {accent}; width: 8px; height: 8px; }}
QTabBar::tab {{ border: 1px solid {border}; border-bottom: none; padding: 3px 9px; color: {text};
                background: {button}; }}
QTabBar::tab:selected {{ background: {highlight}; color: {highlighted}; }}
QTabBar::tab:focus {{ border: 3px double {accent}; }}
QTableView {{ border: 1px solid {border}; gridline-color: {border}; }}
QProgressBar {{ border: 1px solid {border}; background: {base}; color: {text}; text-align: center; }}
QProgressBar::chunk {{ background: {winner}; }}
QScrollBar {{ background: {base}; border: 1px solid {border}; }}
QScrollBar::handle {{ background: {muted}; border: 2px solid {base}; border-radius: 4px; min-width: 24px;
                      min-height: 24px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0px; height: 0px; }}
QMenu {{ border: 1px solid {border}; }}
QMenuBar, QStatusBar {{ border-bottom: 1px solid {border}; }}
QFrame#rail QToolButton:focus {{ border: 3px double {accent}; padding: 4px 0px; }}
QFrame#rail QToolButton:checked:focus {{ border-color: {highlighted}; }}
"""


def is_wanted(app: QApplication, preference: str) -> bool:
    """Whether to show high contrast: "on", "off", or as the "system" asks for it, where it says so."""
    if preference != "system":
        return preference == "on"
    return system_preference(app) == Qt.ContrastPreference.HighContrast


def system_preference(app: QApplication) -> Qt.ContrastPreference:
    hints = app.styleHints()  # PySide takes what it owns away with it
    return hints.accessibility().contrastPreference()


def on_system_changed(app: QApplication, slot: Callable[[], None]) -> None:
    """Call ``slot`` whenever the system asks for another contrast."""
    hints = app.styleHints()
    hints.accessibility().contrastPreferenceChanged.connect(slot)
