"""The Data page: the digits as people see them and as the network does, and what is done to them before training."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.digits import summary
from engine.digits.bundle import BUNDLED
from engine.digits.changes import FEW, Changes
from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.digits.summary import Comparison, Correlations, Overview
from engine.errors import UserError
from engine.numbers import number, value_range, whole
from engine.words import _, ngettext
from gui.data.adjust_controller import AdjustController
from gui.data.glance_panel import GlancePanel
from gui.data.pixel_words import pixel_words
from gui.data.samples_panel import DOZEN, SamplesPanel
from gui.look.sizes import sized
from gui.model.digits_in_hand import DigitsInHand
from gui.widgets.explain import RowExplain
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
PREVIEWED = 15  # images before and after
_PURPOSES = {
    True: _("See the digits as people see them, and as the network does."),
    False: _("See the images as people see them, and as the network does."),
}
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
        self._shown: object = None  # what the panel of one digit shows
        self.adjust = AdjustController(self, data, tasks)
        self._make_chooser()
        self._make_panels()
        self._lay_out()
        self._connect()
        self._on_digits_changed()

    # Parts

    def _make_chooser(self) -> None:
        self.sets = QComboBox(objectName="setsBox")
        self.sets.setToolTip(_("The sets that ship, and the one that was opened"))
        self.sets.setAccessibleName(_("Digits"))
        self.sets.setMinimumContentsLength(16)
        self.sets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for name, title in BUNDLED.items():
            self.sets.addItem(title, name)
        self.open = QPushButton(_("Open…"), objectName="openButton")
        self.open.setToolTip(
            _("CSV, IDX, NPZ, NPY and ARFF files, also in a zip or compressed (Ctrl+O); or drop it here")
        )
        self.folder = QPushButton(_("Open folder…"), objectName="openFolderButton")
        self.folder.setToolTip(
            _("Pictures sorted into folders, one for each class; or a folder with other files of images")
        )

    def _make_panels(self) -> None:
        self.glance = GlancePanel()
        self.tabs = Tabs("dataTabs")
        self.tabs.setAccessibleName(_("Views of the images"))
        for tab, name, tip in (
            ("samplesTab", _("Samples"), _("A dozen images at random")),
            ("oneDigitTab", _("One digit"), _("All images of a digit: how alike they are, and their average")),
            ("pixelsTab", _("Pixel values"), _("Histograms before and after normalisation")),
            ("changesTab", _("Changes"), _("Binarised, inverted, shifted, scrambled, fewer; other value ranges")),
            ("tableTab", _("As a table"), _("The numbers themselves: a row for each image, its label first")),
            (
                "componentsTab",
                _("Components"),
                _("The directions in which the images differ most, and an image rebuilt from a few"),
            ),
        ):
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
        self._header = PageHeader(_("Data"), _PURPOSES[True])
        for widget in (self.sets, self.open, self.folder, RowExplain(self.sets, self.open, self.folder)):
            self._header.add(widget)
        sized(self.glance.setFixedWidth, 188)
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
        self.sets.activated.connect(self._on_set_chosen)
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

    def _on_set_chosen(self, index: int) -> None:
        name = self.sets.itemData(index)
        if name:
            self.bundled_wanted.emit(name)

    def _on_digits_changed(self) -> None:
        digits = self._data.digits
        if digits is None:
            return
        self._show_set(digits)
        if self._overview is None or self._overview_of is not digits:
            self._overview, self._shown = None, None
            self._tasks.cancel("pairs of images")
            self._show_classes(digits.names)
            self._show_samples(digits)
            images = ngettext("{count} image", "{count} images", len(digits)).format(count=whole(len(digits)))
            self.glance.set_facts(images, _origin(digits), digits.origin)
            self._tasks.start("overview", lambda: (digits, summary.overview(digits)), self._on_glance)
        self.refresh()

    def _names(self) -> tuple[str, ...]:
        """Of the classes."""
        return self._data.digits.names if self._data.digits is not None else DIGIT_NAMES

    def _show_classes(self, names: tuple[str, ...]) -> None:
        """In the panels that have been made."""
        are_digits = names == DIGIT_NAMES
        self._header.set_sentence(_PURPOSES[are_digits])
        self.tabs.setTabText(DIGIT, _("One digit") if are_digits else _("One class"))
        tip = _("All images of a digit: how alike they are, and their average")
        others = _("All images of a class: how alike they are, and their average")
        self.tabs.setTabToolTip(DIGIT, tip if are_digits else others)
        if "digit" in self.__dict__:
            self.digit.wait("")  # lets go of the matrix of the set before
            self.digit.set_classes(names)
        if "changes" in self.__dict__:
            self.changes.set_classes(names)
            self.changes.set_changes(self._data.changes)

    def _show_set(self, digits: Digits) -> None:
        """The set's name in the list of sets, and the test set that it came with."""
        while self.sets.count() > len(BUNDLED):
            self.sets.removeItem(self.sets.count() - 1)
        index = -1 if digits.origin else self.sets.findText(digits.name)
        if index < 0:
            self.sets.addItem(digits.name)
            index = self.sets.count() - 1
        self.sets.setCurrentIndex(index)
        self.glance.set_offer(_offer(self._data.offered_test), self._data.test_digits is not None)

    def _on_glance(self, result: tuple[Digits, Overview]) -> None:
        digits, found = result
        self._overview, self._overview_of = found, digits
        self.glance.set_facts(
            _facts(found, digits.are_digits), _origin(digits),
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
        digits, (digit, other) = self._data.digits, self.digit.digits()
        if digit < 0:
            self.digit.choose(FIRST_DIGIT if digits.are_digits else 0)
            return
        if self._shown == (digit, other):
            return
        self._shown = digit, other
        places = summary.of_digit(digits, digit)
        count = len(places)
        title = ngettext("{count} image of {digit}", "{count} images of {digit}", count)
        waiting = ngettext("Correlating {count} image…", "Correlating {count} images…", count)
        self.digit.set_images(
            title.format(count=whole(count), digit=digits.names[digit]),
            digits.images[places],
            lambda index: whole(places[index]),
        )
        self.digit.wait(waiting.format(count=whole(count)))
        self._tasks.start(
            "pairs of images",
            lambda: summary.correlations(digits, digit) if other < 0 else summary.compare(digits, digit, other),
            partial(self._on_pairs, digits, digit, other),
            self._on_pairs_failed,
        )

    def _on_pairs(self, digits: Digits, digit: int, other: int, found: Correlations | Comparison) -> None:
        if isinstance(found, Correlations):
            self.digit.show_correlations(found, lambda place: digits.images[place], digit)
        else:
            self.digit.show_comparison(found, lambda place: digits.images[place], digit, other)

    def _on_pairs_failed(self, error: UserError) -> None:
        self.digit.wait(str(error))

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
        sample = digits.take(np.sort(summary.sample(digits, PREVIEWED, self._seed)))
        shown = Changes(tuple(change for change in changes.chosen if change.kind != FEW))
        try:
            after = shown.training(sample) if self.changes.preview_training() else shown.testing(sample)
            images = after.images
        except UserError:
            images = sample.images[:0]
        self.changes.show_preview(sample.images, images)
        self.changes.set_result(_result(bool(changes), digits.are_digits))


def _result(applied: bool, are_digits: bool) -> str:
    """What comes of the changes."""
    if are_digits:
        changed = _("Applied to the next training; the digits themselves stay as they are.")
        return changed if applied else _("Nothing is applied: the network gets the digits as they are.")
    changed = _("Applied to the next training; the images themselves stay as they are.")
    return changed if applied else _("Nothing is applied: the network gets the images as they are.")


def _offer(test: Digits | None) -> str:
    """The question whether to test with the set that came with the digits; empty where none did."""
    if not test:
        return ""
    words = ngettext("Test with the one\nthat came with it", "Test with the {count}\nthat came with it", len(test))
    return words.format(count=whole(len(test)))


def _facts(found: Overview, are_digits: bool) -> str:
    """Two lines on the set and its pixels."""
    classes = int(np.count_nonzero(found.counts))
    if are_digits:
        images = (
            ngettext("{count} image of one digit", "{count} images of one digit", found.count) if classes == 1 else
            ngettext("{count} image of {classes} digits", "{count} images of {classes} digits", found.count)
        )  # fmt: skip
    else:
        images = (
            ngettext("{count} image of one class", "{count} images of one class", found.count) if classes == 1 else
            ngettext("{count} image of {classes} classes", "{count} images of {classes} classes", found.count)
        )  # fmt: skip
    pixels = _("pixels {low} to {high}, {black} % are 0")
    return "\n".join([
        images.format(count=whole(found.count), classes=classes),
        pixels.format(low=found.low, high=found.high, black=number(found.black, 0)),
    ])  # fmt: skip


def _origin(digits: Digits) -> str:
    if not digits.origin:
        return _("Ships with Inkling")
    path = Path(digits.origin)
    return _("From {folder}").format(folder=path.parent.name or path.name)
