"""The Mean images tab: what the right and the wrong of each class look like on average, and which images they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.inspection.evaluation import Evaluation
from engine.numbers import whole
from engine.words import _, ngettext
from gui.inspect.evidence_panel import class_header
from gui.inspect.image_list import NOTHING, ImageList
from gui.inspect.lazy_panel import LazyPanel
from gui.inspect.mean_images import MeanImages
from gui.look.sizes import px
from gui.widgets.class_names import are_digits
from gui.widgets.export import Plot, Table, Thing
from gui.widgets.labels import label, narrow_label
from gui.widgets.present_button import PresentButton

LESSON = _(
    "The mean of all images of a digit that were guessed right, above the mean of those that were not: the wrong ones "
    "are smeared, because they are fewer and stranger. The numbers say how many images each mean is of."
)
OF_CLASSES = _(
    "The mean of all images of a class that were guessed right, above the mean of those that were not: the wrong ones "
    "are smeared, because they are fewer and stranger. The numbers say how many images each mean is of."
)
HIGHEST = 330  # pixels of the means of many classes, which scroll


class _Scrolled(QScrollArea):
    """The means in a room that is as high as they are, but for those of many classes."""

    def __init__(self, means: MeanImages) -> None:
        super().__init__(widgetResizable=True, frameShape=QFrame.Shape.NoFrame)
        self._means = means
        self.setWidget(means)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        high = self._means.heightForWidth(width)
        return min(high, px(HIGHEST)) if self._means.many else high

    def sizeHint(self) -> QSize:
        return self._means.sizeHint().boundedTo(QSize(px(2_000), px(HIGHEST)))

    def minimumSizeHint(self) -> QSize:
        return MeanImages.minimumSizeHint(self._means)

    def show_place(self, row: int, place: int) -> None:
        center = self._means.rect_of(row, place).center().toPoint()
        self.ensureVisible(center.x(), center.y(), px(30), px(60))


class MeansPanel(LazyPanel):
    chosen = Signal(int)
    """The evidence for an image of the set is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("meansPanel", parent)
        self._evaluation: Evaluation | None = None
        self._names: Sequence[str] = DIGIT_NAMES
        self._group = (1, 0)
        self.lesson = label("muted", LESSON, wordWrap=True)
        self.means = MeanImages()
        self.means.setObjectName("meanImages")
        self.means.clicked.connect(self.show_group)
        self._room = _Scrolled(self.means)
        self.words = narrow_label("plotTitle", objectName="meansWords")
        self.list = ImageList()
        self.list.setObjectName("meansGrid")
        self.list.chosen.connect(self.chosen)
        self._room.setObjectName("meansRoom")
        PresentButton(_("Mean images"), [self._room], self.lesson)
        PresentButton(_("The images of one mean"), [self.words, self.list], self.words)
        layout = QVBoxLayout(self)
        layout.addWidget(self.lesson)
        layout.addWidget(self._room)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)

    def show_evaluation(self, evaluation: Evaluation | None, names: Sequence[str] = DIGIT_NAMES) -> None:
        """``names``: of the classes."""
        if len(names) != len(self._names):
            self._group = (1, 0)
        self._evaluation, self._names = evaluation, names
        self.lesson.setText(LESSON if are_digits(names) else OF_CLASSES)
        self.means.set_names(names)
        self._room.updateGeometry()
        self.list.set_names(names)
        self._show_anew()

    def show_group(self, row: int, digit: int) -> None:
        """Show the images of a class that were guessed right (row 0) or wrong (1)."""
        self._group = (row, digit)
        self.means.set_current(row, digit)
        self._room.show_place(row, digit)
        self._show_list()

    def _show(self) -> None:
        evaluation = self._evaluation
        if evaluation is None:
            classes = len(self._names)
            self.means.show_means(np.full((2, classes, 28, 28), np.nan), np.zeros((2, classes), np.int64))
            self.list.show_list(None, NOTHING)
            self.words.setText("")
            return
        self.means.show_means(*evaluation.means)
        counts = evaluation.means[1]
        if not counts[self._group] and counts.any():  # there is something to see, to begin with
            row = 1 if counts[1].any() else 0
            self._group = (row, int(counts[row].argmax()))
        self.show_group(*self._group)

    def _show_list(self) -> None:
        evaluation, (row, digit) = self._evaluation, self._group
        if evaluation is None:
            return
        right, of_digit = row == 0, evaluation.digits.labels == digit
        images = np.flatnonzero(of_digit & (evaluation.right if right else ~evaluation.right))
        self.words.setText(_group_words(len(images), int(evaluation.support[digit]), self._names, digit, right))
        self.list.set_empty_text(_nothing(self._names, right).format(digit=self._names[digit]))
        self.list.show_list(evaluation, images)

    def things(self) -> list[Thing]:
        """What can be taken away."""
        if self._evaluation is None:
            return []
        counts = self._evaluation.means[1].tolist()
        rows = list(zip(self._names, *counts, strict=True))
        found: list[Thing] = [
            Plot(_("Mean images"), self.means),
            Table(self._table_name(), (class_header(self._names), "right", "wrong"), lambda: rows),
        ]
        if len(self.list.indices()):
            row, digit = self._group
            name = _("{digit} right") if row == 0 else _("{digit} wrong")
            found.append(self.list.take_away(name.format(digit=self._names[digit])))
        return found

    def _table_name(self) -> str:
        return _("Right and wrong by digit") if are_digits(self._names) else _("Right and wrong by class")


def _nothing(names: Sequence[str], right: bool) -> str:
    if are_digits(names):
        return (
            _("No {digit} was guessed right. Click another picture.") if right else
            _("No {digit} was taken for another digit. Click another picture.")
        )  # fmt: skip
    return (
        _("No image of {digit} was guessed right. Click another picture.") if right else
        _("No image of {digit} was taken for another class. Click another picture.")
    )  # fmt: skip


def _group_words(count: int, of_class: int, names: Sequence[str], place: int, right: bool) -> str:
    sentence = (_digits_words if are_digits(names) else _classes_words)(of_class, right)
    return sentence.format(count=whole(count), images=whole(of_class), digit=names[place])


def _digits_words(images: int, right: bool) -> str:
    if right:
        return ngettext(
            "{count} of one {digit} was guessed right", "{count} of {images} {digit}s were guessed right", images
        )
    return ngettext(
        "{count} of one {digit} was taken for another digit",
        "{count} of {images} {digit}s were taken for another digit",
        images,
    )


def _classes_words(images: int, right: bool) -> str:
    if right:
        return ngettext(
            "{digit}: {count} of one image was guessed right",
            "{digit}: {count} of {images} images were guessed right",
            images,
        )
    return ngettext(
        "{digit}: {count} of one image was taken for another class",
        "{digit}: {count} of {images} images were taken for another class",
        images,
    )
