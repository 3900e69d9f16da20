"""What a "?" says stands below its row, or above it, and never beyond the page."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit

from gui.widgets.explained_card import ExplainedCard
from gui.widgets.page import Page


def test_it_is_below_its_row_moves_nothing_and_stays_inside_the_page(show):
    page = Page()
    high, low = QLineEdit(page), QLineEdit(page)
    high.setGeometry(200, 10, 90, 24)
    low.setGeometry(10, 270, 90, 24)
    card = ExplainedCard(high, "card")
    card.hide()
    card.setText("How far each batch moves the weights against the gradient. " * 3)
    show(page, 300, 300)
    for field, is_below in ((high, True), (low, False)):
        card.show_below([field])
        row = QRect(field.mapTo(page, QPoint()), field.size())
        assert card.isVisible()
        assert page.rect().contains(card.geometry())
        assert not card.geometry().intersects(row)
        assert (card.y() > row.bottom()) == is_below
        assert card.height() >= card.heightForWidth(card.width())
    low.move(10, 700)  # as in a form that is scrolled away
    card.show_below([low])
    assert page.rect().contains(card.geometry())
    page.resize(500, 400)
    assert page.rect().contains(card.geometry())
