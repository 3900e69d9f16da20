"""What a black and a white pixel become."""

from PySide6.QtTest import QTest

from gui.data.range_field import RangeField


def test_any_two_different_numbers_are_a_value_range(qtbot):
    field = RangeField()
    qtbot.addWidget(field)
    field.show()
    changes = []
    field.changed.connect(lambda low, high: changes.append((low, high)))
    field.high.selectAll()
    QTest.keyClicks(field.high, "-2,5")
    assert changes[-1] == (0.0, -2.5)
    field.high.setText("−2.5")
    assert field.range() == (0.0, -2.5)
    field.low.selectAll()
    QTest.keyClicks(field.low, "-2.5")
    assert field.range() is None
    assert field.error.isVisible()
    for text in ("", "nan", "1e99", "seven"):
        field.low.setText(text)
        assert field.range() is None
    assert changes[-1] == (-2.0, -2.5)
