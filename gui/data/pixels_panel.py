"""The values of all pixels, as they are and as the network is fed them."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from engine.words import _
from gui.data.histogram_plot import PIXELS, Bars, HistogramPlot
from gui.look import theme
from gui.look.sizes import sized
from gui.widgets.present_button import PresentButton


class PixelsPanel(QWidget):
    """Two histograms of 50 bins, with linear or logarithmic counts, and a sentence on what is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = {False: "", True: ""}
        self.before = HistogramPlot(_("As they are: 0 to 255"), _("pixel value"), PIXELS, 0)
        self.before.setObjectName("pixelsBefore")
        self.after = HistogramPlot(_("As the network is fed them"), _("value fed to the network"), PIXELS, 2)
        self.after.setObjectName("pixelsAfter")
        self.linear = QPushButton(_("Linear counts"), checkable=True, checked=True, objectName="linearButton")
        self.log = QPushButton(_("Logarithmic counts"), checkable=True, objectName="logButton")
        self.linear.setToolTip(_("Bars as high as there are pixels: what is rare is not seen"))
        self.log.setToolTip(_("Each line up is ten times as many: rare values are seen, too"))
        switch = QButtonGroup(self)
        for index, button in enumerate((self.linear, self.log)):
            switch.addButton(button, index)
        switch.idClicked.connect(self._on_switched)
        self.sentence = QLabel(objectName="pixelsSentence", wordWrap=True)
        row = QHBoxLayout()
        row.addWidget(self.linear)
        row.addWidget(self.log)
        row.addStretch(1)
        row.addWidget(PresentButton(_("Pixel values"), [(self.before, self.after), self.sentence]))
        plots = QHBoxLayout()
        plots.addWidget(self.before)
        plots.addWidget(self.after)
        layout = QVBoxLayout(self)
        sized(layout.setContentsMargins, 0, 6, 0, 0)
        layout.addLayout(row)
        layout.addLayout(plots, 1)
        layout.addWidget(self.sentence)

    def show_histograms(self, before, after, title: str) -> None:
        """``before``, ``after``: engine.digits.summary.Histogram; ``title``: of the latter."""
        self.before.set_histogram(before.edges, [Bars("", before.counts, theme.BAR)])
        self.after.set_histogram(after.edges, [Bars("", after.counts, theme.WINNER)])
        self.after.set_title(title)

    def set_words(self, linear: str, logarithmic: str) -> None:
        """What is said under the plots with either kind of counts."""
        self._words = {False: linear, True: logarithmic}
        self.sentence.setText(self._words[self.log.isChecked()])

    def _on_switched(self, index: int) -> None:
        for plot in (self.before, self.after):
            plot.set_logarithmic(index == 1)
        self.sentence.setText(self._words[index == 1])
