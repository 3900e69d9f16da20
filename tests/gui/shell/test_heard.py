"""Everything in the window has a name for those who hear it, and what is painted is said."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from gui.widgets.voice import Voice, let_widgets_speak
from tests.gui.shell.walking import folded_out, lesson_steps, pages_and_tabs, settle, windows

_Role, _Text = QAccessible.Role, QAccessible.Text
GROUND = {
    _Role.Border, _Role.Client, _Role.Grip, _Role.Grouping, _Role.LayeredPane, _Role.Pane, _Role.ScrollBar,
    _Role.Splitter,
}  # fmt: skip
"""What only holds other things, or moves them, has no name of its own, unless it takes the focus."""
VALUED = {_Role.ComboBox, _Role.ProgressBar, _Role.Slider, _Role.SpinBox}
FIRST = 30  # of the cells of a list or a table that are looked at


def nodes(node, place=()):
    """Each node that is seen, and where it is: the names of the classes above it."""
    yield node, place
    kept = node.role() in (_Role.List, _Role.Table, _Role.Tree)
    here = (*place, type(node.object()).__name__)
    for child in map(node.child, range(min(node.childCount(), FIRST) if kept else node.childCount())):
        if child is not None and (not isinstance(child.object(), QWidget) or child.object().isVisible()):
            yield from nodes(child, here)


def faults(top):
    for voice in top.findChildren(Voice):
        voice.refresh()
    for node, place in nodes(QAccessible.queryAccessibleInterface(top)):
        name, where = node.text(_Text.Name), " > ".join(place[-4:])
        if not name and needs_a_name(node):
            called = node.object().objectName() if node.object() else ""
            yield f"{where}: {node.role().name} {called} has no name"
        if node.role() in VALUED and not node.text(_Text.Value) and node.valueInterface() is None:
            yield f"{where}: {name} has no value"


def needs_a_name(node):
    """Words that are not there yet have none."""
    widget = node.object()
    if isinstance(widget, QLabel) and not widget.text() and widget.pixmap().isNull():
        return False
    return node.role() not in GROUND or bool(node.state().focusable)


def announced(spoken):
    return [event.message() for event in spoken if event.type() == QAccessible.Event.Announcement]


@pytest.mark.usefixtures("few_ship")
def test_everything_has_a_name_and_what_is_painted_and_told_is_said(window, click, wait, spoken):
    let_widgets_speak()
    window.session.messages.told.emit("Copied the drawing")
    window.session.messages.failed.emit("The file is damaged.")
    window.train_page.form.set_values({"epochs": "1", "hidden": "16"})
    found = list(faults(window))
    click(window.train_page.start)
    wait(lambda: len(announced(spoken)) == 3)
    assert announced(spoken)[:2] == ["Copied the drawing", "Problem: The file is damaged."]
    assert announced(spoken)[2].startswith("Finished after 1 of 1 epoch")
    spoken.clear()  # the events are gone when what they are of is
    for page, _tab in pages_and_tabs(window, wait):
        found += faults(page)
    for _what in folded_out(window, wait):
        found += faults(window)
    for beside in windows(window, wait):
        found += faults(beside)
    for _step in lesson_steps(window, wait):
        found += faults(window.lesson.strip)
    settle(window, wait)
    assert not sorted(set(found))
    speaking = {voice.parent().objectName() for voice in window.findChildren(Voice)}
    assert speaking >= {
        "classBars", "correlationMap", "errorsGrid", "evidenceBars", "map", "mapLegend", "meanImages",
        "networkDiagram", "networkView", "unitGrid", "unitHistograms", "weightGrid",
    }  # fmt: skip
