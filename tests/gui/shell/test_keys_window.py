"""All keys are listed, none twice in one place, found by a word, and copied as text."""

from collections import Counter

from PySide6.QtWidgets import QApplication, QPushButton

from gui.shell.keys_window import KeysWindow, all_keys, as_text


def test_every_command_with_a_key_is_there_once_and_can_be_sought_and_copied(window):
    found = all_keys(window.menuBar(), window.made_pages())
    for page in window.made_pages():
        own = {action.shortcut().toString() for action in page.actions() if not action.shortcut().isEmpty()}
        beside = Counter(keys for key in found if key.place in (page.title, *WINDOW) for keys in key.keys.split(" or "))
        assert own <= set(beside)
        assert [keys for keys, times in beside.items() if times > 1] == []  # a key means one thing on a page
    window.show_keys()
    keys = window.findChild(KeysWindow)
    assert keys.list.topLevelItemCount() == len({key.place for key in found})
    keys.search.setText("one epoch")
    assert keys.list.topLevelItemCount() == 1
    assert keys.list.topLevelItem(0).child(0).text(1) == "F7"
    assert keys.none.isHidden()
    keys.search.setText("no such thing")
    assert keys.list.topLevelItemCount() == 0
    assert not keys.none.isHidden()
    keys.findChild(QPushButton, "copyKeysButton").click()
    assert QApplication.clipboard().text() == as_text(found)
    keys.close()
    lines = as_text(found).splitlines()
    pages = window.made_pages()[1:]  # the Data page has no keys of its own
    assert [lines.count(page.title) for page in pages] == [1] * 4
    assert any(line.startswith("Shift+F11") and line.endswith("Presentation") for line in lines)


WINDOW = "File", "Edit", "View", "Help"
