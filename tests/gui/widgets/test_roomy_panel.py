"""Pictures are larger where there is room, and a window that was large can be made small again."""

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout

from gui.look import theme
from gui.look.restyling import finish
from gui.widgets.roomy_panel import RoomyPanel


@pytest.fixture
def stack(qtbot):
    """It holds the panel, whose picture is 50, 200 or 300 pixels wide, and something else."""
    picture = QLabel()
    picture.setFixedSize(50, 50)
    rooms = QSize(400, 300), QSize(700, 500)
    made = RoomyPanel(rooms, lambda step: picture.setFixedSize(*[(50, 50), (200, 200), (300, 300)][step]))
    QVBoxLayout(made).addWidget(picture)
    stack = QStackedWidget()
    stack.picture = picture
    qtbot.addWidget(stack)
    stack.addWidget(made)
    stack.addWidget(QLabel("another"))
    stack.resize(300, 300)
    with qtbot.waitExposed(stack):
        stack.show()
    return stack


def test_the_pictures_are_large_where_the_panel_is(stack):
    assert stack.picture.width() == 50
    stack.resize(500, 400)
    assert stack.picture.width() == 200
    stack.resize(700, 500)
    assert stack.picture.width() == 300
    stack.resize(500, 400)
    assert stack.picture.width() == 200
    stack.resize(500, 200)
    assert stack.picture.width() == 50


def test_the_least_size_is_that_of_the_small_pictures_also_of_a_panel_that_is_hidden(stack):
    least = stack.minimumSizeHint()
    stack.resize(500, 400)
    assert stack.picture.width() == 200
    assert stack.minimumSizeHint() == least
    stack.setCurrentIndex(1)
    assert stack.minimumSizeHint() == least


def test_a_panel_that_is_hidden_has_its_least_size_in_the_letters_that_come_later(stack, qapp):
    theme.apply(qapp)
    words, panel = QLabel("words that are as wide as their letters"), stack.widget(0)
    panel.layout().addWidget(words)
    words.show()
    least = stack.minimumSizeHint()
    for times in (2.0, 1.0):
        stack.setCurrentIndex(0)
        stack.resize(1_400, 1_000)  # room for large pictures in any letters
        stack.setCurrentIndex(1)
        theme.set_text_size(qapp, times)
        finish(qapp)
    assert stack.minimumSizeHint() == least


def test_the_window_needs_no_more_room_after_it_was_maximised(window, wait):
    window.session.data.set_digits(window.session.data.digits.take(np.arange(600)))  # soon computed
    pages = (window.data_page, window.train_page, window.inspect_page, window.compare_page, window.draw_page)

    def visit_all():
        for page in pages:
            window.pages.setCurrentWidget(page)
            for tab in range(page.tabs.count() if hasattr(page, "tabs") else 1):
                if hasattr(page, "tabs"):
                    page.tabs.setCurrentIndex(tab)
                QTest.qWait(1)
        wait(lambda: not window.session.tasks.busy)

    visit_all()
    least = window.minimumSizeHint()
    window.resize(1920, 1017)
    visit_all()
    window.pages.setCurrentWidget(window.data_page)
    assert window.minimumSizeHint().width() <= least.width()
    assert window.minimumSizeHint().height() <= least.height()
