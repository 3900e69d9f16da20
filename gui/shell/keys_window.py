"""All keys of the program: those of its menus, page by page, and what else each page knows. To search, to print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.words import _
from gui.look.sizes import resize
from gui.widgets.buttons import push_button
from gui.widgets.labels import label
from gui.widgets.page import Page

SIZE = 520, 560  # pixels


class Key(NamedTuple):
    """``place``: the menu or page where it works; ``keys``: as people read them."""

    place: str
    words: str
    keys: str


def all_keys(bar: QMenuBar, pages: Sequence[Page]) -> list[Key]:
    """In the order of the menus, and then of the pages. A page's own menu counts once, with the page."""
    found = []
    for entry in bar.actions():
        menu = entry.menu()
        if isinstance(menu, QMenu) and not any(_plain(entry.text()) == page.title for page in pages):
            found += [_key(_plain(entry.text()), action) for action in _actions(menu)]
    for page in pages:
        found += [_key(page.title, action) for action in page.actions()]
        found += [Key(page.title, words, keys) for words, keys in page.more_keys()]
    return [key for key in found if key.keys]


def as_text(found: Sequence[Key]) -> str:
    """For paper: a line for each, under the name of its place."""
    width, lines, place = max((len(key.keys) for key in found), default=0), [], ""
    for key in found:
        if key.place != place:
            place = key.place
            lines += ["", place, "-" * len(place)]
        lines.append(f"{key.keys:<{width}}  {key.words}")
    return "\n".join(lines[1:]) + "\n"


class KeysWindow(QDialog):
    def __init__(self, found: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="keysWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Keys"))
        self._found = found
        self.search = QLineEdit(objectName="keySearch", placeholderText=_("Look for a key, or what it does"))
        self.search.setAccessibleName(_("Look for a key, or what it does"))
        self.search.setToolTip(_("Shows the keys whose words have this in them"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.list = QTreeWidget(objectName="keyList", columnCount=2, rootIsDecorated=False)
        self.list.setAccessibleName(_("Keys"))
        self.list.setToolTip(_("What can be done by the keyboard, and where"))
        self.list.setHeaderLabels([_("what it does"), _("key")])
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.none = label("muted", _("No key does that. Look for another word."), objectName="noKey")
        copy = push_button(_("Copy as text"), "copyKeysButton", _("All keys as text, to be printed"), self._on_copy)
        below = QHBoxLayout()
        below.addWidget(self.none, 1)
        below.addWidget(copy)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        resize(self, *SIZE)
        self._show("")

    def _show(self, sought: str) -> None:
        self.list.clear()
        places: dict[str, QTreeWidgetItem] = {}
        for key in self._found:
            if sought.casefold() not in " ".join(key).casefold():
                continue
            if key.place not in places:
                places[key.place] = QTreeWidgetItem(self.list, [key.place])
                places[key.place].setFirstColumnSpanned(True)
                places[key.place].setData(1, Qt.ItemDataRole.AccessibleTextRole, key.place)
                font = self.list.font()
                font.setBold(True)
                places[key.place].setFont(0, font)
            QTreeWidgetItem(places[key.place], [key.words, key.keys])
        self.list.expandAll()
        self.none.setHidden(bool(places))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text(self._found))


def _actions(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _actions(inner)
        else:
            yield action


def _key(place: str, action: QAction) -> Key:
    native = QKeySequence.SequenceFormat.NativeText
    keys = _(" or ").join(keys.toString(native) for keys in action.shortcuts())
    return Key(place, _plain(action.text()).rstrip("…"), keys)


def _plain(words: str) -> str:
    return words.replace("&", "")
