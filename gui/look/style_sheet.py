"""The style sheet: what looks otherwise than Fusion has it, in the colours of a palette and as large as the text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from engine.files import RESOURCES
from gui.look import contrast, sizes

_TITLE, _VERDICT, _STEP, _SPOKEN = 1.9, 1.67, 1.3, 1.3  # letters of these, as multiples of the others

_Role = QPalette.ColorRole

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


def style_sheet(palette: QPalette, high: bool, shades: Mapping[str, str]) -> str:
    """``high``: of high contrast; ``shades``: the colours "wrong", "winner", "lit" and "rail", which no palette has.

    Colours are written out: ``palette(...)`` in a style sheet knows fewer roles, and no shades between them.
    """
    color = palette.color
    points = QFontInfo(QApplication.font()).pointSizeF()
    sheet = _STYLE_SHEET + contrast.SHEET if high else _STYLE_SHEET
    dark = color(_Role.Window).lightness() < 128
    wrong_text = (contrast.WRONG_DARK, contrast.WRONG_LIGHT) if high else ("#F08A45", "#A94A00")
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
        wrong_text=wrong_text[0] if dark else wrong_text[1],
        muted=color(_Role.PlaceholderText).name(),
        base=color(_Role.Base).name(),
        tick=(RESOURCES / "icons" / f"{tick}.svg").as_posix(),
        up=(RESOURCES / "icons" / "up.svg").as_posix(),
        down=(RESOURCES / "icons" / "down.svg").as_posix(),
        tip=color(_Role.ToolTipBase).name(),
        tip_text=color(_Role.ToolTipText).name(),
        **shades,
    )
