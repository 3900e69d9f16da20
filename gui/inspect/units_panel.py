"""The Units tab: what a unit looks for, what excites it, and what the network cannot do without it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.image_sets import Inspection
from engine.networks.network import FeedForward
from engine.words import _
from gui.inspect import units_words
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.least_useful_panel import LeastUsefulPanel
from gui.inspect.no_layers import NoLayers
from gui.inspect.unit_grid import UnitGrid
from gui.inspect.unit_portrait import UnitPortrait
from gui.inspect.units_cost import UnitsCost
from gui.inspect.units_cutting import UnitsCutting
from gui.inspect.units_examining import EXAMINING, FINDING, UnitsExamining
from gui.inspect.units_waiting import UnitsWaiting
from gui.look.sizes import sized
from gui.widgets.actions import ActionButton, add_action
from gui.widgets.explain import RowExplain
from gui.widgets.export import Table, Thing
from gui.widgets.labels import narrow_label
from gui.widgets.present_button import PresentButton
from gui.widgets.steps import connect_steps, step_buttons


class UnitsPanel(LazyPanel):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""
    save_wanted = Signal()
    """The network without the units that are cut is to be saved."""

    def __init__(
        self, cutting: UnitsCutting, examining: UnitsExamining, page: QWidget, parent: QWidget | None = None
    ) -> None:
        """``page``: in whose menu its actions stand."""
        super().__init__("unitsPanel", parent)
        self.cutting, self.examining = cutting, examining
        self._found: Inspection | None = None
        self._names: Sequence[str] = DIGIT_NAMES
        self._in_training = False
        self._make_actions(page)
        self._make_left()
        self._make_right()
        self._lay_out()
        cutting.changed.connect(self._show_cuts)
        examining.changed.connect(self._show_examined)
        examining.progressed.connect(self._show_progress)
        self._show_examined()

    # Parts

    def _make_actions(self, page: QWidget) -> None:
        tip = _("Cut the unit that is chosen, or restore it, in a copy of the network (space bar)")
        self._cut = add_action(page, "cutUnit", _("Cut the &unit"), self._on_cut, tip=tip)
        tip = _("Restore all units that are cut")
        self._restore = add_action(page, "restoreUnits", _("R&estore all units"), self.cutting.restore_all, tip=tip)
        self._finding = add_action(
            page, "findLeastUseful", _("&Find the least useful units"), self.examining.find, tip=units_words.MEASURE
        )
        tip = _("Find the least useful units no longer")
        self._cancelling = add_action(page, "cancelLeastUseful", _("Cancel"), self.examining.cancel, tip=tip)
        self._cancelling.setVisible(False)
        tip = _("Save the copy without the units that are cut as a network of its own")
        self._saving = add_action(page, "saveCutNetwork", _("&Save as a network…"), self.save_wanted.emit, tip=tip)

    def _make_left(self) -> None:
        self.cost = UnitsCost()
        self.layer = QComboBox(objectName="unitLayerField")
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.layer.setToolTip(_("The hidden layer whose units are shown"))
        self.layer.setAccessibleName(_("Layer"))
        self.layer.activated.connect(self._show_layer)
        self.count = narrow_label("muted", objectName="unitsCount")
        self.legend = narrow_label("muted", objectName="unitsLegend")
        self.grid = UnitGrid()
        self.grid.setObjectName("unitGrid")
        self.grid.current_changed.connect(self._show_unit)
        self.grid.cut_wanted.connect(self._on_cut)
        self.cut, self.restore = ActionButton(self._cut, "cutUnitButton"), ActionButton(self._restore, "restoreButton")
        self.save = ActionButton(self._saving, "saveCutButton")
        self.undo, self.redo = step_buttons("Units", "step")
        connect_steps(self.cutting.stack, self.undo, self.redo)

    def _make_right(self) -> None:
        self.portrait = UnitPortrait()
        self.portrait.chosen.connect(self.chosen)
        self.least = LeastUsefulPanel(self._finding, self._cancelling)
        self.least.wanted.connect(self._on_least_wanted)
        self.views = QStackedWidget(objectName="unitViews")
        self._buttons = QButtonGroup(self)
        for index, (name, words, tip, view) in enumerate((
            ("portraitButton", _("Portrait"), _("What the chosen unit looks for, and what excites it"), self.portrait),
            ("leastButton", _("Least useful"), _("Which units the network can do without"), self.least),
        )):  # fmt: skip
            button = QToolButton(text=words, objectName=name, checkable=True, checked=index == 0)
            button.setProperty("role", "choice")
            button.setToolTip(tip)
            self._buttons.addButton(button, index)
            self.views.addWidget(view)
        self._buttons.idClicked.connect(self.views.setCurrentIndex)

    def _lay_out(self) -> None:
        self.waiting = UnitsWaiting()
        self.body = QStackedWidget(objectName="unitsBody")
        layout = QVBoxLayout(self)
        layout.addWidget(self.body)
        whole = QWidget()
        self.body.addWidget(whole)
        self.body.addWidget(self.waiting)
        self._lay_out_whole(whole)
        self.no_layers = NoLayers(self)

    def _lay_out_whole(self, whole: QWidget) -> None:
        choices = QHBoxLayout()
        choices.addWidget(self.layer)
        choices.addWidget(RowExplain(self.layer))
        choices.addWidget(self.count, 1)
        choices.addWidget(PresentButton(_("Units"), [self.grid]))
        cutting, steps = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((cutting, (self.cut, self.restore)), (steps, (self.undo, self.redo, self.save))):
            for button in buttons:
                row.addWidget(button, 1)
        left = QVBoxLayout()
        left.addLayout(choices)
        left.addWidget(self.legend)
        left.addWidget(self.grid, 1)
        left.addLayout(cutting)
        left.addLayout(steps)
        switch = QHBoxLayout()
        for button in self._buttons.buttons():
            switch.addWidget(button)
        switch.addStretch(1)
        switch.addWidget(PresentButton(_("One unit"), [self.views]))
        right = QVBoxLayout()
        right.addLayout(switch)
        right.addWidget(self.views, 1)
        columns = QHBoxLayout()
        sized(columns.setSpacing, 14)
        columns.addLayout(left, 4)
        columns.addLayout(right, 6)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 4)
        column.addWidget(self.cost)
        column.addLayout(columns, 1)

    # What the person does

    def _unit(self) -> tuple[int, int]:
        return self.layer.currentIndex() + 1, self.grid.current()

    def _on_cut(self, _unit: int = -1) -> None:
        if self._is_shown() and self.grid.current() >= 0:
            self.cutting.toggle(self._unit())

    def _on_least_wanted(self, count: int) -> None:
        found = self.examining.found
        if found is not None:
            self.cutting.cut_least_useful(found.least.order[:count], found.images)

    # What is shown

    def show_found(self, found: Inspection | None, names: Sequence[str], in_training: bool) -> None:
        """What Inspect looks at; ``names``: of the classes."""
        self._found, self._names, self._in_training = found, names, in_training
        self._show_anew()

    def _show(self) -> None:
        found = self._found
        whole = None if found is None else self.cutting.whole_of(found.network)
        if not isinstance(whole, FeedForward) or not whole.spec.hidden:
            self.examining.forget()
        else:
            self.examining.examine(found, whole)
        self._show_cuts()

    def _show_examined(self) -> None:
        examined, found = self.examining.examined, self.examining.found
        sizes = () if examined is None else examined.network.spec.hidden
        if examined is not None:
            names = [units_words.layer_name(layer, units) for layer, units in enumerate(sizes, 1)]
            if names != [self.layer.itemText(index) for index in range(self.layer.count())]:
                self.layer.clear()
                self.layer.addItems(names)
        self.body.setCurrentIndex(0 if examined is not None or self._same_soon() else 1)
        self.waiting.words.setText(self._waiting_words())
        self.least.show_found(None if found is None else found.least, "" if found is None else found.name)
        self._show_progress()
        if examined is not None:
            self._show_layer()
        self._show_cuts()

    def _same_soon(self) -> bool:
        """Whether what is shown stays until what follows it is there: while the network trains, from look to look."""
        return self._in_training and self.examining.is_busy(EXAMINING) and self.grid.count() > 0

    def _is_shown(self) -> bool:
        """Whether there are units to be seen."""
        return self.body.currentIndex() == 0 and self.grid.count() > 0

    def _waiting_words(self) -> str:
        if self._found is None:
            return ""
        if not isinstance(self._found.network, FeedForward):
            return units_words.NO_NETWORK
        return units_words.LOOKING if self._found.network.spec.hidden else units_words.NO_UNITS

    def _show_progress(self) -> None:
        self.waiting.show_share(self.examining.share(EXAMINING) if self.examining.is_busy(EXAMINING) else None)
        busy = self.examining.is_busy(FINDING)
        self._cancelling.setVisible(busy)
        self.least.show_progress(self.examining.share(FINDING) if busy else None, self.examining.seconds_left())

    def _show_layer(self) -> None:
        examined, layer = self.examining.examined, self.layer.currentIndex() + 1
        if examined is None or layer < 1:
            return
        self.grid.show_cut(self._cut_here())
        words = units_words.PICTURES if layer == 1 else units_words.class_words(self._names).bars
        self.legend.setText(words)
        self.grid.show_layer(examined.network, layer, examined.activity.layers[layer - 1], self._names)

    def _show_unit(self, unit: int) -> None:
        examined = self.examining.examined
        self.portrait.show_unit(
            None if examined is None else examined.activity, self.layer.currentIndex() + 1, unit, self._names
        )
        self._show_actions()

    def _cut_here(self) -> set[int]:
        layer = self.layer.currentIndex() + 1
        return {unit for place, unit in self.cutting.units() if place == layer}

    def _show_cuts(self) -> None:
        self.grid.show_cut(self._cut_here())
        self.least.show_cut(self.cutting.units())
        self._show_actions()
        self._show_cost()

    def _show_actions(self) -> None:
        examined, units = self.examining.examined, self.cutting.units()
        layer, unit = self._unit()
        is_cut = (layer, unit) in units
        self._cut.setText(_("Restore the &unit") if is_cut else _("Cut the &unit"))
        self._cut.setEnabled(self.isVisible() and self._is_shown() and unit >= 0)
        self._restore.setEnabled(bool(units))
        self._saving.setEnabled(bool(units) and not self.cutting.busy)
        self._finding.setEnabled(self.isVisible() and examined is not None and not self.examining.is_busy(FINDING))
        self.portrait.show_cut(is_cut)

    def _show_cost(self) -> None:
        examined, found, units = self.examining.examined, self._found, self.cutting.units()
        if examined is None or found is None:
            return
        self.count.shorter = (units_words.cut_in_short(len(units)),)
        self.count.setText(units_words.how_many_cut(len(units), sum(examined.network.spec.hidden)))
        self.cost.show_note(units_words.IN_TRAINING if self._in_training else "")
        if self.cutting.busy:
            self.cost.expect()
        elif not units:
            known = self.cutting.whole()
            self.cost.show_nothing_cut({} if known is None else known.facts)
        elif found.network is self.cutting.whole_of(found.network):
            self.cost.show_whole()
        else:
            self.cost.show_cost(examined.inspection.evaluation, found.evaluation, self._names)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._show_actions()

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self._show_actions()

    def things(self) -> list[Thing]:
        """What can be taken away."""
        examined = self.examining.examined
        if examined is None:
            return []
        units, names = self.cutting.units(), self._names

        def rows() -> list[tuple]:
            return [
                (layer, unit, int((layer, unit) in units), *means)
                for layer, of_layer in enumerate(examined.activity.layers, 1)
                for unit, means in enumerate(of_layer.means.tolist())
            ]

        headers = ("layer", "unit", "cut", *(f"mean_{name}" for name in names))
        view = self.portrait if self.views.currentIndex() == 0 else self.least
        return [*view.things(), Table(_("Units"), headers, rows)]
