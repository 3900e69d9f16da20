"""The program of what is compared can be taken away: before the race, and of the race itself."""

import json

import numpy as np

from engine.digits.readers import read_sets


def choose(button, words):
    button.menu().aboutToShow.emit()
    next(action for action in button.menu().actions() if action.text() == words).trigger()


def saved(page, session, wait, words):
    said = []
    session.messages.told.connect(said.append)
    choose(page.take_away, words)
    wait(lambda: said)
    return said[0]


def test_before_a_race_it_is_that_of_the_form(page, session, wait, file_dialog, tmp_path):
    path = file_dialog("experiment.py")
    assert saved(page, session, wait, "Save as Python file (.py)…").startswith("Saved experiment.py; its images are in")
    text = path.read_text()
    for candidate in page.form.experiment().candidates:
        assert f'"{candidate.label}": {{' in text
    assert "seeds = [0, 1, 2]" in text
    (images,) = tmp_path.glob("*.npz")
    assert np.array_equal(read_sets(images).digits.images, session.data.digits.images)


def test_after_one_it_is_that_of_the_race_whatever_the_form_says_by_then(page, session, wait, click, file_dialog):
    page.form.seeds.setValue(1)
    click(page.start)
    wait(lambda: not page.controller.running)
    page.form.seeds.setValue(3)
    path = file_dialog("experiment.ipynb")
    saved(page, session, wait, "Save as notebook (.ipynb)…")
    code = "".join(cell["source"] for cell in json.loads(path.read_text("utf-8"))["cells"])
    assert "seeds = [0]" in code


def test_without_digits_there_is_none(page, session):
    session.data.digits = None
    page.take_away.menu().aboutToShow.emit()
    assert "PyTorch program" not in [action.text() for action in page.take_away.menu().actions()]
