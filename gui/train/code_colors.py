"""The colours of a Python program: by day and in the dark."""

from __future__ import annotations

import keyword
import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat
from PySide6.QtWidgets import QPlainTextEdit

from gui.look.theme import is_dark

KINDS = re.compile(
    r"""(?P<comment>\#.*)
    |(?P<string>[rbf]{0,2}(?:\"{3}.*?\"{3}|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'))
    |(?P<keyword>\b(?:"""
    + "|".join(keyword.kwlist)
    + r"""|self)\b)
    |(?P<number>(?<![\w.])\d[\d_]*\.?\d*(?:e[-+]?\d+)?)""",
    re.VERBOSE,
)
LIGHT = {"comment": "#5B646D", "string": "#9A3F00", "keyword": "#0059A0", "number": "#7A3A94"}
DARK = {"comment": "#AEB6C0", "string": "#F2AC7C", "keyword": "#85C5F7", "number": "#D9AEEA"}
"""Each has a contrast of 4.5:1 or more on the view's background, also where a line is lit."""


class CodeColors(QSyntaxHighlighter):
    """Of what stands in ``view``. A program has no text that goes over several lines, so each line is by itself."""

    def __init__(self, view: QPlainTextEdit) -> None:
        super().__init__(view.document())
        self._view = view
        self._formats: dict[str, QTextCharFormat] = {}
        self.follow_palette()

    def follow_palette(self) -> None:
        """The palette is another now."""
        self._formats = {kind: _format(color) for kind, color in (DARK if is_dark(self._view) else LIGHT).items()}
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for found in KINDS.finditer(text):
            kind = found.lastgroup
            assert kind is not None  # each way to match has a name
            self.setFormat(found.start(), found.end() - found.start(), self._formats[kind])


def _format(color: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(color))
    return made
