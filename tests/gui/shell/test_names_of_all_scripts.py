"""Names in Korean, Japanese and Arabic are shown, remembered and elided as whole letters."""

import unicodedata

import numpy as np
from PySide6.QtCore import Qt, QTextBoundaryFinder
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QComboBox, QFileDialog

from engine.graphemes import cut
from gui.data.opener import RecentMenu

NAME = f"{unicodedata.normalize('NFD', '한글숫자')} 手書き数字 أرقام"


def whole_letters(text):
    """The places between letters, as Qt finds them."""
    finder, places = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text), {0}
    while (place := finder.toNextBoundary()) >= 0:
        places.add(place)
    return places


def test_a_file_is_opened_saved_and_listed_by_its_name(window, some_digits, tmp_path, wait, monkeypatch):
    folder = tmp_path / "수업 第一課 الدرس"
    folder.mkdir()
    few = some_digits.take(np.arange(200))
    np.savez(folder / f"{NAME}.npz", x_train=few.images, y_train=few.labels)
    window.opener.open(folder / f"{NAME}.npz")
    wait(lambda: window.session.data.digits.origin)
    assert window.data_page.findChild(QComboBox, "setsBox").currentText().startswith(NAME)
    assert f"{NAME}.npz" in [action.text() for action in RecentMenu(window.opener, window).actions()]
    begun = []
    saved = folder / f"{NAME}.safetensors"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *asked: begun.append(asked[2]) or (str(saved), ""))
    for _time in range(2):
        window.network_files.ask_save()
        wait(lambda: not window.session.tasks.busy)
    assert saved.exists()
    assert begun[1].startswith(str(folder))
    assert NAME in window.statusBar().currentMessage()


def test_what_is_elided_ends_between_letters(qapp):
    metrics = QFontMetrics(qapp.font())
    for room in range(20, metrics.horizontalAdvance(NAME), 7):
        for side in (Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight):
            first, _sign, last = metrics.elidedText(NAME, side, room).partition("…")
            assert len(first) in whole_letters(NAME)
            assert len(NAME) - len(last) in whole_letters(NAME)
    for most in range(1, len(NAME)):
        kept = cut(NAME, most)[:-1]
        assert {len(kept), len(kept) + 1} & whole_letters(NAME), "a space may have gone from the end"
