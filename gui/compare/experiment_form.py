"""The form of an experiment: a comparison of the lesson's, or what a person wants to vary themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from engine.digits.dataset import DIGIT_NAMES
from engine.errors import UserError
from engine.experiments.experiment import MOST_SEEDS, SECONDS_PER_COST, Experiment, Factor, read_factor
from engine.experiments.factors import FACTORS, Plan, factors
from engine.experiments.presets import FOUND_ON, PRESETS
from engine.words import _, ngettext
from gui.compare.look_for import LookFor
from gui.compare.preset_words import factor_text, fitting, preset_name
from gui.compare.rough import rough
from gui.look.sizes import sized
from gui.widgets.explain import add_explained, add_explained_row
from gui.widgets.labels import label
from gui.widgets.number_box import NumberBox

OWN = _("Your own")
VALUES_TIP = _(
    "One candidate for each of these, with commas between, or semicolons where a value has several words or a comma:"
)
SEEDS_TIP = _(
    "How often each candidate is trained, each time with other first weights, batches and split.\n"
    "Candidates of one seed share all of that. From 3 seeds on the result says whether a difference is luck."
)
OWN_WORDS = _(
    "Choose one thing to vary, or two, and write its values. Everything else is as in the form of the Train page."
)
TRAIN_FORM = _("The form of the Train page has a mistake in it: mend that first.")

MOST_SEEN = 20  # entries of a list that is folded out: as many as there are


class ExperimentForm(QWidget):
    """``experiment()`` is what the fields say, or None while one of them is wrong."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="experimentForm")
        self._base: Plan | None = None
        self._names = DIGIT_NAMES  # of the classes
        self._opened: Plan | None = None  # the base of an experiment from a file
        self._opened_seeds: tuple[int, ...] = ()
        self._look_for, self._digits = "", FOUND_ON
        self._images, self._cores, self._pace = 20_000, 1, SECONDS_PER_COST
        self._filling = False
        self._experiment: Experiment | None = None
        self._make_fields()
        self._lay_out()
        self._on_preset_chosen(0)

    # Parts

    def _make_fields(self) -> None:
        self.preset = QComboBox(objectName="presetField", maxVisibleItems=MOST_SEEN)
        for preset in PRESETS:
            self.preset.addItem(preset.name, preset.key)
        self.preset.insertSeparator(self.preset.count())
        self.preset.addItem(OWN)
        self.preset.setAccessibleName(_("Comparison"))
        self.preset.setToolTip(_("The lesson's comparisons; or change what is varied, and make your own"))
        self.preset.activated.connect(self._on_preset_chosen)
        self.look_for = LookFor()
        self.vary = [self._factor_field("varyField", ""), self._factor_field("varyTooField", _("nothing else"))]
        self.values = [self._values_field("valuesField"), self._values_field("valuesTooField")]
        self.seeds = NumberBox(objectName="seedsField", minimum=1, maximum=MOST_SEEDS)
        self.seeds.setToolTip(SEEDS_TIP)
        self.epochs = NumberBox(objectName="compareEpochsField", minimum=1, maximum=1_000)
        self.epochs.setToolTip(_("How often each network sees each training image"))
        for field in (self.seeds, self.epochs):
            field.valueChanged.connect(self._on_edited)
        self.error = label("error", wordWrap=True, objectName="experimentError")
        self.size = QLabel(wordWrap=True, objectName="experimentSize")
        self.rest = label("muted", wordWrap=True, objectName="experimentRest")

    def _factor_field(self, name: str, nothing: str) -> QComboBox:
        field = QComboBox(objectName=name, maxVisibleItems=MOST_SEEN)
        if nothing:
            field.addItem(nothing, "")
        for key, kind in FACTORS.items():
            field.addItem(kind.title, key)
        field.setToolTip(_("What the compared networks differ in"))
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        field.setMinimumContentsLength(10)
        field.activated.connect(self._on_factor_chosen)
        return field

    def _values_field(self, name: str) -> QLineEdit:
        field = QLineEdit(objectName=name, toolTip=VALUES_TIP)
        field.textChanged.connect(lambda words: field.setToolTip(f"{VALUES_TIP}\n{words}"))  # which may be long
        field.textChanged.connect(self._on_edited)
        field.setAccessibleName(_("Values"))
        return field

    def _lay_out(self) -> None:
        form = QFormLayout()
        sized(form.setContentsMargins, 0, 4, 0, 0)
        sized(form.setVerticalSpacing, 5)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._rows: list[QWidget] = []
        for words, field, values in zip((_("Vary"), _("and")), self.vary, self.values, strict=True):
            add_explained_row(form, words, field)
            self._rows.append(add_explained_row(form, _("over"), values))
        add_explained_row(form, _("Seeds"), self.seeds)
        add_explained_row(form, _("Epochs"), self.epochs)
        self._form = form
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        sized(column.setSpacing, 6)
        add_explained(column, self.preset)
        column.addWidget(self.look_for)
        column.addLayout(form)
        column.addWidget(self.error)
        column.addWidget(self.size)
        column.addWidget(self.rest)
        self.error.hide()

    # What the fields say

    def experiment(self) -> Experiment | None:
        return self._experiment

    def base(self) -> Plan | None:
        """What all candidates have in common; None while the Train form has a mistake in it."""
        return self._opened or self._base

    def set_pace(self, pace: float) -> None:
        """How quick this machine is: see gui.compare.pace."""
        self._pace = pace
        self._show_size()

    def set_base(self, base: Plan | None, images: int, cores: int, digits: str = FOUND_ON) -> None:
        """What everything that is not varied is like; None while the Train form has a mistake in it.

        ``digits``: the name of the set.
        """
        self._base, self._images, self._cores, self._digits = base, images, cores, digits
        if base is not None and base.spec.names != self._names:
            self._names = base.spec.names
            self._show_names()
        self._check()

    def _show_names(self) -> None:
        """What is about the classes, for others than before."""
        for place, preset in enumerate(PRESETS):
            self.preset.setItemText(place, preset_name(preset, self._base, self._names))
        for field in self.vary:
            for key, kind in factors(self._names).items():
                field.setItemText(field.findData(key), kind.title)
        place = self.preset.currentIndex()
        if place < len(PRESETS):
            self._fill(fitting(PRESETS[place], self._base), self.seeds.value(), self.epochs.value())

    def show_experiment(self, experiment: Experiment) -> None:
        """Fill the fields from a file; what it does not vary is then as in the file."""
        base = experiment.base
        self._fill(experiment.factors, len(experiment.seeds), base.config.epochs)
        self._opened = replace(base, config=replace(base.config, seed=min(experiment.seeds)))
        self._opened_seeds = experiment.seeds
        self.preset.setCurrentIndex(self.preset.count() - 1)
        self._look_for = experiment.look_for
        self.look_for.show_words(experiment.look_for or OWN_WORDS, folded=bool(experiment.look_for))
        self._check()

    @property
    def class_names(self) -> tuple[str, ...]:
        return self._names

    def choose(self, place: int) -> None:
        """A comparison by its place in the list, as if the person had chosen it; the last is their own."""
        self.preset.setCurrentIndex(place)
        self._on_preset_chosen(place)

    def write(self, varied: Sequence[tuple[str, str]]) -> None:
        """What each field varies, by the name of the factor, and over which values."""
        self._filling = True
        for field, values, (name, text) in zip(self.vary, self.values, varied, strict=True):
            field.setCurrentIndex(field.findData(name))
            values.setText(text)
        self._filling = False
        self._check()

    # Slots

    def _on_preset_chosen(self, index: int) -> None:
        self._opened, self._opened_seeds = None, ()
        if index < len(PRESETS):
            preset = PRESETS[index]
            self._look_for = preset.look_for
            self.look_for.show_words(preset.look_for)
            self._fill(fitting(preset, self._base), preset.seeds, preset.epochs)
        else:
            self._show_own()
        self._check()

    def _fill(self, factors: tuple[Factor, ...], seeds: int, epochs: int) -> None:
        self._filling = True
        for place, (field, values) in enumerate(zip(self.vary, self.values, strict=True)):
            factor = factors[place] if place < len(factors) else None
            field.setCurrentIndex(field.findData(factor.name if factor else ""))
            values.setText(factor_text(factor, self._names) if factor else "")
            values.setCursorPosition(0)
        self.seeds.setValue(seeds)
        self.epochs.setValue(epochs)
        self._filling = False

    def _on_factor_chosen(self) -> None:
        place = self.vary.index(self.sender())
        name = self.vary[place].currentData()
        self.values[place].setText(factors(self._names)[name].example if name else "")
        self._become_own()
        self._check()

    def _on_edited(self) -> None:
        if self._filling:
            return
        if self.sender() in self.values:
            self._become_own()
        self._check()

    def _become_own(self) -> None:
        self.preset.setCurrentIndex(self.preset.count() - 1)
        self._show_own()

    def _show_own(self) -> None:
        self._look_for = ""
        self.look_for.show_words(OWN_WORDS, folded=False)

    # Checking

    def _check(self) -> None:
        base, error = self._opened or self._base, ""
        self._experiment = None
        if base is None:
            error = TRAIN_FORM
        else:
            try:
                self._experiment = self._read(base)
            except UserError as mistake:
                error = str(mistake)
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self._form.setRowVisible(self._rows[1], bool(self.vary[1].currentData()))
        self._show_size()
        self._show_found_with()
        self.changed.emit()

    def _show_found_with(self) -> None:
        """A sentence of the lesson's is about the settings that it was found with: which, if these are others."""
        place = self.preset.currentIndex()
        if place < len(PRESETS) and self._base is not None:
            base = replace(self._base, config=replace(self._base.config, epochs=self.epochs.value()))
            self.look_for.show_found_with(PRESETS[place].found(base, self._digits))

    def _read(self, base: Plan) -> Experiment:
        varied = tuple(
            read_factor(field.currentData(), values.text(), self._names)
            for field, values in zip(self.vary, self.values, strict=True)
            if field.currentData()
        )
        own = self.preset.currentText() == OWN
        spec = replace(base.spec, classes=len(self._names), names=self._names)
        base = replace(base, spec=spec, config=replace(base.config, epochs=self.epochs.value()))
        return Experiment(
            _name_of(varied, self._names) if own else self.preset.currentText(), base, varied,
            self._seeds(base.config.seed),
            self._look_for,
        )  # fmt: skip

    def _seeds(self, first: int) -> tuple[int, ...]:
        """Those of the file, as long as so many are wanted; else one after another."""
        count = self.seeds.value()
        return self._opened_seeds if len(self._opened_seeds) == count else tuple(range(first, first + count))

    def _show_size(self) -> None:
        experiment = self._experiment
        if experiment is None:
            self.size.clear()
            self.rest.clear()
            return
        seconds = experiment.seconds(self._images, self._cores, self._pace)
        self.size.setText(_size_words(len(experiment.candidates), len(experiment.seeds), seconds))
        if self._opened:
            sentence = _("Everything else as in the file: {settings}.")
        else:
            sentence = _("Everything else as in the Train form: {settings}.")
        self.rest.setText(sentence.format(settings=_rest_words(experiment)))


