"""All images of one class: how alike they are, pair by pair, and their average; or two classes beside each other."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.digits.summary import Comparison, Correlations
from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.data.averages_panel import AveragesPanel
from gui.data.class_buttons import ClassButtons, Shape
from gui.data.histogram_plot import PAIRS, Bars, HistogramPlot
from gui.look import theme
from gui.look.sizes import px, sized
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.explain import RowExplain
from gui.widgets.heatmap import Heatmap
from gui.widgets.labels import label, narrow_label
from gui.widgets.network_view import NetworkView
from gui.widgets.present_button import PresentButton
from gui.widgets.roomy_panel import RoomyPanel

SIDES = 64, 88, 144, 220  # of the pictures at the right, in pixels: in a small panel, and in these
LEAST = 88  # of those for which what is below them is wide enough
ROOMS = QSize(0, 540), QSize(1200, 600), QSize(1800, 1000)
BUTTONS = Shape(width=30, height=28, gap=3, room=700)
BESIDE = 440  # pixels of buttons beside which there is room for the list of others
HISTOGRAM = 122  # pixels that it is high at least
OTHER = 240  # pixels of the list of those to compare with, at most
MOST_SEEN = 20  # entries of it that are folded out
HOVER = _("Point at the matrix: which two images, and how alike they are.")


class DigitPanel(RoomyPanel):
    """Shows what it is given; asks for classes by ``chosen``."""

    chosen = Signal(int, int)
    """A class, and the one to compare it with, or -1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(ROOMS, self._show_pictures, parent)
        self._kept = np.empty(0, int)
        self._image: Callable[[int], np.ndarray] = lambda index: np.zeros((28, 28), np.uint8)
        self._make_choosers()
        self._make_views()
        self._lay_out()

    # Parts

    def _make_choosers(self) -> None:
        self.classes = ClassButtons("digit{}Button", str, BUTTONS)
        self._buttons = self.classes.group
        self._buttons.idClicked.connect(self._on_chosen)
        self.other = QComboBox(objectName="otherDigitBox", maxVisibleItems=MOST_SEEN)
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.other.setMinimumContentsLength(6)  # where there is no more room: letters may be large
        sized(self.other.setMaximumWidth, OTHER)
        self.other.setAccessibleName(_("compared with"))
        self._explain = RowExplain(self.other)
        self.other.activated.connect(self._on_chosen)
        self._kind, self._with = QLabel(), QLabel(_("compared with"))
        self._first_row, self._second_row = QHBoxLayout(), QHBoxLayout()
        for row in (self._first_row, self._second_row):
            sized(row.setSpacing, 3)

    def set_classes(self, names: tuple[str, ...]) -> None:
        """Those of the set; nothing is chosen then, unless they are the same as before."""
        if names == self.classes.names():
            return
        digits = names == DIGIT_NAMES
        tip = _("All images of the digit {digit}") if digits else _("All images of “{digit}”")
        self.classes.set_classes(names, lambda name: tip.format(digit=name))
        self._kind.setText(_("Digit") if digits else _("Class"))
        self.grid.set_empty_text(_("No images of this digit") if digits else _("No images of this class"))
        self._fill_others(names, digits)
        self._place_others()

    def _fill_others(self, names: tuple[str, ...], digits: bool) -> None:
        self.other.clear()
        self.other.addItem(_("no other digit") if digits else _("no other class"), -1)
        for place, name in enumerate(names):
            self.other.addItem(_("the digit {digit}").format(digit=name) if digits else name, place)
        if digits:
            tip = _("Compare two digits: how alike are their images among each other, and with the other's?")
        else:
            tip = _("Compare two classes: how alike are their images among each other, and with the other's?")
        self.other.setToolTip(tip)

    def _place_others(self) -> None:
        """Beside the buttons, or under them where these need the width."""
        under = self.classes.row_width() > px(BESIDE)
        wanted, other = (self._second_row, self._first_row) if under else (self._first_row, self._second_row)
        for row in (wanted, other):
            while row.count():
                row.takeAt(0)
        self._first_row.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignVCenter)
        self._first_row.addWidget(self.classes)
        if not under:
            self._first_row.addSpacing(px(12))
        wanted.addWidget(self._with)
        wanted.addWidget(self.other)
        wanted.addWidget(self._explain)
        for row in (self._first_row, self._second_row):
            row.addStretch(1)

    def _make_views(self) -> None:
        self.count = narrow_label("plotTitle", objectName="digitCount")
        self.grid = DigitGrid(scale=2)
        self.grid.setObjectName("digitGrid")
        self.grid.set_tips(
            lambda index: _("image {place} of the set, counted from 0").format(place=self.grid.caption(index))
        )
        self.matrix_title = narrow_label("plotTitle", _("Correlation of every pair"))
        self.matrix = Heatmap()
        self.matrix.setObjectName("correlationMap")
        self.matrix.setAccessibleName(_("Correlation of every pair of images"))
        self.matrix.set_titles(_("image"), _("image"))
        self.matrix.setToolTip(
            _("Each pixel is one pair of images; bright: alike. The wheel looks closer, a double click shows all.")
        )
        self.matrix.pointed.connect(self._on_pair_pointed)
        self.pair = [NetworkView(), NetworkView()]
        for name, view in zip(("firstOfPair", "secondOfPair"), self.pair, strict=True):
            view.setObjectName(name)
            view.set_empty_text("")
        self.reading = QLabel(HOVER, objectName="pairReading", wordWrap=True)
        self.reading.setFont(theme.digits_font(self.reading.font()))
        self.histogram = HistogramPlot("", _("correlation of two different images"), PAIRS)
        self.histogram.setObjectName("correlationHistogram")
        sized(self.histogram.setMinimumHeight, HISTOGRAM)
        self.averages = AveragesPanel()
        self.sentence = label("muted", objectName="digitSentence", wordWrap=True)
        PresentButton(_("All images of it"), [self.grid], self.count)
        PresentButton(_("Correlation of every pair"), [(self.matrix, [*self.pair, self.reading])], self.matrix_title)
        self.histogram.add_to_header(PresentButton(_("Correlations of all pairs"), [self.histogram, self.sentence]))
        PresentButton(_("Averages"), [self.averages], self.averages.title)

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.addLayout(self._images_column(), 1)
        body.addLayout(self._pairs_column(), 4)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 0, 6, 0, 0)
        layout.addLayout(self._first_row)
        layout.addLayout(self._second_row)
        layout.addLayout(body, 1)
        self.set_classes(DIGIT_NAMES)
        self._show_pictures(0)

    def _images_column(self) -> QVBoxLayout:
        sized(self.grid.setMinimumWidth, 150)
        return _column((self.count, 0), (self.grid, 1))

    def _pairs_column(self) -> QVBoxLayout:
        upper = QHBoxLayout()
        upper.addLayout(_column((self.matrix_title, 0), (self.matrix, 1)), 1)
        upper.addLayout(self._pictures_column())
        main = QVBoxLayout()
        main.addLayout(upper, 5)
        main.addWidget(self.histogram, 3)
        main.addWidget(self.sentence)
        return main

    def _pictures_column(self) -> QVBoxLayout:
        """The pair under the pointer, and the averages."""
        right = _column((narrow_label("plotTitle", _("The pair under the pointer")), 0))
        views = QHBoxLayout()
        for view in self.pair:
            views.addWidget(view)
        views.addStretch(1)
        right.addLayout(views)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        right.addWidget(self.reading)
        right.addWidget(self.averages, 1)
        return right

    def _show_pictures(self, step: int) -> None:
        """Those at the right: the matrix is a square, and needs no such width."""
        side = SIDES[step]
        sized(self.reading.setMinimumHeight, lines=4 if step else 3)
        for view in self.pair:
            sized(view.setFixedSize, side, side)
        for below in (self.reading, self.averages):
            sized(below.setFixedWidth, 2 * max(side, LEAST) + 6)

    # What is chosen

    def digits(self) -> tuple[int, int]:
        """The class, and the one that it is compared with, or -1."""
        return self._buttons.checkedId(), self.other.currentData()

    def choose(self, digit: int, other: int = -1) -> None:
        self._buttons.button(digit).setChecked(True)
        self.other.setCurrentIndex(self.other.findData(other))
        self._on_chosen()

    def _on_chosen(self, _index: int = 0) -> None:
        digit, other = self.digits()
        if other == digit:  # nothing to compare
            self.other.setCurrentIndex(0)
            other = -1
        if digit >= 0:
            self.chosen.emit(digit, other)

    # What is shown

    def set_images(self, title: str, images: np.ndarray, captions: Callable[[int], str]) -> None:
        """All images of the class, (n, 28, 28) uint8."""
        self.count.setText(title)
        self.grid.set_images(images, captions)

    def wait(self, words: str) -> None:
        """Show that the correlations are being computed, and let go of those before."""
        self._kept = np.empty(0, int)
        self.matrix.set_values(None)
        self.matrix.set_empty_text(words)
        self.histogram.set_histogram(np.empty(0), [])
        self.histogram.set_title("")
        self.averages.clear()
        self.sentence.setText("")
        self._on_pair_pointed(-1, -1)

    def show_correlations(self, found: Correlations, image: Callable[[int], np.ndarray], digit: int) -> None:
        """``image``: from a place in the set to the image that stands there."""
        self._keep(found.kept, image)
        self.matrix_title.setText(_("Correlation of every pair"))
        self.matrix.set_values(found.matrix)
        pairs = found.pairs
        self.histogram.set_histogram(pairs.edges, [Bars("", pairs.counts, theme.BAR)])
        count = int(pairs.counts.sum())
        title = ngettext("{count} different pair", "{count} different pairs", count)
        self.histogram.set_title(title.format(count=whole(count)))
        self.averages.show_one(found.mean, self.classes.names()[digit])
        low, high = pairs.edges[[0, -1]]
        words = _("Correlations run from {low} to {high}; the colours from 0 to 1.").format(
            low=number(low, 2), high=number(high, 2)
        )
        self.sentence.setText(" ".join([words, *_left_out(found.constant, found.beyond)]))

    def show_comparison(self, found: Comparison, image: Callable[[int], np.ndarray], digit: int, other: int) -> None:
        """Two classes: the matrix has the images of the first above and left of the second's."""
        self._keep(found.kept, image)
        names = self.classes.names()
        name, other_name = names[digit], names[other]
        digits = names == DIGIT_NAMES
        words = _("All {first}s, then all {second}s: every pair")
        self.matrix_title.setText(
            (words if digits else _("All of “{first}”, then all of “{second}”: every pair")).format(
                first=name, second=other_name
            )
        )
        self.matrix.set_values(found.matrix)
        self._show_pairs(found, name, other_name)
        self.averages.show_two(found.means, name, other_name)
        words = _("Bright squares: pairs within one digit. The rest: a {first} with a {second}.")
        others = _("Bright squares: pairs within one class. The rest: one of “{first}” with one of “{second}”.")
        sentence = (words if digits else others).format(first=name, second=other_name)
        self.sentence.setText(" ".join([sentence, *_left_out(found.constant, found.beyond)]))

    def _keep(self, kept: np.ndarray, image: Callable[[int], np.ndarray]) -> None:
        """Those of the set that are in the matrix."""
        self._kept, self._image = kept, image
        self._on_pair_pointed(-1, -1)

    def _show_pairs(self, found: Comparison, name: str, other: str) -> None:
        """The histograms of a comparison, under a title that is HTML."""
        first, second = found.within
        self.histogram.set_histogram(
            first.edges,
            [
                Bars(_("between"), found.between.counts, theme.FAINT),
                Bars(_("within {digit}").format(digit=name), first.counts, theme.TRAIN, Qt.PenStyle.SolidLine),
                Bars(_("within {digit}").format(digit=other), second.counts, theme.TEST, Qt.PenStyle.DashLine),
            ],
            shares=True,
        )
        self.histogram.set_title(
            _("Pairs within {first}, within {second}, and of one of each {sign}").format(
                first=_colored(name, theme.TRAIN, "▬"),
                second=_colored(other, theme.TEST, "╍"),
                sign=_colored("", theme.FAINT, "█"),
            )
        )

    def _on_pair_pointed(self, row: int, column: int) -> None:
        if row < 0 or not len(self._kept):
            for view in self.pair:
                view.set_image(None)
            self.reading.setText(HOVER if len(self._kept) else "")
            return
        first, second = int(self._kept[row]), int(self._kept[column])
        for view, place in zip(self.pair, (first, second), strict=True):
            view.set_image(self._image(place))
        value = float(self.matrix.values()[row, column])
        self.reading.setText(
            _("Images {first} and {second}:\ncorrelation {value}").format(
                first=whole(first), second=whole(second), value=number(value, 3)
            )
        )


def _column(*widgets: tuple[QWidget, int]) -> QVBoxLayout:
    """Below each other, each with its share of the height."""
    column = QVBoxLayout()
    sized(column.setSpacing, 3)
    for widget, share in widgets:
        column.addWidget(widget, share)
    return column


def _left_out(constant: int, beyond: int) -> list[str]:
    sentences = []
    if constant:
        sentence = ngettext(
            "{count} image was left out: all of its pixels are equal, so that there is no correlation.",
            "{count} images were left out: all of their pixels are equal, so that there is no correlation.",
            constant,
        )
        sentences.append(sentence.format(count=whole(constant)))
    if beyond:
        sentence = ngettext(
            "There are more: {count} further image is not in the matrix.",
            "There are more: {count} further images are not in the matrix.",
            beyond,
        )
        sentences.append(sentence.format(count=whole(beyond)))
    return sentences


def _colored(name: str, color: str, sign: str) -> str:
    return f"{escape(name)} <span style='color:{color}'>{sign}</span>".strip()
