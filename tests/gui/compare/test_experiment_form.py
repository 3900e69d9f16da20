"""What an experiment compares, and what of it cannot be."""

from dataclasses import replace

from engine.experiments.experiment import save_experiment


def test_a_bad_value_is_told_and_nothing_starts(page, click):
    page.form.values[0].setText("many")
    assert page.form.error.isVisible()
    assert page.form.error.text()
    click(page.start)
    assert not page.controller.running


def test_an_opened_experiment_keeps_its_seeds_until_another_number_is_wanted(page, click, file_dialog):
    save_experiment(file_dialog("seeds.json"), replace(page.form.experiment(), seeds=(7, 20)))
    click(page.files.open)
    assert page.form.experiment().seeds == (7, 20)
    page.form.seeds.setValue(3)
    assert page.form.experiment().seeds == (7, 8, 9)
