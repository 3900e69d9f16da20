"""What is applied is seen as a button each, which removes it."""

import pytest
from PySide6.QtWidgets import QToolButton, QWidget

from gui.data.changes_strip import ChangesStrip

TWO = [("inverted", "inverted"), ("few", "200 images in training")]


@pytest.fixture
def strip(show):
    window = QWidget()
    made = ChangesStrip(window)
    made.told = []
    made.removed.connect(made.told.append)
    made.all_removed.connect(lambda: made.told.append("all"))
    show(window, 700, 40)
    return made


@pytest.fixture
def chips(strip, wait):
    """``chips(count)``: the buttons, as soon as there are so many to be seen."""

    def seen():
        return [button for button in strip.findChildren(QToolButton) if button.isVisible()]

    def found(count):
        wait(lambda: len(seen()) == count)
        return seen()

    return found


def test_it_is_there_as_long_as_something_is_applied(strip):
    assert not strip.isVisible()
    strip.show_applied(TWO)
    assert strip.isVisible()
    strip.show_applied([])
    assert not strip.isVisible()


def test_each_has_its_button_and_several_one_for_all(strip, chips, click):
    strip.show_applied(TWO)
    assert [button.text() for button in chips(2)] == ["inverted  ✕", "200 images in training  ✕"]
    click(chips(2)[1])
    click(strip._all)
    assert strip.told == ["few", "all"]
    strip.show_applied(TWO[:1])
    assert [button.objectName() for button in chips(1)] == ["remove_inverted"]
    assert not strip._all.isVisible(), "one needs no second button"


def test_the_order_is_that_of_what_is_applied(strip, chips):
    strip.show_applied(TWO)
    strip.show_applied(TWO[::-1])
    assert [button.objectName() for button in chips(2)] == ["remove_few", "remove_inverted"]
    places = [strip._row.indexOf(button) for button in chips(2)]
    assert places == [1, 2]


def test_long_names_of_classes_are_cut_on_the_button_and_whole_in_its_tooltip(qtbot):
    strip = ChangesStrip()
    qtbot.addWidget(strip)
    words = f"without {'a & b, ' * 30}c"
    strip.show_applied([("left_out", words)], are_digits=False)
    (button,) = strip._buttons
    assert button.text().endswith("…  ✕")
    assert "a && b" in button.text()
    assert words in button.toolTip()
    assert strip._title.text() == "Applied to the images:"
