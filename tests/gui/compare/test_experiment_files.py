"""Experiments are saved whole, and a bad file is refused."""

import pytest

from engine.digits.changes import INVERTED, Change, Changes
from engine.experiments.experiment import open_experiment

INVERTED_IMAGES = Changes((Change(INVERTED),))


def test_an_experiment_is_saved_with_what_is_done_to_the_images_and_opened(page, window, click, file_dialog):
    window.session.data.set_changes(INVERTED_IMAGES)
    window.session.data.set_input_range(-1.0, 1.0)
    before, path = page.form.experiment(), file_dialog("mine.json")
    click(page.files.save)
    assert open_experiment(path) == before
    window.session.data.set_changes(Changes())
    window.session.data.set_input_range(0.0, 1.0)
    click(page.files.open)
    assert page.form.experiment().candidates == before.candidates
    assert "inverted" in page.form.rest.text()
    assert "−1 to 1" in page.form.rest.text()


@pytest.mark.parametrize("content", ["no JSON", '{"format": "inkling-experiment-1"}'])
def test_a_bad_file_is_refused_with_a_sentence(page, window, click, file_dialog, content):
    before = page.form.experiment()
    file_dialog("bad.json").write_text(content)
    click(page.files.open)
    assert "bad.json" in window.notice.text()
    assert page.form.experiment() == before