def _name_of(varied: tuple[Factor, ...], names: tuple[str, ...]) -> str:
    titles = [factors(names)[factor.name].title for factor in varied]
    return _("{first} and {second}").format(first=titles[0], second=titles[1]) if titles[1:] else "".join(titles)


def _size_words(candidates: int, seeds: int, seconds: float) -> str:
    """ "2 candidates × 5 seeds = 10 runs, roughly 3 min"."""
    runs = candidates * seeds
    return _("{candidates} × {seeds} = {runs}, roughly {time}").format(
        candidates=ngettext("{count} candidate", "{count} candidates", candidates).format(count=candidates),
        seeds=ngettext("{count} seed", "{count} seeds", seeds).format(count=seeds),
        runs=ngettext("{count} run", "{count} runs", runs).format(count=runs),
        time=rough(seconds),
    )


def _rest_words(experiment: Experiment) -> str:
    """The settings that are not varied."""
    base, varied = experiment.base, {factor.name for factor in experiment.factors}
    config, alike = base.config, experiment.alike.words(experiment.names)
    words = []
    if not varied & {"hidden", "depth", "width"}:
        words.append(str(base.spec))
    for name, value in (
        ("activation", base.spec.activation), ("output", base.spec.output), ("optimizer", config.optimizer),
        ("learning_rate", config.learning_rate), ("batch_size", config.batch_size),
    ):  # fmt: skip
        if name not in varied:
            words.append(FACTORS[name].label(value))
    for name in ("momentum", "weight_decay", "dropout"):  # which the lesson does without
        if name not in varied and getattr(config, name):
            words.append(FACTORS[name].label(getattr(config, name)))
    if "augmentation" not in varied and config.augmentation != "none":
        words.append(FACTORS["augmentation"].label(config.augmentation))
    if "range" not in varied and (base.spec.input_range, base.test_range) != ((0.0, 1.0), None):
        words.append(
            _("pixels as {range}").format(range=FACTORS["range"].words((base.spec.input_range, base.test_range)))
        )
    return ", ".join([*words, *filter(None, [alike])])
