"""A history can be plotted as it is, while it grows."""

import numpy as np
import pytest

from engine.training.history import EpochReport, History
from engine.training.rate_changes import RateChange


def report(epoch, test_accuracy=50.0, train_accuracy=50.0):
    return EpochReport(epoch, 2.0 / (epoch + 1), np.full(3, epoch, np.float32), train_accuracy, test_accuracy, 0.1)


def history_of(test_accuracies, train_accuracy=50.0, epochs=10):
    history = History(epochs)
    for epoch, accuracy in enumerate(test_accuracies):
        history.append(report(epoch, accuracy, train_accuracy))
    return history


def test_a_new_history_has_room_for_epoch_0_and_all_others_and_counts_none():
    history = History(3)
    assert history.count == 0
    assert history.loss.shape == history.train_accuracy.shape == history.test_accuracy.shape == (4,)
    assert np.isnan(history.loss).all()
    assert history.batch_losses == []


def test_reports_stand_at_their_epoch():
    history = History(3)
    history.append(report(0, test_accuracy=10.0, train_accuracy=9.0))
    history.append(report(1, test_accuracy=80.0, train_accuracy=70.0))
    assert history.count == 2
    assert history.loss[:2].tolist() == [2.0, 1.0]
    assert history.train_accuracy[:2].tolist() == [9.0, 70.0]
    assert history.test_accuracy[:2].tolist() == [10.0, 80.0]
    assert history.seconds[:2].tolist() == [0.1, 0.1]
    assert [losses.tolist() for losses in history.batch_losses] == [[0, 0, 0], [1, 1, 1]]
    assert np.isnan(history.loss[2:]).all()


def test_arrays_are_never_replaced_so_that_a_plot_can_hold_them():
    history = History(2)
    loss, accuracy = history.loss, history.test_accuracy
    history.append(report(0))
    assert history.loss is loss
    assert history.test_accuracy is accuracy


def test_what_is_counted_is_already_there():
    class Watched(History):
        def __setattr__(self, name, value):
            if name == "count" and value:
                assert np.isfinite(self.loss[value - 1])
                assert np.isfinite(self.test_accuracy[value - 1])
                assert len(self.batch_losses) == value
            super().__setattr__(name, value)

    history = Watched(2)
    history.append(report(0))
    history.append(report(1))
    assert history.count == 2


@pytest.mark.parametrize(
    ("accuracies", "best"), [([], 0), ([10], 0), ([10, 90, 80], 1), ([10, 90, 90], 1), ([50, 40, 30], 0)]
)
def test_the_best_epoch_is_the_first_with_the_highest_test_accuracy(accuracies, best):
    assert history_of(accuracies).best == best


def test_every_array_has_room_for_every_epoch():
    history = History(3)
    for epoch in range(4):
        history.append(EpochReport(epoch, 1.0, np.empty(0, np.float32), 50.0, 50.0, 0.5))
    for course in (history.loss, history.train_accuracy, history.test_accuracy, history.seconds):
        assert course.shape == (4,)
    assert history.seconds.tolist() == [0.5] * 4


def test_with_validation_images_the_best_epoch_is_theirs_and_never_the_untrained_network():
    history = History(5)
    for epoch, (test, validation) in enumerate([(10.0, 99.0), (50.0, 60.0), (90.0, 60.0), (95.0, 55.0)]):
        history.append(EpochReport(epoch, 1.0, np.empty(0), 50.0, test, 0.1, validation_accuracy=validation))
        assert history.best == min(epoch, 1)
    assert history.is_validated
    assert history.extended(9).validation_accuracy[:4].tolist() == [99.0, 60.0, 60.0, 55.0]
    assert not history_of([10.0, 20.0]).is_validated


def test_changes_of_the_rate_are_kept_in_their_order():
    history, changes = History(3), (RateChange(1, 2, 0.1), RateChange(2, 1, 0.2))
    for epoch in range(3):
        made = changes[epoch - 1 : epoch] if epoch else ()
        history.append(EpochReport(epoch, 1.0, np.empty(0), 1.0, 1.0, 0.1, 0.1 * epoch, made))
    assert history.rate_changes == history.extended(9).rate_changes == changes
    assert history.extended(9).learning_rate[:3].tolist() == [0.0, 0.1, 0.2]
