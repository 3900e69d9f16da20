"""What is remembered of the form of an experiment: the comparison that was chosen, and what its fields say."""

from __future__ import annotations

from collections.abc import Mapping

from engine.errors import UserError
from engine.experiments.experiment import read_factor
from engine.experiments.factors import FACTORS
from gui.compare.experiment_form import ExperimentForm

KEY = "compare/"
PRESET, SEEDS, EPOCHS = f"{KEY}preset", f"{KEY}seeds", f"{KEY}epochs"
OWN_KEY = "own"  # in place of a preset's
VARIED = tuple((f"{KEY}vary{place}", f"{KEY}values{place}") for place in ("", "Too"))


def form_state(form: ExperimentForm) -> dict[str, str]:
    state = {
        PRESET: form.preset.currentData() or OWN_KEY,
        SEEDS: str(form.seeds.value()),
        EPOCHS: str(form.epochs.value()),
    }
    for (vary, values), field, written in zip(VARIED, form.vary, form.values, strict=True):
        state[vary], state[values] = field.currentData(), written.text()
    return state


def restore_form(form: ExperimentForm, state: Mapping[str, str]) -> None:
    """Fill it as it was; where that can be no experiment, it stays as at the first start."""
    chosen = state.get(PRESET, "")
    place, is_own = form.preset.findData(chosen) if chosen else -1, chosen == OWN_KEY
    varied = [(state.get(vary, ""), state.get(values, "")) for vary, values in VARIED]
    if place < 0 and not (is_own and _can_be(form, varied)):
        return
    form.choose(place if not is_own else form.preset.count() - 1)
    if is_own:
        form.write(varied)
    for field, text in ((form.seeds, state.get(SEEDS, "")), (form.epochs, state.get(EPOCHS, ""))):
        if text.isdecimal() and len(text) <= 4 and field.minimum() <= int(text) <= field.maximum():
            field.setValue(int(text))


def _can_be(form: ExperimentForm, varied: list[tuple[str, str]]) -> bool:
    try:
        for name, values in varied:
            if name:
                read_factor(name, values, form.class_names)
    except (UserError, KeyError):
        return False
    return varied[0][0] in FACTORS and varied[1][0] in ("", *FACTORS)
