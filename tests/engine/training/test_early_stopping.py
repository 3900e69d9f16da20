"""A training ends early by the rule that its settings say, goes on exactly where it was, and is honest about it."""

import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from sklearn.model_selection import train_test_split

from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.networks.network import FeedForward, NetworkSpec
from engine.randomness import ORDER, generator
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.early_stopping import Watched, has_ended_early, validation_split, why_ended
from engine.training.history import History
from engine.training.trainer import Diverged, train

SPEC = NetworkSpec((12,))
QUICK = TrainingConfig(epochs=40, optimizer="adam", learning_rate=0.01)


@pytest.fixture(scope="module")
def sets(some_digits, few_digits):
    return some_digits.take(np.arange(500)), few_digits


def trained(config, sets, resume=None, stop=math.inf, **more):
    control, reports = Control(resumable=True), []
    for report in train(SPEC, config, *sets, control, resume=resume, **more):
        reports.append(report)
        if report.epoch == stop:
            control.stop()
    return reports, control


def history_of(reports, epochs=40):
    history = History(epochs)
    for report in reports:
        history.append(report)
    return history


def end_by_hand(accuracies, patience, target=math.inf):
    """The epoch at which a loop over the accuracies from epoch 1 on breaks; None if it does not."""
    best, best_at = -1.0, 0
    for epoch, accuracy in enumerate(accuracies, 1):
        if accuracy > best:
            best, best_at = accuracy, epoch
        if accuracy >= target or (patience and epoch - best_at >= patience):
            return epoch
    return None


@pytest.fixture(scope="module")
def whole(sets):
    """All 40 epochs."""
    return trained(QUICK, sets)[0]


@pytest.mark.parametrize("patience", [1, 2, 4])
def test_it_ends_after_so_many_epochs_without_a_better_test_accuracy(sets, whole, assert_same_course, patience):
    reports, control = trained(replace(QUICK, patience=patience), sets)
    end = end_by_hand([report.test_accuracy for report in whole[1:]], patience)
    assert 2 <= end < 40
    assert_same_course(reports, whole[: end + 1])
    point = control.checkpoint()
    assert (point.epoch, point.ended_early, point.has_just_ended_early) == (end, end, True)
    history = history_of(reports)
    assert has_ended_early(replace(QUICK, patience=patience), history)
    assert not has_ended_early(QUICK, history)
    assert why_ended(replace(QUICK, patience=patience), history).startswith("no better test accuracy for ")


def test_it_ends_as_soon_as_the_accuracy_is_reached(sets, whole):
    target = whole[3].test_accuracy
    config = replace(QUICK, target_accuracy=target)
    reports, _ = trained(config, sets)
    assert reports[-1].epoch == end_by_hand([report.test_accuracy for report in whole[1:]], 0, target)
    assert why_ended(config, history_of(reports)).startswith("the test accuracy has reached ")
    missed, control = trained(replace(QUICK, epochs=2, target_accuracy=100.0), sets)
    assert (len(missed), control.checkpoint().ended_early) == (3, 0)


def test_only_a_better_accuracy_is_an_improvement():
    watched = Watched()
    course = [watched := watched.after(accuracy) for accuracy in (50.0, 60.0, 60.0, 59.0, math.nan, 60.1)]
    assert [(one.best, one.stale) for one in course] == [(50, 0), (60, 0), (60, 1), (60, 2), (60, 3), (60.1, 0)]


@pytest.mark.parametrize("stop", [1, 3, 5])
def test_the_patience_goes_on_exactly_where_it_was(sets, whole, assert_same_course, stop):
    config = replace(QUICK, patience=4)
    end = end_by_hand([report.test_accuracy for report in whole[1:]], 4)
    assert stop < end
    first, control = trained(config, sets, stop=stop)
    second, control = trained(config, sets, resume=control.checkpoint())
    assert_same_course(first + second, whole[: end + 1])
    assert control.checkpoint().has_just_ended_early


def test_what_goes_on_from_an_early_end_is_not_ended_again(sets, whole, assert_same_course):
    config = replace(QUICK, patience=1)
    first, control = trained(config, sets)
    end = first[-1].epoch
    more, control = trained(replace(config, epochs=end + 6), sets, resume=control.checkpoint())
    assert_same_course(first + more, whole[: end + 7])
    assert (control.checkpoint().ended_early, control.checkpoint().has_just_ended_early) == (end, False)


def test_at_the_last_epoch_it_has_not_ended_early(sets, whole):
    end = end_by_hand([report.test_accuracy for report in whole[1:]], 2)
    reports, control = trained(replace(QUICK, patience=2, epochs=end), sets)
    assert reports[-1].epoch == end
    assert not control.checkpoint().has_just_ended_early
    assert not has_ended_early(replace(QUICK, patience=2, epochs=end), history_of(reports))


