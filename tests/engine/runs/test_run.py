"""A run is carried out in whatever thread calls it, without a window: to its end, and whatever happens."""

import os
import threading
from dataclasses import replace

import numpy as np
import pytest

from engine.code.of_run import program_of_run
from engine.digits.changes import Change, Changes
from engine.networks.network import NetworkSpec
from engine.runs import run as module
from engine.runs.library import RUN, entries
from engine.runs.networks_out import best_epoch
from engine.runs.run import Run
from engine.runs.run_file import read_run
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.rate_changes import RateChange
from engine.training.trainer import train

SPEC, CONFIG = NetworkSpec((4,)), TrainingConfig(epochs=2)


def carried_out(run, runs=None):
    run.carry_out(runs)
    return run


def stopped_after(epochs, run, runs=None):
    """The run, stopped at the end of an epoch."""
    run.control.run_one_epoch()
    thread = threading.Thread(target=run.carry_out, args=(runs,))
    thread.start()
    while run.history.count <= epochs or not run.control.paused:
        thread.join(0.001)
    run.control.stop()
    thread.join()
    return run


def test_it_trains_to_its_end_and_says_what_it_was_trained_on(some_digits):
    run = carried_out(Run(SPEC, CONFIG, some_digits, 0.25))
    assert (run.outcome, run.message, run.history.count, run.is_unfinished) == ("completed", "", 3, False)
    assert run.trained_on.test_fraction == 0.25
    assert run.control.latest() is not None
    assert run.folder is None


def test_with_a_test_set_of_its_own_all_digits_are_trained_on(some_digits, few_digits):
    run = carried_out(Run(SPEC, CONFIG, some_digits, 0.25, few_digits))
    assert (run.trained_on.test_fraction, run.trained_on.own_test) == (0.0, True)


def test_the_changes_are_applied(some_digits):
    changes = Changes((Change("inverted"),))
    plain, inverted = (carried_out(Run(SPEC, CONFIG, some_digits, 0.25, None, c)) for c in (Changes(), changes))
    assert inverted.trained_on.changes == changes
    assert not np.array_equal(plain.history.loss, inverted.history.loss)


@pytest.mark.parametrize("kinds", [("inverted",), ("binarised", "scrambled")])
def test_the_changes_of_values_and_order_follow_augmentation(some_digits, kinds):
    changes = Changes(tuple(Change(kind) for kind in kinds))
    config = replace(CONFIG, augmentation="affine")
    run = carried_out(Run(SPEC, config, some_digits, 0.25, None, changes))
    control, (train_set, test_set) = Control(), changes.sets_to_train(some_digits, None, 0.25, config.seed)
    list(train(SPEC, config, train_set, test_set, control, after=changes.after_augmentation))
    assert (run.control.latest().flat == control.latest().flat).all()


def test_it_is_kept_while_it_trains_and_found_again(some_digits, tmp_path):
    run = carried_out(Run(SPEC, CONFIG, some_digits, 0.25), tmp_path / "runs")
    (entry,) = entries(tmp_path / "runs")
    assert entry.folder == run.folder
    saved = read_run(run.folder / RUN)
    again = Run.found(saved, run.folder, some_digits, None)
    assert (again.outcome, again.history.count, again.can_go_on, again.is_unfinished) == ("completed", 3, True, False)
    assert (again.control.latest().flat == run.control.latest().flat).all()
    assert again.weight_course.layer(0)[0].tolist() == [0, 2]


def test_a_run_whose_program_ended_without_a_word_was_stopped(some_digits, tmp_path):
    run = carried_out(Run(SPEC, CONFIG, some_digits, 0.25), tmp_path / "runs")
    saved = replace(read_run(run.folder / RUN), outcome="training")
    assert Run.found(saved, run.folder, None, None).outcome == "stopped"


def test_going_on_draws_the_curve_of_a_run_in_one_go(some_digits, tmp_path):
    config = replace(CONFIG, epochs=4, momentum=0.9, dropout=0.1)
    whole = carried_out(Run(SPEC, config, some_digits, 0.25))
    first = stopped_after(1, Run(SPEC, config, some_digits, 0.25), tmp_path / "runs")
    assert (first.outcome, first.is_unfinished, first.can_go_on) == ("stopped", True, True)
    second = carried_out(first.going_on(config), tmp_path / "runs")
    assert second.went_on
    assert second.folder == first.folder
    np.testing.assert_array_equal(second.history.loss, whole.history.loss)
    assert (second.control.latest().flat == whole.control.latest().flat).all()


def test_going_on_with_other_versions_is_told(some_digits, tmp_path):
    first = stopped_after(1, Run(SPEC, replace(CONFIG, epochs=4), some_digits, 0.25), tmp_path / "runs")
    assert first.differs == first.going_on(first.config).differs == ""
    saved = read_run(first.folder / RUN)
    older = replace(saved, checkpoint=replace(saved.checkpoint, versions={"inkling": "0.1.0", "torch": "2.1.0"}))
    run = Run.found(older, first.folder, some_digits, None).going_on(first.config)
    assert "torch 2.1.0" in run.differs
    assert carried_out(run).outcome == "completed"


def test_more_epochs_of_a_cosine_are_refused_in_a_sentence(some_digits):
    config = replace(CONFIG, schedule="cosine")
    whole = carried_out(Run(SPEC, config, some_digits, 0.25))
    assert not whole.can_go_on
    longer = whole.going_on(replace(config, epochs=4))
    assert carried_out(longer).outcome == "failed"
    assert "falls along a cosine" in longer.message


