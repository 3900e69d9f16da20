"""The training images of an epoch: beside those of the test, then as blocks, one for each batch, and what is left."""

from __future__ import annotations

import math

from engine.numbers import whole
from engine.words import _
from gui.lesson.figures.blocks import Blocks
from gui.lesson.figures.figure import Around, Figure
from gui.widgets.buttons import push_button
from gui.widgets.labels import label

LESSON = 18_000, 2_000, 32
"""Training and test images, and the size of a batch, where the form or the digits do not say."""


class Batches(Figure):
    def __init__(self, around: Around) -> None:
        super().__init__("batchesFigure")
        self._around = around
        self.blocks = Blocks()
        tip = _("One block for each update of the weights")
        self.button = push_button(_("Lay out an epoch"), "layOutButton", tip, self._on_wanted)
        self.words = label("muted", wordWrap=True)
        for widget in (self.button, self.blocks, self.words):
            self.column.addWidget(widget)
        self.words.hide()
        for changed in (around.data.changed, around.form.changed):
            changed.connect(self._on_changed)
        self._on_changed()

    def show_me(self) -> None:
        self.button.click()

    def _on_changed(self) -> None:
        """What is laid out stays so."""
        if self.words.isHidden():
            train, test, _size = _sizes(self._around)
            self.blocks.show_split(train, test)

    def _on_wanted(self) -> None:
        images, _test, size = _sizes(self._around)
        batches, left = divmod(images, size)
        self.blocks.show_batches(images, size)
        sentence = _("{images} = {batches} × {size} + {left}. Each block is one update.")
        said = sentence.format(images=whole(images), batches=whole(batches), size=whole(size), left=whole(left))
        dropped = _("What does not fill a block (outlined) is dropped.")
        self.words.setText(f"{said} {dropped}" if left else said)
        self.words.show()
        self.used.emit()


def _sizes(around: Around) -> tuple[int, int, int]:
    setup, digits = around.form.setup(), around.data.digits
    if setup is None or digits is None:
        return LESSON
    given = around.data.test_digits
    test = math.ceil(len(digits) * setup.test_fraction) if given is None else len(given)
    return len(digits) - (test if given is None else 0), test, setup.config.batch_size
