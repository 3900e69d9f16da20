"""Images of which nothing says what they show: looked at, judged by the network in use, and its answers saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.digits.answers import save_answers
from engine.digits.readers import Images
from engine.digits.readers.offers import Offer
from engine.errors import UserError
from engine.networks.network import FeedForward
from engine.numbers import number, whole
from engine.words import _, ngettext
from gui.data.adjust_dialog import SHOWN, AdjustDialog
from gui.look.plain import plain_tip
from gui.look.sizes import sized
from gui.model.networks import Networks
from gui.widgets.buttons import push_button
from gui.widgets.digit_grid import DigitGrid
from gui.widgets.explain import RowExplain
from gui.widgets.export import with_ending
from gui.widgets.file_choice import ask_save
from gui.widgets.labels import label
from gui.work.messages import Messages
from gui.work.tasks import Tasks

KIND = _("Tables (*.csv)")


class UnlabelledDialog(QDialog):
    """Follows the network that is chosen, for as long as it is open."""

    def __init__(
        self, sentence: str, images: Images, offers: tuple[Offer, ...], networks: Networks, tasks: Tasks,
        messages: Messages, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("unlabelledDialog")
        self.setWindowTitle(_("Images without labels: {name}").format(name=images.name))
        self._images, self._offers = images, offers
        self._networks, self._tasks, self._messages = networks, tasks, messages
        self._logs: np.ndarray | None = None  # (n, classes), of the answers that are shown
        self._names: tuple[str, ...] = ()
        self._make_parts(sentence)
        self._lay_out()
        networks.changed.connect(self._judge)
        self.grid.set_images(images.images, self._caption)
        self._judge()

    def _make_parts(self, sentence: str) -> None:
        self.words = label("plotTitle", sentence, wordWrap=True, objectName="unlabelledWords")
        looks = " ".join(offer.sentence for offer in self._offers)
        self.looks = label("muted", looks, wordWrap=True, objectName="unlabelledLooks")
        self.looks.setVisible(bool(looks))
        self.judged_by = label("muted", wordWrap=True, objectName="unlabelledNetwork")
        self.grid = DigitGrid(scale=2, caption_characters=6)
        self.grid.setObjectName("unlabelledGrid")
        self.grid.set_tips(self._tip)
        sized(self.grid.setMinimumSize, 560, 300)
        self.turn = push_button(
            _("Turn or invert…"), "turnUnlabelledButton", _("Look at some of them before and after"), self._on_turn
        )
        self.with_probabilities = QCheckBox(_("with the probability of each class"), objectName="probabilitiesBox")
        self.with_probabilities.setToolTip(
            _("A column more for each class: how sure the network is of it. Kaggle takes the file only without them")
        )
        self.save = push_button(
            _("Save the answers…"), "saveAnswersButton", _("A CSV of ImageId,Label, as Kaggle takes it"), self._on_save
        )

        self.turn.setAutoDefault(False)
        self.save.setDefault(True)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        explain = RowExplain(self.turn, self.save, self.with_probabilities)
        for widget in (self.turn, self.save, self.with_probabilities, explain):
            row.addWidget(widget)
        row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.words, self.looks, self.judged_by):
            layout.addWidget(widget)
        layout.addWidget(self.grid, 1)
        layout.addLayout(row)
        layout.addWidget(buttons)

    # What the network says

    def _judge(self) -> None:
        network = self._networks.network()
        self._logs = None
        self.save.setEnabled(False)
        if network is None:
            self.judged_by.setText(_("There is no network yet: train one, or open one, and its answers appear here."))
            self._show()
            return
        name = self._networks.names()[self._networks.chosen]
        self.judged_by.setText(_("Judged by: {network}").format(network=name))
        work = partial(network.log_probabilities, self._images.images)
        self._tasks.start("answers", work, partial(self._on_judged, network))

    def _on_judged(self, network: FeedForward, logs: np.ndarray) -> None:
        self._logs, self._names = logs, network.spec.names
        self.save.setEnabled(True)
        self._show()

    def _show(self) -> None:
        place = self.grid.verticalScrollBar().value()
        self.grid.set_images(self._images.images, self._caption)
        self.grid.verticalScrollBar().setValue(place)

    def _caption(self, index: int) -> str:
        return "" if self._logs is None else self._names[int(self._logs[index].argmax())]

    def _tip(self, index: int) -> str:
        place = _("image {number}").format(number=whole(index + 1))
        if self._logs is None:
            return place
        sure = number(100 * float(np.exp(self._logs[index].max())), 1)
        words = _("{image}: {answer}, probability {percent} %")
        return plain_tip(words.format(image=place, answer=self._caption(index), percent=sure))

    # What the person does

    def _on_turn(self) -> None:
        dialog = AdjustDialog(self._images.images[:SHOWN], self._offers, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(self.apply)
        dialog.open()

    def apply(self, offers: tuple[Offer, ...]) -> None:
        """Do this to all images."""
        for offer in offers:
            self._images = offer.apply(self._images)
        done = {offer.name for offer in offers}
        self._offers = tuple(offer for offer in self._offers if offer.name not in done)
        self.looks.setText(" ".join(offer.sentence for offer in self._offers))
        self.looks.setVisible(bool(self.looks.text()))
        self._judge()

    def _on_save(self) -> None:
        chosen, _kind = ask_save(self, _("Save the answers"), "tables", "answers.csv", KIND)
        if not chosen or self._logs is None:
            return
        path = with_ending(chosen, "csv")
        work = partial(save_answers, path, self._logs, self._names, self.with_probabilities.isChecked())
        self._tasks.queue("saving answers", work, partial(self._on_saved, path, len(self._logs)), self._on_failed)

    def _on_saved(self, path: Path, count: int, _nothing: None) -> None:
        words = ngettext("Saved {count} answer to {file}", "Saved {count} answers to {file}", count)
        self._messages.told.emit(words.format(count=whole(count), file=path.name))

    def _on_failed(self, error: UserError) -> None:
        self._messages.failed.emit(str(error))
