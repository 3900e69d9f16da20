"""Sizes go with the text, and no size of text is written down in the code."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from gui.look import sizes, theme
from gui.look.sizes import extent, px, sized

ROOT = Path(__file__).resolve().parents[3]
ABSOLUTE = re.compile(
    r"setPointSizeF?\(\s*\d|setPixelSize\(\s*\d|QFont\([^)]*\d|font-size:\s*[\d.]+p[tx]|[\"']\d[\d.]*pt[\"']|"
    r"labelTextSize=[\"']|size=[\"']\d+p[tx]"
)


@pytest.fixture
def text(qapp):
    """``text(times)``: the text is so much larger than the system's, until the test ends."""
    theme.apply(qapp)
    yield lambda times: theme.set_text_size(qapp, times)
    theme.set_text_size(qapp, 1.0)


def test_no_size_of_text_is_written_down():
    found = [
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in (ROOT / "gui").rglob("*.py")
        for hit in ABSOLUTE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        "font-size: 17pt",
        "font.setPixelSize(13)",
        "font.setPointSizeF(9.5)",
        'labelTextSize="9pt"',
        "QFont('Arial', 12)",
    ],
)
def test_what_it_looks_for_would_be_found(line):
    assert ABSOLUTE.search(line)


def test_sizes_grow_and_shrink_with_the_text(text, show):
    box, row = QWidget(), QHBoxLayout()
    box.setLayout(row)
    words = QLabel("words")
    row.addWidget(words)
    sized(words.setFixedWidth, 100)
    sized(words.setMinimumHeight, 4, lines=2)
    sized(row.setContentsMargins, 2, 8, 2, 0)
    show(box, 300, 100)
    line = words.fontMetrics().lineSpacing()
    assert (words.width(), words.minimumHeight(), row.contentsMargins().top()) == (100, 4 + 2 * line, 8)
    text(2.0)
    assert words.fontMetrics().lineSpacing() > 1.8 * line
    assert (words.width(), row.contentsMargins().top(), row.contentsMargins().bottom()) == (200, 16, 0)
    assert words.minimumHeight() == 8 + 2 * words.fontMetrics().lineSpacing()
    text(1.0)
    assert (words.width(), words.minimumHeight(), row.contentsMargins().top()) == (100, 4 + 2 * line, 8)


def test_a_widget_is_as_wide_as_its_longest_words(text, show):
    label = show(QLabel("Pause"), 300, 100)
    sized(label.setMinimumWidth, 10, words=["Pause", "Go on with it"])
    text(1.5)
    assert label.minimumWidth() == 15 + label.fontMetrics().horizontalAdvance("Go on with it")


def test_the_latest_size_of_a_widget_counts(text, show):
    label = show(QLabel("words"), 300, 100)
    sized(label.setFixedWidth, 100)
    sized(label.setFixedWidth, 60)
    text(1.5)
    assert label.width() == 90
    assert sum(isinstance(child, sizes._Kept) for child in label.children()) == 1


def test_nothing_that_has_a_size_vanishes(text):
    text(0.75)
    assert [px(size) for size in (0, 0.4, 1, 100)] == [0, 1, 1, 75]
    assert extent(10, 20).toTuple() == (8, 15)
