"""A page for which there is too little room is scrolled; with enough it fills it, and nothing can be scrolled."""

from itertools import product

import pytest
from PySide6.QtWidgets import QAbstractButton, QScrollArea

from gui.shell.pages import ScrolledPages

SIZES = [(640, 400), (960, 540), (1366, 700), (1920, 1000)]


@pytest.fixture
def see(window, qapp):
    def seen(page, width, height):
        window.resize(width, height)
        window.show_page(page)
        qapp.processEvents()
        return window.findChild(ScrolledPages)

    return seen


@pytest.mark.usefixtures("few_ship")
def test_every_page_has_the_room_that_it_needs_and_every_button_can_be_brought_into_sight(window, see, wait):
    bar = see(window.data_page, 700, 420).verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    see(window.train_page, 700, 420)
    assert bar.value() == 0, "another page is seen from its top"
    widest = max(page.minimumSizeHint().width() for page in window.made_pages())
    assert window.train_page.minimumSizeHint().width() < widest
    area = see(window.train_page, widest + 60, 700)
    assert area.horizontalScrollBar().maximum() == 0, "the largest page does not make the others scroll"
    wait(lambda: not window.session.tasks.busy)  # words that come later may need more room
    for (width, height), page in product(SIZES, window.made_pages()):
        area = see(page, width, height)
        wait(lambda: not window.session.tasks.busy)
        wait(
            lambda page=page, area=area: page.height() == max(page.minimumSizeHint().height(), area.viewport().height())
        )
        needed, room = page.minimumSizeHint(), area.viewport().size()
        assert window.size().toTuple() == (width, height)
        assert page.width() == max(needed.width(), room.width())
        assert page.height() == max(needed.height(), room.height())
        assert area.horizontalScrollBar().maximum() == max(0, needed.width() - room.width())
        assert area.verticalScrollBar().maximum() == max(0, needed.height() - room.height())
    count = 0
    for page in window.made_pages():
        area = see(page, 640, 400)
        own = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and _area_of(one) == area]
        count += len(own)
        for button in own:
            area.ensureWidgetVisible(button, 0, 0)
            place = button.mapTo(area.viewport(), button.rect().center())
            assert area.viewport().rect().contains(place), (page.objectName(), button.objectName())
    assert count > 20


def _area_of(widget):
    """The innermost area that scrolls it."""
    while not isinstance(widget, QScrollArea):
        widget = widget.parentWidget()
    return widget
