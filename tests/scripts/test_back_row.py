"""A picture is as sharp as an eye sees it 8 m away, and no larger or smaller than it was."""

from PySide6.QtGui import QColor, QImage

from scripts.back_row import STROKES, minutes, seen


def test_lines_that_are_too_close_are_grey():
    assert STROKES == 859  # 2 m by 8 m and a minute of arc
    wide = QImage(2 * STROKES, 10, QImage.Format.Format_RGB32)
    for x in range(wide.width()):
        for y in range(10):
            wide.setPixelColor(x, y, QColor("black" if x % 2 else "white"))
    shown = seen(wide)
    assert shown.size() == wide.size()
    assert 100 < QColor(shown.pixel(STROKES, 5)).lightness() < 156
    assert seen(wide.copy(0, 0, STROKES, 10)) == wide.copy(0, 0, STROKES, 10)
    assert minutes(10, STROKES) == 10
