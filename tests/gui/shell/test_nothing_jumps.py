"""What a person is about to click stays where it is: whatever is said, begun or brought to the front meanwhile."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTabBar, QWidget

CLICKED = (QAbstractButton, QComboBox, QLineEdit, QTabBar)


def places(page: QWidget) -> dict[str, QRect]:
    """Where everything on the page is that can be clicked and seen, in its window."""
    found = {}
    for kind in CLICKED:
        for one in page.findChildren(kind):
            name = one.objectName() or one.parentWidget().objectName()
            if one.isVisible() and name and not name.startswith("qt_"):
                found[f"{type(one).__name__} {name}"] = QRect(one.mapTo(one.window(), QPoint()), one.size())
    return found


def moved(before: dict[str, QRect], after: dict[str, QRect]) -> list[str]:
    """Of those that are there both times."""
    assert len(before.keys() & after.keys()) > 3
    return [f"{name}: {before[name]} {after[name]}" for name in before if name in after and before[name] != after[name]]


def test_nothing_moves_while_something_is_said_a_tab_is_turned_or_a_run_begins_and_ends(window, qapp, wait):
    window.resize(1100, 700)
    page = window.train_page
    window.show_page(page)
    page.form.set_values({"hidden": "8", "epochs": "1"})
    qapp.processEvents()
    before = places(page)
    page.start.click()
    wait(lambda: window.session.training.under_way)
    qapp.processEvents()
    during = places(page)
    wait(lambda: not window.session.training.under_way)
    qapp.processEvents()
    assert moved(before, during) == []
    assert moved(before, places(page)) == []
    for page in (window.train_page, window.draw_page, window.compare_page):
        window.show_page(page)
        qapp.processEvents()
        before = places(page)
        window.session.messages.failed.emit("The file is damaged. " * 6)
        qapp.processEvents()
        assert window.notice.isVisible()
        assert moved(before, places(page)) == []
        for notice in list(window.notice._notices):
            notice.close_button.click()
        qapp.processEvents()
        assert not window.notice.isVisible()
        assert moved(before, places(page)) == []
    window.resize(960, 620)
    page = window.draw_page
    window.show_page(page)
    qapp.processEvents()
    before = places(page)
    for index in (*range(page.tabs.count()), 0):
        page.tabs.setCurrentIndex(index)
        qapp.processEvents()
        after = places(page)
        assert "QTabBar drawTabs" in after or any(name.startswith("_Bar") for name in after)
        assert moved(before, after) == [], page.tabs.tabText(index)
