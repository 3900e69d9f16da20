"""Everything in the window has a name for those who hear it, and what is painted is said."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from engine.training.first_batch import first_batch
from gui.train.first_batch_dialog import FirstBatchDialog
from gui.widgets.voice import Voice, let_widgets_speak

_Role, _Text = QAccessible.Role, QAccessible.Text
NAMED = {
    _Role.Button, _Role.ButtonMenu, _Role.CheckBox, _Role.ComboBox, _Role.EditableText, _Role.Link, _Role.List,
    _Role.ListItem, _Role.MenuItem, _Role.PageTab, _Role.ProgressBar, _Role.RadioButton, _Role.Slider, _Role.SpinBox,
    _Role.Table, _Role.Tree,
}  # fmt: skip
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
        name, widget, where = node.text(_Text.Name), node.object(), " > ".join(place[-4:])
        if node.role() in NAMED and not name:
            yield f"{where}: {node.role().name} {widget.objectName() if widget else ''} has no name"
        elif is_worked_with(widget) and not name:
            yield f"{where}: {widget.objectName()} takes the focus and has no name"
        if node.role() in VALUED and not node.text(_Text.Value) and node.valueInterface() is None:
            yield f"{where}: {name} has no value"


def is_worked_with(widget):
    """What only scrolls needs no name, nor does what hands the focus on."""
    return (
        isinstance(widget, QWidget)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollArea)
        and not widget.objectName().startswith("qt_")
        and not getattr(widget.parentWidget(), "heard", None)  # the part of it that scrolls
    )


def announced(spoken):
    return [event.message() for event in spoken if event.type() == QAccessible.Event.Announcement]


def test_everything_has_a_name_and_what_is_painted_and_told_is_said(window, qtbot, qapp, click, wait, spoken):
    let_widgets_speak()
    window.session.messages.told.emit("Copied the drawing")
    window.session.messages.failed.emit("The file is damaged.")
    window.train_page.form.set_values({"epochs": "1", "hidden": "16"})
    click(window.train_page.start)
    wait(lambda: len(announced(spoken)) == 3)
    assert announced(spoken)[:2] == ["Copied the drawing", "Problem: The file is damaged."]
    assert announced(spoken)[2].startswith("Finished after 1 of 1 epoch")
    found = []
    for page in (window.train_page, window.data_page, window.inspect_page, window.compare_page, window.draw_page):
        window.show_page(page)
        for tab in range(page.tabs.count() if hasattr(page, "tabs") else 1):
            if hasattr(page, "tabs"):
                page.tabs.setCurrentIndex(tab)
            wait(lambda: not window.session.tasks.busy)
            qapp.processEvents()
            found += faults(window)
    window.train_page.form.more.setChecked(True)
    window.show_runs()
    window.show_softmax()
    window.show_words()
    window.inspect_page.yardsticks.ask()
    dialog = FirstBatchDialog(first_batch(NetworkSpec(), TrainingConfig(), window.session.data.digits), NetworkSpec())
    qtbot.addWidget(dialog)
    dialog.show()
    qapp.processEvents()
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and type(top).__module__.startswith("gui."):
            found += faults(top)
    assert not sorted(set(found))
    speaking = {voice.parent().objectName() for voice in window.findChildren(Voice)}
    assert speaking >= {
        "classBars", "correlationMap", "errorsGrid", "evidenceBars", "map", "mapLegend",
        "meanImages", "networkDiagram", "networkView", "unitGrid", "unitHistograms", "weightGrid",
    }  # fmt: skip
