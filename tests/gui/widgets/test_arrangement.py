"""Tabs, splitters, columns and the size of a window are as a person has left them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QTabWidget, QVBoxLayout, QWidget

from gui.look import theme
from gui.widgets.arrangement import KEY, arrange, arrangement
from gui.widgets.persons_splitter import PersonsSplitter


class Room(QWidget):
    def __init__(self):
        super().__init__(objectName="room")
        self.tabs = QTabWidget(objectName="roomTabs")
        for name in ("first", "second", ""):
            self.tabs.addTab(QLabel(name, objectName=name), name)
        self.split = PersonsSplitter(Qt.Orientation.Horizontal, "roomSplit")
        for _place in range(2):
            self.split.addWidget(QLabel())
        self.table = QTableWidget(2, 3, objectName="roomTable")
        for row, words in enumerate(("b", "a")):
            self.table.setItem(row, 0, QTableWidgetItem(words))
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        column = QVBoxLayout(self)
        for widget in (self.tabs, self.split, self.table):
            column.addWidget(widget)


@pytest.fixture
def rooms(show):
    return [show(Room(), 400, 500) for _room in range(2)]


def test_another_one_is_arranged_alike(rooms):
    room, again = rooms
    room.tabs.setCurrentIndex(1)
    room.split.moveSplitter(300, 1)
    room.table.horizontalHeader().resizeSection(0, 171)
    room.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    room.resize(450, 555)
    arrange(again, arrangement(room))
    assert again.tabs.currentIndex() == 1
    assert abs(again.split.sizes()[0] / sum(again.split.sizes()) - 300 / 382) < 0.05
    assert again.split.by_person
    assert again.table.horizontalHeader().sectionSize(0) == 171
    assert [again.table.item(row, 0).text() for row in range(2)] == ["a", "b"]
    assert again.size() == room.size()


def test_what_nobody_has_touched_is_left_to_the_program(rooms):
    room, again = rooms
    before = again.split.sizes()
    state = arrangement(room)
    assert f"{KEY}roomSplit" not in state
    assert "sorted" not in state[f"{KEY}roomTable"]
    arrange(again, state)
    assert (again.split.sizes(), again.split.by_person) == (before, False)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("roomTabs", "9"), ("roomTabs", "-1"), ("roomTabs", "qqq"),
        ("roomSplit", "1,2,3"), ("roomSplit", "0,5"), ("roomSplit", "a,b"), ("roomSplit", "99999,99999"),
        ("roomTable", "sorted 9 up 7:50"), ("roomTable", "sorted 1 sideways"), ("roomTable", " 0:0 1:44 0:99999"),
        ("room", "1"), ("room", "-5,5"), ("room", "\x00"), ("room", ""),
    ],
)  # fmt: skip
def test_what_makes_no_sense_changes_nothing(rooms, name, words):
    room = rooms[0]
    before = arrangement(room)
    arrange(room, {KEY + name: words})
    assert arrangement(room) == before
    assert not room.split.by_person


def test_sizes_go_with_the_text(rooms, qapp):
    room, again = rooms
    room.table.horizontalHeader().resizeSection(0, 150)
    state = arrangement(room)
    theme.set_text_size(qapp, 2.0)
    try:
        arrange(again, state)
        assert abs(again.table.horizontalHeader().sectionSize(0) - 300) <= 2
    finally:
        theme.set_text_size(qapp, 1.0)
