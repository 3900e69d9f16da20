"""The colours of frames, texts and backgrounds, by day and in the dark, as usual and in high contrast."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette

from gui.look import contrast

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


def palette_of(dark: bool, high: bool) -> QPalette:
    """``high``: of high contrast."""
    if high:
        return (
            _palette(contrast.DARK, contrast.DISABLED_DARK)
            if dark
            else _palette(contrast.LIGHT, contrast.DISABLED_LIGHT)
        )
    return _palette(_DARK, _DISABLED_DARK) if dark else _palette(_LIGHT, _DISABLED_LIGHT)


def _palette(colors: dict[QPalette.ColorRole, str], disabled: str) -> QPalette:
    palette = QPalette()
    for role, color in colors.items():
        palette.setColor(role, QColor(color))
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, _Role.Highlight, QColor(colors[_Role.Mid]))
    return palette
