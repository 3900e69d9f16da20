"""Where the places that a lesson names are in the window: found by the objectNames, which stay the same for ever."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QSpinBox,
    QStackedWidget,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from gui.widgets.stage import stage_of

PLACES = {
    "data": {
        "samples": "samplesTab", "one digit": "oneDigitTab", "pixels": "pixelsTab", "table": "tableTab",
        "components": "componentsTab", "changes": "changesTab", "averages": "oneDigitTab", "open": "openButton",
    },
    "train": {
        "form": "trainingForm", "hidden": "hiddenField", "output": "outputField", "optimizer": "optimizerField",
        "rate": "learningRateField", "batch size": "batchSizeField", "test share": "testShareField",
        "seed": "seedField", "diagram": "networkDiagram", "loss": "lossPlot", "accuracy": "accuracyPlot",
        "start": "startButton", "one epoch": "stepButton", "one batch": "batchButton", "check batch": "checkButton",
        "by hand": "networkDiagram", "watch": "watchButton", "code": "codeButton", "yardsticks": "yardsticksBox",
    },
    "inspect": {
        "network": "inspectNetwork", "images": "inspectImages", "evidence": "evidencePanel", "errors": "errorsPanel",
        "confusion": "confusionPanel", "means": "meansPanel", "layers": "layersPanel", "weights": "weightsPanel",
        "units": "unitsPanel", "map": "mapPanel",
    },
    "compare": {
        "presets": "presetField", "form": "experimentForm", "plot": "raceCurves", "conclusion": "raceConclusion",
        "yardsticks": "compareSides", "milestones": "milestonesButton",
    },
    "draw": {
        "canvas": "canvas", "bars": "evidenceBars", "network view": "networkView", "evidence": "evidenceBars",
        "why": "whyPanel", "hand test": "handTestPanel", "my digits": "myDigitsPanel",
    },
}  # fmt: skip
"""The objectName of each place of engine.lesson.names.PLACES."""


class House(QObject):
    """``window``: whose widgets have the names above, and whose pages stand in a stack named "pages"."""

    place_shown = Signal(str)
    """A tab that is a place has come in sight."""
    appeared = Signal()
    """Another page or tab is in sight, which may have been made for that only now."""

    def __init__(self, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._pages: QStackedWidget = window.findChild(QStackedWidget, "pages")
        self._tabs: set[QTabWidget] = set()
        self._pages.currentChanged.connect(self._on_shown)

    # Finding

    def widget(self, name: str) -> QWidget | None:
        return self._window.findChild(QWidget, name)

    def action(self, page: str, name: str) -> QAction | None:
        found = self.page(page)
        return None if found is None else found.findChild(QAction, name)

    def page(self, page: str) -> QWidget | None:
        """By the name that a lesson has for it."""
        return self._pages.findChild(QWidget, f"{page}Page")

    def place(self, page: str, place: str) -> QWidget | None:
        name = PLACES[page].get(place, "")
        return self.widget(name) if name and self.page(page) is not None else None

    def _clear_stage(self, widget: QWidget) -> None:
        """Of what lies over the widget."""
        stage = stage_of(self._pages)
        if not stage.isAncestorOf(widget):
            stage.clear()

    def uncover(self) -> None:
        """The page, and the step of the lesson beside it, can be seen."""
        stage_of(self._pages).clear()

    # Going there

    def show_page(self, page: str) -> None:
        found = self.page(page)
        if found is not None:
            self._pages.setCurrentWidget(found)

    def bring(self, page: str, place: str) -> QWidget | None:
        """The page in sight, with the tab or the fold that the place is on; the widget, if there is one now."""
        self.show_page(page)
        found = self.place(page, place) if place else None
        if found is not None:
            self._bring_in_front(found)
        return found

    def _bring_in_front(self, widget: QWidget) -> None:
        """Without the tab of a place that has to be opened by the person: only what is around it."""
        self._clear_stage(widget)
        child, parent = widget, widget.parentWidget()
        while parent is not None:
            holder = parent.parentWidget()
            if isinstance(parent, QStackedWidget) and isinstance(holder, QTabWidget):
                holder.setCurrentWidget(child)
            child, parent = parent, holder
        fold = self.widget("moreButton")
        if isinstance(fold, QAbstractButton) and not widget.isVisibleTo(self._window) and not fold.isChecked():
            fold.click()

    def bring_around(self, page: str, place: str) -> QWidget | None:
        """The widget to be lit, if there is one now. A tab that has to be found stays where it is: its bar is lit."""
        found = self.place(page, place) if place else None
        if found is not None and _is_a_tab(found):
            return found if found.isVisibleTo(self._window) else found.parentWidget().parentWidget().tabBar()
        if found is not None:
            self._bring_in_front(found)
            QTimer.singleShot(0, partial(_scroll_to, found))  # once all has its place
        return found

    # What is in sight

    def watch_tabs(self) -> None:
        """From now on tell of tabs that come in sight."""
        for tabs in self._window.findChildren(QTabWidget):
            if tabs not in self._tabs:
                self._tabs.add(tabs)
                tabs.currentChanged.connect(self._on_shown)

    def _on_shown(self) -> None:
        if self._tabs:
            self.watch_tabs()
            self.appeared.emit()
        self.tell_shown()

    def tell_shown(self) -> None:
        """Which places are tabs that are in sight now."""
        for page, places in PLACES.items():
            found = self.page(page)
            if found is None or self._pages.currentWidget() is not found:
                continue
            for place in places:
                widget = self.place(page, place)
                if widget is not None and _is_a_tab(widget) and widget.isVisibleTo(found):
                    self.place_shown.emit(place)

    # Doing as a person does

    def can_click(self, name: str) -> bool:
        """Whether there is such a button, and it can be pressed now."""
        button = self.widget(name)
        return isinstance(button, QAbstractButton) and button.isEnabled()

    def click(self, name: str) -> bool:
        """Press a button; False if there is none, or it cannot be pressed now."""
        button = self.widget(name)
        if not isinstance(button, QAbstractButton) or not button.isEnabled():
            return False
        button.click()
        return True

    def check(self, name: str) -> bool:
        """Switch something on that may be on already."""
        button = self.widget(name)
        if isinstance(button, QAbstractButton) and not button.isChecked():
            button.click()
        return isinstance(button, QAbstractButton)

    def set_field(self, name: str, value: str) -> bool:
        """A text, a number or a choice, as if it had been typed or chosen; a choice by its data, or its words."""
        field = self.widget(name)
        if isinstance(field, QLineEdit):
            field.setText(value)
            field.textEdited.emit(value)
            field.editingFinished.emit()
        elif isinstance(field, QSpinBox):
            field.setValue(round(float(value)))
        elif isinstance(field, QComboBox):
            index = field.findData(value) if field.findData(value) >= 0 else field.findText(value)
            if index < 0:
                return False
            field.setCurrentIndex(index)
            field.activated.emit(index)
        return field is not None


def _is_a_tab(widget: QWidget) -> bool:
    stack = widget.parentWidget()
    return isinstance(stack, QStackedWidget) and isinstance(stack.parentWidget(), QTabWidget)


def _scroll_to(widget: QWidget) -> None:
    """As much of it as there is room for, in all that scrolls it."""
    around = widget.parentWidget() if isValid(widget) else None
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, 0)
        around = around.parentWidget()
