"""The Data page: the digits as people see them and as the network does, and what is done to them before training."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.digits import summary
from engine.digits.changes import FEW, Changes
from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.digits.summary import Overview
from engine.errors import UserError
from engine.numbers import value_range, whole
from engine.words import _, ngettext
from gui.data import page_words
from gui.data.adjust_controller import AdjustController
from gui.data.glance_panel import GlancePanel
from gui.data.one_digit_controller import OneDigitController
from gui.data.pixel_words import pixel_words
from gui.data.samples_panel import DOZEN, SamplesPanel
from gui.data.set_chooser import SetChooser
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.widgets.page import Page
from gui.widgets.page_header import PageHeader
from gui.widgets.tabs import Tabs
from gui.work.tasks import Tasks

if TYPE_CHECKING:
    from gui.data.changes_panel import ChangesPanel
    from gui.data.components_panel import ComponentsPanel
    from gui.data.one_digit_panel import DigitPanel
    from gui.data.pixels_panel import PixelsPanel
    from gui.data.table_panel import TablePanel

FIRST_DIGIT = 7  # the lesson's; of other classes, the first
SAMPLES, DIGIT, PIXELS, CHANGES, TABLE, COMPONENTS = range(6)  # the tabs


class DataPage(Page):
    """Four panels beside a glance at the set. Everything is computed in a thread, and only for the panel in sight."""

    open_wanted = Signal()
    """A file is to be chosen and opened."""
    folder_wanted = Signal()
    """A folder is to be chosen and opened."""
    title = _("Data")
    bundled_wanted = Signal(str)
    """A set that ships is to be opened, by its name in engine.digits."""

    def __init__(self, data: DigitsInHand, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataPage")
        self._data, self._tasks = data, tasks
        self._overview: Overview | None = None
        self._overview_of: Digits | None = None
        self._seed = 0
        self._one = OneDigitController(tasks, self)
        self.adjust = AdjustController(self, data, tasks)
        self.chooser = SetChooser(self)
        self.sets, self.open, self.folder = self.chooser.sets, self.chooser.open, self.chooser.folder
        self._make_panels()
        self._lay_out()
        self._connect()
        self._on_digits_changed()

    # Parts

    def _make_panels(self) -> None:
        self.glance = GlancePanel()
        self.tabs = Tabs("dataTabs")
        self.tabs.setAccessibleName(_("Views of the images"))
        for tab, name, tip in page_words.TABS:
            holder = QWidget(objectName=tab)
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self.tabs.setTabToolTip(self.tabs.addTab(holder, name), tip)
        self.samples = self._put(SAMPLES, SamplesPanel())

    def _put(self, tab: int, panel):
        self.tabs.widget(tab).layout().addWidget(panel)
        return panel

    # The other panels are made when they are first seen: the window need not wait for them when it starts.

    @cached_property
    def digit(self) -> DigitPanel:
        from gui.data.one_digit_panel import DigitPanel

        panel = self._put(DIGIT, DigitPanel())
        panel.set_classes(self._names())
        panel.chosen.connect(self.refresh)
        return panel

    @cached_property
    def pixels(self) -> PixelsPanel:
        from gui.data.pixels_panel import PixelsPanel

        return self._put(PIXELS, PixelsPanel())

    @cached_property
    def table(self) -> TablePanel:
        from gui.data.table_panel import TablePanel

        return self._put(TABLE, TablePanel())

    @cached_property
    def changes(self) -> ChangesPanel:
        from gui.data.changes_panel import ChangesPanel

        panel = self._put(CHANGES, ChangesPanel())
        panel.set_classes(self._names())
        panel.set_changes(self._data.changes)
        panel.range.set_range(*self._data.input_range)
        panel.changes_chosen.connect(self._data.set_changes)
        panel.range_changed.connect(self._data.set_input_range)
        panel.preview_wanted.connect(self._show_preview)
        return panel

    @cached_property
    def components(self) -> ComponentsPanel:
        from gui.data.components_panel import ComponentsPanel

        return self._put(COMPONENTS, ComponentsPanel())

    def _lay_out(self) -> None:
        self._header = PageHeader(_("Data"), page_words.PURPOSES[True])
        self.chooser.add_to(self._header)
        body = QHBoxLayout()
        sized(body.setSpacing, 14)
        body.addWidget(self.glance)
        body.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 14, 10, 14, 8)
        layout.addWidget(self._header)
        layout.addWidget(self.adjust.strip)
        layout.addLayout(body, 1)

    def _connect(self) -> None:
        self.open.clicked.connect(self.open_wanted)
        self.folder.clicked.connect(self.folder_wanted)
        self.chooser.chosen.connect(self.bundled_wanted)
        self.tabs.currentChanged.connect(self.refresh)
        self.glance.digit_chosen.connect(self.show_digit)
        self.glance.own_test_toggled.connect(self._data.test_with_own)
        self.samples.another_wanted.connect(self._on_another)
        self._data.changed.connect(self._on_digits_changed)
        self._data.preparation_changed.connect(self._on_preparation_changed)

    def place_to_work(self) -> QWidget:
        return self.tabs.tabBar()

    def undo_stack(self) -> QUndoStack:
        return self.adjust.stack

    # The set

    def _on_digits_changed(self) -> None:
        digits = self._data.digits
        if digits is None:
            return
        self.chooser.show_set(digits)
        self.glance.set_offer(page_words.offer(self._data.offered_test), self._data.test_digits is not None)
        if self._overview is None or self._overview_of is not digits:
            self._overview = None
            self._one.forget()
            self._show_classes(digits.names)
            self._show_samples(digits)
            images = ngettext("{count} image", "{count} images", len(digits)).format(count=whole(len(digits)))
            self.glance.set_facts(images, page_words.origin(digits), digits.origin)
            self._tasks.start("overview", lambda: (digits, summary.overview(digits)), self._on_glance)
        self.refresh()

    def _names(self) -> tuple[str, ...]:
        """Of the classes."""
        return self._data.digits.names if self._data.digits is not None else DIGIT_NAMES

    def _show_classes(self, names: tuple[str, ...]) -> None:
        """In the panels that have been made."""
        are_digits = names == DIGIT_NAMES
        self._header.set_sentence(page_words.PURPOSES[are_digits])
        name, tip = page_words.ONE_TABS[are_digits]
        self.tabs.setTabText(DIGIT, name)
        self.tabs.setTabToolTip(DIGIT, tip)
        if "digit" in self.__dict__:
            self.digit.wait("")  # lets go of the matrix of the set before
            self.digit.set_classes(names)
        if "changes" in self.__dict__:
            self.changes.set_classes(names)
            self.changes.set_changes(self._data.changes)

    def _on_glance(self, result: tuple[Digits, Overview]) -> None:
        digits, found = result
        self._overview, self._overview_of = found, digits
        self.glance.set_facts(
            page_words.facts(found, digits.are_digits), page_words.origin(digits),
            digits.origin or _("MNIST, by Yann LeCun and Corinna Cortes"),
        )  # fmt: skip
        self.glance.set_counts(found.counts, digits.names)
        self.glance.set_mean(np.rint(found.mean).astype(np.uint8))
        self.refresh()

    # The panels

    def refresh(self) -> None:
        """Bring the panel in sight up to date."""
        if self._data.digits is None or not self.isVisible():
            return
        shown = {
            DIGIT: self._show_digit, PIXELS: self._show_pixels, CHANGES: self._show_preview, TABLE: self._show_table,
            COMPONENTS: self._show_components,
        }  # fmt: skip
        if show := shown.get(self.tabs.currentIndex()):
            show()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.glance.fit(self.size())

    def _on_another(self) -> None:
        self._seed += 1
        if self._data.digits is not None:
            self._show_samples(self._data.digits)

    def _show_samples(self, digits: Digits) -> None:
        places = summary.sample(digits, DOZEN, self._seed)
        self.samples.set_samples(digits.images[places], digits.labels[places].tolist(), places.tolist(), digits.names)

    def show_digit(self, digit: int, other: int = -1) -> None:
        """The panel of one digit, or of two."""
        self.digit.choose(digit, other)
        self.tabs.setCurrentIndex(DIGIT)

    def _show_digit(self) -> None:
        digits = self._data.digits
        if self.digit.digits()[0] < 0:
            self.digit.choose(FIRST_DIGIT if digits.are_digits else 0)
        else:
            self._one.show(self.digit, digits)

    def _show_pixels(self) -> None:
        if self._overview is None:
            return
        found, (low, high) = self._overview, self._data.input_range
        before = summary.pixel_histogram(found.levels)
        after = summary.pixel_histogram(found.levels, (low, high))
        title = _("As the network is fed them: {range}").format(range=value_range(low, high))
        self.pixels.show_histograms(before, after, title)
        self.pixels.set_words(*pixel_words(found.black, before.counts))

    def _show_table(self) -> None:
        self.table.show_digits(self._data.digits)

    def _show_components(self) -> None:
        from gui.data.components_panel import find_components

        digits, panel = self._data.digits, self.components
        if panel.wants(digits):
            panel.wait(digits)
            self._tasks.start("components", lambda: find_components(digits), panel.show_components, panel.show_failure)

    # Changes

    def _on_preparation_changed(self) -> None:
        if "changes" in self.__dict__:  # the panel has been made
            if self.changes_differ():
                self.changes.set_changes(self._data.changes)
            self.changes.range.set_range(*self._data.input_range)
        self.refresh()

    def changes_differ(self) -> bool:
        """Whether the choices of the panel say something else than what is applied."""
        try:
            return set(self.changes.changes().chosen) != set(self._data.changes.chosen)
        except UserError:
            return True

    def _show_preview(self) -> None:
        digits, changes = self._data.digits, self._data.changes
        if digits is None or not self.isVisible():
            return
        preview = self.changes.preview
        sample = digits.take(np.sort(summary.sample(digits, preview.most, self._seed)[: preview.room()]))
        shown = Changes(tuple(change for change in changes.chosen if change.kind != FEW))
        try:
            after = shown.training(sample) if preview.of_training() else shown.testing(sample)
            images = after.images
        except UserError:
            images = sample.images[:0]
        preview.show_images(sample.images, images)
        self.changes.set_result(page_words.result(bool(changes), digits.are_digits))
