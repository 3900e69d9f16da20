"""Which network, or yardstick, is judged, by which images, and what came of it: the top of the Inspect page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QSizePolicy

from engine.inspection.image_sets import Judged
from engine.words import _
from gui.inspect.controller import Inspector
from gui.inspect.summary import origin, summary
from gui.inspect.yardstick_choice import YardstickChoice
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.widgets.actions import ActionButton
from gui.widgets.choices import fill
from gui.widgets.explain import RowExplain
from gui.widgets.page_header import PageHeader


class JudgedChoice(QObject):
    """Its widgets stand in the page's header and in the row below it: ``add_to`` and ``row``."""

    def __init__(self, inspector: Inspector, refresh: ActionButton, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inspector, self.refresh = inspector, refresh
        self.network = _chooser("inspectNetwork", _("The network, or the yardstick, that is judged"))
        self.images = _chooser("inspectImages", _("The images that it is judged by"))
        self.network.activated.connect(self._on_network_chosen)
        self.images.activated.connect(self._on_images_chosen)
        self.following = QCheckBox(_("Follow"), objectName="followBox")
        self.following.setToolTip(_("Judge the network again and again while it trains"))
        self.following.toggled.connect(inspector.follow)
        self.summary = QLabel(objectName="inspectSummary", textFormat=Qt.TextFormat.PlainText)
        self.summary.setProperty("role", "plotTitle")
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def add_to(self, header: PageHeader) -> None:
        for words, field in ((_("Network"), self.network), (_("Images"), self.images)):
            label = QLabel(words)
            label.setBuddy(field)
            header.add(label)
            header.add(field)
        header.add(RowExplain(self.network, self.images))

    def row(self, yardsticks: YardstickChoice) -> QHBoxLayout:
        made = QHBoxLayout()
        made.addWidget(self.summary, 1)
        made.addWidget(self.following)
        made.addWidget(RowExplain(self.following))
        made.addWidget(self.refresh)
        made.addWidget(yardsticks.button)
        return made

    def _on_network_chosen(self, index: int) -> None:
        self._inspector.choose_network(self.network.itemData(index))

    def _on_images_chosen(self, index: int) -> None:
        self._inspector.choose_images(self.images.itemData(index))

    def show_choices(self) -> None:
        fill(self.network, self._inspector.networks(), self._inspector.which())
        fill(self.images, self._inspector.sets(), self._inspector.images())

    def show_state(self, judged: Judged | None) -> None:
        """``judged``: what the summary is of; None while there is nothing, or it is being judged."""
        training = self._inspector.in_training
        self.following.setVisible(training)
        self.refresh.setVisible(training)
        self.summary.setText("" if judged is None else summary(judged, self._inspector.epoch))
        self.summary.setToolTip("" if judged is None else plain_tip(origin(judged)))


def _chooser(name: str, tip: str) -> QComboBox:
    made = QComboBox(objectName=name)
    made.setToolTip(tip)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setMinimumContentsLength(12)
    sized(made.setMaximumWidth, 290)
    return made
