"""A stack asks for the height of the page in front, and for what each page asked for before."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gui.widgets.front_height import FrontHeight


def page(height):
    made, inside = QWidget(), QLabel("page")
    inside.setMinimumHeight(height)
    QVBoxLayout(made).addWidget(inside)
    return made


def test_a_page_that_is_not_in_front_asks_for_no_height(show):
    stack = QStackedWidget()
    low, high = page(30), page(300)
    stack.addWidget(low)
    FrontHeight(stack)
    stack.addWidget(high)
    show(stack, 300, 320)
    assert stack.minimumSizeHint().height() < 100
    assert stack.minimumSizeHint().width() == max(one.minimumSizeHint().width() for one in (low, high))
    stack.setCurrentWidget(high)
    assert stack.minimumSizeHint().height() >= 300
    assert high.sizePolicy().verticalPolicy() == QSizePolicy.Policy.Preferred
    stack.removeWidget(high)
    high.deleteLater()
    assert stack.minimumSizeHint().height() < 100
