"""A handle stays where a person has put it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gui.widgets.persons_splitter import PersonsSplitter


def test_sizes_are_suggested_until_a_person_has_chosen(show):
    split = show(PersonsSplitter(Qt.Orientation.Horizontal, "split"), 305, 50)
    for _place in range(2):
        split.addWidget(QWidget())
    split.suggest([100, 200])
    first = split.sizes()
    assert not split.by_person
    split.moveSplitter(200, 1)
    chosen = split.sizes()
    assert split.by_person
    assert chosen != first
    split.suggest([100, 200])
    assert split.sizes() == chosen