def test_divergence_is_an_outcome_with_a_sentence_and_no_place_to_go_on_from(some_digits):
    run = carried_out(Run(SPEC, replace(CONFIG, learning_rate=1e9), some_digits, 0.25))
    assert run.outcome == "diverged"
    assert run.message
    assert not run.can_go_on


def test_what_cannot_be_trained_is_told(some_digits):
    run = carried_out(Run(SPEC, CONFIG, some_digits.take(np.arange(5)), 0.25))
    assert run.outcome == "failed"
    assert "cannot be split" in run.message


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "Training failed: MemoryError"),
        (RuntimeError("can't allocate memory\nmore"), "not enough memory. Use fewer units"),
        (RuntimeError("boom\nmore"), "Training failed: boom"),
        (KeyError("x"), "a mistake in Inkling: KeyError('x')"),
    ],
)
def test_no_error_gets_out(some_digits, monkeypatch, error, said):
    def broken(*_, **__):
        raise error
        yield

    monkeypatch.setattr(module, "train", broken)
    run = carried_out(Run(SPEC, CONFIG, some_digits, 0.25))
    assert run.outcome == "failed"
    assert said in run.message


def test_a_full_disk_does_not_stop_it_and_is_told(some_digits, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    run = carried_out(Run(SPEC, CONFIG, some_digits, 0.25), tmp_path / "runs")
    assert run.outcome == "completed"
    assert "No space left on device" in run.message


def test_of_any_classes_it_is_kept_found_and_goes_on_as_if_there_had_been_no_break(classed, tmp_path):
    config = replace(CONFIG, epochs=3, seed=2)
    whole = carried_out(Run(SPEC, config, classed, 0.25))
    assert (whole.spec.classes, whole.spec.names) == (classed.classes, classed.names)
    broken = stopped_after(1, Run(SPEC, config, classed, 0.25), tmp_path)
    renamed = replace(classed, names=tuple(f"class {number}" for number in range(classed.classes)))
    found = Run.found(read_run(broken.folder / RUN), broken.folder, renamed, None)
    assert (found.outcome, found.spec) == ("stopped", whole.spec)
    gone_on = carried_out(found.going_on(config), tmp_path)
    assert (gone_on.outcome, gone_on.message) == ("completed", "")
    assert (gone_on.control.latest().flat == whole.control.latest().flat).all()
    assert read_run(gone_on.folder / RUN).checkpoint.spec == whole.spec


def test_a_test_set_with_other_classes_is_refused_in_a_sentence(classed, few_digits):
    run = carried_out(Run(SPEC, CONFIG, classed, 0.25, few_digits))
    assert run.outcome == "failed"
    assert f"{classed.classes} classes apart, and “{few_digits.name}” has 10" in run.message


def test_stopped_again_before_its_next_epoch_has_ended_it_can_still_go_on(some_digits, tmp_path):
    first = stopped_after(1, Run(SPEC, replace(CONFIG, epochs=4), some_digits, 0.25), tmp_path / "runs")
    second = first.going_on(first.config)
    second.control.set_learning_rate(0.5)
    second.control.stop()
    carried_out(second, tmp_path / "runs")
    assert (second.history.count, second.outcome, second.can_go_on) == (2, "stopped", True)
    assert read_run(second.folder / RUN).checkpoint.rate_changes == (RateChange(2, 1, 0.5),)
    third = carried_out(second.going_on(second.config))
    assert (third.history.count, third.history.rate_changes) == (5, (RateChange(2, 1, 0.5),))


EARLY = replace(CONFIG, epochs=40, patience=1, optimizer="adam", learning_rate=0.03)


@pytest.mark.parametrize("fraction", [0.0, 0.2])
def test_an_early_end_is_kept_and_whether_the_test_images_chose_it(some_digits, tmp_path, fraction):
    config = replace(EARLY, validation_fraction=fraction)
    run = carried_out(Run(SPEC, config, some_digits, 0.25), tmp_path / "runs")
    end = run.history.count - 1
    assert (run.outcome, run.is_unfinished, run.can_go_on, end < 40) == ("early", False, True, True)
    assert run.trained_on.chosen_on_test == (fraction == 0)
    (entry,) = entries(tmp_path / "runs")
    assert (entry.summary.outcome, entry.summary.can_go_on) == ("early", False)
    saved = read_run(run.folder / RUN)
    again = Run.found(saved, run.folder, some_digits, None)
    assert (again.outcome, again.history.best) == ("early", run.history.best)
    assert best_epoch(saved) == run.history.best
    killed = Run.found(replace(saved, outcome="training"), run.folder, some_digits, None)
    assert killed.outcome == "early"
    assert not replace(saved, outcome="training").summary().can_go_on
    more = carried_out(again.going_on(again.longer(3)), tmp_path / "runs")
    assert (more.outcome, more.history.count, more.trained_on.chosen_on_test) == ("completed", end + 4, False)
    plain = carried_out(Run(SPEC, replace(config, epochs=end + 3, patience=0), some_digits, 0.25))
    np.testing.assert_array_equal(more.history.loss, plain.history.loss)
    made, _images = program_of_run(more.folder, some_digits, None)
    assert "stale" not in made.text
    assert f"epochs = {end + 3}" in made.text


def test_a_cosine_that_ended_early_goes_on_to_its_own_last_epoch(some_digits):
    run = carried_out(Run(SPEC, replace(EARLY, epochs=12, schedule="cosine"), some_digits, 0.25))
    assert (run.outcome, run.is_unfinished, run.can_go_on) == ("early", True, True)
    assert carried_out(run.going_on(run.longer(0))).history.count == 13
