"""A yardstick that is saved is its recipe, and fitted anew it is the same."""

import json

import numpy as np
import pytest

from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.experiments.yardsticks.keeping import as_text, from_text, kept, open_yardstick, save_yardstick
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Forest, Neighbours
from engine.experiments.yardsticks.result import measure

CHANGES = Changes((Change("shifted", 2, "training"), Change("left_out", (4, 9)), Change("inverted")), seed=5)


def test_a_recipe_comes_back_from_its_file(recipe, few_digits, tmp_path):
    mine = kept(recipe, 7, Images(few_digits, None, 0.2, CHANGES))
    save_yardstick(tmp_path / "yardstick.json", mine)
    assert open_yardstick(tmp_path / "yardstick.json") == mine


def test_fitted_anew_it_guesses_what_was_measured(few_digits):
    images = Images(few_digits, None, 0.2, CHANGES)
    train, test = images.sets(7)
    found = measure(Forest(5), train, test, 7)
    again = from_text(as_text(kept(Forest(5), 7, images))).refit(few_digits).judge(test.images)
    assert (again.guesses == found.guesses).all()
    assert (again.evidence[:, :9] == found.evidence[:, :9]).all()


def test_with_a_test_set_of_its_own_all_images_are_trained_on(few_digits, some_digits):
    images = Images(few_digits, some_digits)
    fitted = kept(Neighbours(1), 0, images).refit(few_digits, some_digits)
    assert (fitted.guesses(few_digits.images) == few_digits.labels).all()
    assert fitted.size == 300 * (784 * 4 + 8)


def test_images_that_are_not_at_hand_are_told(few_digits, some_digits):
    mine = kept(Neighbours(), 0, Images(few_digits))
    other = some_digits.take(np.arange(300))
    for opened in (None, other):
        with pytest.raises(UserError, match="not at hand"):
            mine.refit(opened)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}",
        '{"format": "inkling-experiment-1", "kind": "knn", "recipe": {}, "fitted_to": {}}',
    ],
)  # fmt: skip
def test_what_is_no_yardstick_is_refused(text):
    with pytest.raises(UserError):
        from_text(text)


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "oracle"},
        {"recipe": {}},
        {"recipe": {"neighbours": 0, "votes": "uniform"}},
        {"recipe": {"neighbours": "3", "votes": "uniform"}},
        {"recipe": {"neighbours": 3.5, "votes": "uniform"}},
        {"recipe": {"neighbours": True, "votes": "uniform"}},
        {"recipe": {"neighbours": 3, "votes": "loud"}},
        {"recipe": [3, "uniform"]},
        {"fitted_to": {}},
        {"format": "inkling-yardstick-2"},
    ],
)
def test_what_is_damaged_is_refused_with_the_files_name(changed, few_digits, tmp_path):
    record = json.loads(as_text(kept(Neighbours(), 0, Images(few_digits)))) | changed
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(record))
    with pytest.raises(UserError, match=r"mine\.json"):
        open_yardstick(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UserError, match=r"gone\.json"):
        open_yardstick(tmp_path / "gone.json")