def test_validation_images_are_those_of_scikit_learn_and_are_never_trained_on(reference, sets):
    config = TrainingConfig(epochs=3, learning_rate=0.05, validation_fraction=0.2, seed=7)
    train_set, test_set = sets
    rest, validation, labels, validation_labels = train_test_split(
        train_set.images, train_set.labels, test_size=0.2, stratify=train_set.labels, random_state=7
    )
    parts = validation_split(train_set, config)
    for part, images, of in zip(parts, (rest, validation), (labels, validation_labels), strict=True):
        assert np.array_equal(part.images, images)
        assert np.array_equal(part.labels, of)
    reports, control = trained(config, sets)
    model, order_of = reference(FeedForward(SPEC, seed=7), config), generator(7, ORDER)
    accuracies = [model.right(validation, validation_labels)]
    for _epoch in range(3):
        for at in torch.randperm(400, generator=order_of).numpy()[: 12 * 32].reshape(12, 32):
            model.train_batch(rest[at], labels[at])
        accuracies.append(model.right(validation, validation_labels))
    assert [report.validation_accuracy for report in reports] == pytest.approx(accuracies, abs=1.01)
    for ours, theirs in zip(reference(control.latest()).parameters(), model.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-4)
    assert reports[-1].test_accuracy == pytest.approx(model.right(test_set.images, test_set.labels) / 3, abs=0.34)


def test_with_validation_images_they_choose_the_end_and_the_best_epoch(sets):
    config = replace(QUICK, validation_fraction=0.2)
    reports, control = trained(replace(config, epochs=12), sets)
    validation = [report.validation_accuracy for report in reports]
    best = 1 + int(np.argmax(validation[1:]))
    assert history_of(reports).best == best
    assert control.checkpoint().best_accuracy == reports[best].test_accuracy
    part = validation_split(sets[0], config)[1]
    right = control.checkpoint().network(best=True).log_probabilities(part.images).argmax(1) == part.labels
    assert 100 * right.mean() == pytest.approx(validation[best])
    early, _ = trained(replace(config, patience=2), sets)
    ends = end_by_hand([report.validation_accuracy for report in early[1:]], 2)
    assert early[-1].epoch == ends
    assert why_ended(replace(config, patience=2), history_of(early)) == "no better validation accuracy for 2 epochs"


def test_what_is_done_after_augmentation_is_done_to_validation_images_too(sets):
    changes = Changes((Change("inverted"), Change("scrambled")))
    config = TrainingConfig(epochs=1, validation_fraction=0.2)
    after, test_set = changes.after_augmentation, changes.testing(sets[1])
    reports, control = trained(config, (sets[0], test_set), after=after)
    part = after(validation_split(sets[0], config)[1])
    right = control.latest().log_probabilities(part.images).argmax(1) == part.labels
    assert 100 * right.mean() == pytest.approx(reports[-1].validation_accuracy)


def test_too_few_images_for_validation_are_told_with_the_field(sets):
    for config in (TrainingConfig(validation_fraction=0.01), TrainingConfig(validation_fraction=0.2)):
        with pytest.raises(UserError, match="too few to keep") as refused:
            train(SPEC, config, sets[0].take(np.arange(15)), sets[1])
        assert refused.value.field == "validation_fraction"
    with pytest.raises(UserError, match="larger than the training set of 400 images"):
        train(SPEC, TrainingConfig(batch_size=401, validation_fraction=0.2), *sets)


def test_an_epoch_that_has_left_all_bounds_is_no_early_end(sets):
    with pytest.raises(Diverged):
        trained(TrainingConfig(learning_rate=1000.0, patience=1), sets)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("patience", -1), ("patience", 100_001), ("target_accuracy", -0.1), ("target_accuracy", 100.1),
        ("target_accuracy", math.nan), ("validation_fraction", 0.001), ("validation_fraction", 0.95),
        ("validation_fraction", math.nan),
    ],
)  # fmt: skip
def test_rules_that_cannot_be_are_refused(field, value):
    with pytest.raises(UserError) as refused:
        TrainingConfig(**{field: value})
    assert refused.value.field == field


def test_whether_the_test_images_say_when_it_ends():
    assert not TrainingConfig().may_stop_early
    assert TrainingConfig(patience=3).chooses_on_test
    assert not TrainingConfig(patience=3, validation_fraction=0.1).chooses_on_test
    assert not TrainingConfig(validation_fraction=0.1).chooses_on_test
