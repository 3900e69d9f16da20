"""What is said of the accuracies is what they are worth."""

import pytest

from engine.networks.network import NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from gui.train.accuracy_words import CHOSEN_ON_TEST, MEASURED, before, caption, heading, reading, short_headings


@pytest.fixture(scope="module")
def run_of(some_digits):
    def carried_out(**config):
        run = Run(NetworkSpec((8,)), TrainingConfig(optimizer="adam", learning_rate=0.02, **config), some_digits, 0.2)
        run.carry_out(None)
        return run

    return carried_out


def test_an_end_that_the_test_images_chose_has_an_asterisk(run_of):
    run = run_of(epochs=40, patience=1)
    assert run.outcome == "early"
    title, tip = heading(run, under_way=False)
    assert title.count("%*") == 2
    assert "The test images said when it stopped" in tip
    assert caption(run, under_way=False).startswith(CHOSEN_ON_TEST)
    assert caption(run, under_way=True) == MEASURED


def test_with_validation_images_the_test_accuracy_is_fair(run_of):
    run = run_of(epochs=40, patience=1, validation_fraction=0.25)
    history, best = run.history, run.history.best
    title, tip = heading(run, under_way=False)
    assert "*" not in title
    assert f"at the best validation {history.test_accuracy[best]:.1f} % (epoch {best})" in title
    assert "fair" in tip
    assert CHOSEN_ON_TEST not in caption(run, under_way=False)
    assert "validation, test" in caption(run, under_way=True)
    assert f"validation {history.validation_accuracy[1]:.1f} %, test" in reading(history, 1)


def test_without_any_rule_it_is_as_it_was(run_of):
    run = run_of(epochs=1)
    assert heading(run, under_way=False)[0].count("%*") == 1
    assert "validation" not in reading(run.history, 1)
    assert before(run.config) == MEASURED


def test_what_training_never_bettered_is_not_called_its_best(run_of):
    run = run_of(epochs=2)
    run.history.test_accuracy[0] = 99.0
    title, tip = heading(run, under_way=False)
    assert title.endswith("never above the 99.0 % before training")
    assert heading(run, under_way=True)[0].endswith("not above the 99.0 % before training yet")
    assert tip == "", "nothing was chosen"


def test_in_few_words_the_test_accuracy_stays(run_of):
    run = run_of(epochs=2)
    longer, shortest = short_headings(run)
    test, best = (run.history.test_accuracy[place] for place in (run.history.count - 1, run.history.best))
    assert (longer, shortest) == (f"Test {test:.1f} %, best {best:.1f} %*", f"Test {test:.1f} %")
    run.history.test_accuracy[0] = 99.0
    assert short_headings(run)[0].endswith("before training 99.0 %")
    validated = short_headings(run_of(epochs=2, validation_fraction=0.25))
    assert "*" not in "".join(validated)
    assert "validation" in validated[0]
