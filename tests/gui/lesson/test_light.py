"""The ring goes with the widget that it is around."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from gui.lesson.light import Light


def test_the_ring_follows_shows_and_hides_with_its_widget(show):
    window = show(QWidget(), 400, 300)
    label = QLabel("x", window)
    label.setGeometry(50, 60, 80, 20)
    label.show()
    light = Light(window)
    light.put_on(label)
    assert light.isVisible()
    assert light.geometry().contains(label.geometry())
    assert not light.mask().contains(light.mapFrom(window, label.geometry().center()))
    label.move(200, 200)
    assert light.geometry().contains(label.geometry())
    label.hide()
    assert light.isHidden()
    label.show()
    assert light.isVisible()
    light.put_on(None)
    assert light.isHidden()


def test_it_does_not_leave_what_scrolls_its_widget(show):
    window = show(QWidget(), 400, 300)
    area = QScrollArea(window)
    area.setGeometry(0, 0, 200, 100)
    inside = QWidget()
    inside.resize(180, 900)
    area.setWidget(inside)
    area.show()
    light = Light(window)
    light.put_on(inside)
    bottom = area.viewport().mapTo(window, QPoint(0, area.viewport().height())).y()
    assert light.geometry().bottom() <= bottom


def test_a_widget_that_goes_takes_its_ring_with_it(show, qtbot):
    window = show(QWidget(), 400, 300)
    label = QLabel("x", window)
    label.show()
    light = Light(window)
    light.put_on(label)
    label.deleteLater()
    qtbot.waitUntil(light.isHidden)


def test_the_keyboard_goes_to_the_first_in_it_that_is_no_number(show):
    """There a page's own keys, such as N, would be written into the field."""
    window = show(QWidget(), 400, 300)
    panel = QWidget(window)
    column = QVBoxLayout(panel)
    number, button = QSpinBox(), QPushButton("next")
    column.addWidget(number)
    column.addWidget(button)
    panel.show()
    light = Light(window)
    light.put_on(panel)
    light.take_focus()
    assert window.focusWidget() is button
    light.put_on(number)
    light.take_focus()
    assert window.focusWidget() is number
