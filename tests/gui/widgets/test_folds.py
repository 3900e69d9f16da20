"""Esc folds in what is open: what is closest to the focus first."""

import pytest
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from gui.widgets.folds import close_innermost, closes_by_esc


@pytest.fixture
def window(show):
    outer, inner = QWidget(), QWidget()
    outer.inner, outer.buttons = inner, [QToolButton(checkable=True) for _n in range(3)]
    QVBoxLayout(inner)
    QVBoxLayout(outer)
    for place, button in zip((outer, inner, inner), outer.buttons, strict=True):
        place.layout().addWidget(button)
        button.setChecked(True)
    outer.layout().addWidget(inner)
    for button in outer.buttons[:2]:
        closes_by_esc(button)
    return show(outer, 100, 100)


def test_the_innermost_first_and_only_what_is_a_fold(window):
    outer, inner, other = window.buttons
    assert close_innermost(other)
    assert (outer.isChecked(), inner.isChecked()) == (True, False)
    assert close_innermost(other)
    assert (outer.isChecked(), inner.isChecked()) == (False, False)
    assert not close_innermost(other)
    assert other.isChecked()


def test_what_cannot_be_seen_is_not_open(window):
    window.inner.hide()
    assert close_innermost(window)
    assert [button.isChecked() for button in window.buttons] == [False, True, True]
