"""The form of the yardsticks: which classifiers are measured on the same images, with how many seeds, and how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from engine.errors import UserError
from engine.experiments.yardsticks.measuring import MOST_SEEDS, Images, Measuring
from engine.experiments.yardsticks.recipes import KINDS, Recipe
from engine.numbers import number
from engine.words import _, ngettext
from gui.compare.experiment_form import TRAIN_FORM
from gui.compare.rough import rough
from gui.compare.yardstick_fields import YardstickFields
from gui.look.sizes import sized
from gui.widgets.buttons import push_button
from gui.widgets.explain import add_explained_row
from gui.widgets.labels import label
from gui.widgets.number_box import NumberBox

KEY, SEEDS = "yardsticks/", "seeds"  # in the settings
INTRO = _("Other ways to tell images apart, on the same images: they say what a network’s accuracy is worth.")
NO_DIGITS = _("The images are not there yet.")
SEEDS_TIP = _(
    "How often each is measured, each time with another split: the same as the network’s with that seed.\n"
    "From 3 seeds on that both have, it is said whether a difference is luck."
)
MILESTONES_TIP = _("What others have published, beside what was measured here and your own runs")


class YardstickForm(QWidget):
    """``recipes()`` is what is to be measured; empty while a field is wrong, or nothing is chosen."""

    changed = Signal()
    milestones_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: Images | None = None
        self._first_seeds: tuple[int, ...] = ()
        self._is_wrong = False
        self._recipes: list[Recipe] = []
        self.kinds = {word: YardstickFields(word) for word in KINDS}
        self.seeds = NumberBox(objectName="yardstickSeedsField", minimum=1, maximum=MOST_SEEDS, value=1)
        self.seeds.setToolTip(SEEDS_TIP)
        self.error = label("error", wordWrap=True, objectName="yardsticksError")
        self.size = QLabel(wordWrap=True, objectName="yardsticksSize")
        self.rest = label("muted", wordWrap=True, objectName="yardsticksRest")
        self.milestones = push_button(_("Milestones…"), "milestonesButton", MILESTONES_TIP, self.milestones_wanted.emit)
        self._lay_out()
        for fields in self.kinds.values():
            fields.changed.connect(self._check)
        self.seeds.valueChanged.connect(self._check)
        self._check()

    def _lay_out(self) -> None:
        form = QFormLayout()
        sized(form.setContentsMargins, 0, 4, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        add_explained_row(form, _("Seeds"), self.seeds)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 6)
        column.addWidget(label("muted", INTRO, wordWrap=True))
        for fields in self.kinds.values():
            column.addWidget(fields)
        column.addLayout(form)
        for widget in (self.error, self.size, self.rest, self.milestones):
            column.addWidget(widget)

    # What the fields say

    def recipes(self) -> list[Recipe]:
        return self._recipes

    def wanted_seeds(self) -> tuple[int, ...]:
        """Those of the network beside them, as far as there are so many; then those that come after."""
        count, known = self.seeds.value(), self._first_seeds or (0,)
        after = (seed % 2**32 for seed in range(max(known) + 1, max(known) + 1 + MOST_SEEDS))
        return (*known, *(seed for seed in after if seed not in known))[:count]

    def set_images(self, images: Images | None, seeds: Sequence[int], is_wrong: bool = False) -> None:
        """What they are measured on, None while there is nothing, or while the form of the Train page ``is_wrong``;
        ``seeds``: of the network beside them."""
        self._images, self._first_seeds, self._is_wrong = images, tuple(seeds), is_wrong
        self._check()

    def state(self) -> dict[str, str]:
        kinds = {f"{KEY}{word}/{name}": text for word, one in self.kinds.items() for name, text in one.state().items()}
        return {f"{KEY}{SEEDS}": str(self.seeds.value()), **kinds}

    def restore(self, state: Mapping[str, str]) -> None:
        for word, fields in self.kinds.items():
            start = f"{KEY}{word}/"
            fields.restore({key.removeprefix(start): text for key, text in state.items() if key.startswith(start)})
        seeds = state.get(f"{KEY}{SEEDS}", "")
        if seeds.isdecimal() and seeds.isascii() and len(seeds) < 5:
            self.seeds.setValue(int(seeds))

    # Checking

    def _check(self) -> None:
        self._recipes, error, size = [], "", ""
        try:
            self._recipes = self._read()
            if self._is_wrong:
                raise UserError(TRAIN_FORM)
            if self._images is not None:
                measuring = Measuring(self._recipes, self._images, self.wanted_seeds())
                size = _size_words(len(self._recipes), self.seeds.value(), measuring.estimate())
        except UserError as mistake:
            self._recipes, error = [], str(mistake)
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self.size.setText(size)
        self.rest.setText(_images_words(self._images) if self._images is not None else NO_DIGITS)
        self.changed.emit()

    def _read(self) -> list[Recipe]:
        found = [recipe for fields in self.kinds.values() if (recipe := fields.recipe()) is not None]
        if not found:
            raise UserError(_("Choose at least one yardstick."), "yardsticks")
        return found


def _size_words(yardsticks: int, seeds: int, seconds: float) -> str:
    """ "5 yardsticks × 3 seeds, roughly 75 s"."""
    return _("{yardsticks} × {seeds}, roughly {time}").format(
        yardsticks=ngettext("{count} yardstick", "{count} yardsticks", yardsticks).format(count=yardsticks),
        seeds=ngettext("{count} seed", "{count} seeds", seeds).format(count=seeds),
        time=rough(seconds),
    )


def _images_words(images: Images) -> str:
    names, changes = images.digits.names, images.changes
    if images.test_digits is not None:
        words = _("As for the networks: {digits}, tested with its own test set.").format(digits=images.digits.name)
    else:
        words = _("As for the networks: {digits}, {percent} % of it for the test.").format(
            digits=images.digits.name, percent=number(100 * images.test_fraction, 0)
        )
    changed = changes.words(names)
    return words if not changed else _("{sentence} Changed: {changes}.").format(sentence=words, changes=changed)
