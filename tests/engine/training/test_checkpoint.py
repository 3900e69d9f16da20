"""A training that was broken off draws the curve that it would have drawn without the break."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.errors import UserError
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.library import write_run
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import SavedRun, read_run
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import History
from engine.training.trainer import Diverged, train

EPOCHS = 5
SPEC = NetworkSpec((12, 7))
CONFIGS = {
    "sgd": {},
    "momentum": {"momentum": 0.9},
    "decay": {"weight_decay": 1e-3},
    "rmsprop": {"optimizer": "rmsprop", "learning_rate": 1e-3},
    "adam": {"optimizer": "adam", "learning_rate": 1e-3},
    "dropout": {"dropout": 0.3},
    "cosine": {"schedule": "cosine", "batch_size": 7},
    "augmented": {"augmentation": "both"},
}


def run(config, sets, epochs=EPOCHS, resume=None, spec=SPEC):
    """The reports of a training up to ``epochs``, and its control."""
    control, reports = Control(resumable=True), []
    for report in train(spec, config, *sets, control, resume=resume):
        reports.append(report)
        if report.epoch == epochs:
            control.stop()
    return reports, control


def through_a_file(control, reports, tmp_path):
    """The checkpoint of a training as another program would find it."""
    history = History(control.checkpoint().config.epochs)
    for report in reports:
        history.append(report)
    write_run(tmp_path, SavedRun(control.checkpoint(), history, TrainedOn("some", 0.1, 0), "training"))
    return read_run(tmp_path / "run.safetensors")


@pytest.fixture(scope="module")
def sets(some_digits, few_digits):
    return some_digits.take(np.arange(500)), few_digits


@pytest.mark.parametrize("name", CONFIGS)
@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_resumed_training_equals_the_uninterrupted_one_bit_for_bit(name, at, sets, tmp_path):
    config = TrainingConfig(epochs=EPOCHS, seed=3, **CONFIGS[name])
    whole, whole_control = run(config, sets)
    first, first_control = run(config, sets, epochs=at)
    saved = through_a_file(first_control, first, tmp_path)
    second, second_control = run(config, sets, resume=saved.checkpoint)
    assert [report.epoch for report in first + second] == list(range(EPOCHS + 1))
    for ours, theirs in zip(first + second, whole, strict=True):
        assert (ours.loss, ours.train_accuracy, ours.test_accuracy) == (
            theirs.loss, theirs.train_accuracy, theirs.test_accuracy,
        )  # fmt: skip
        assert np.array_equal(ours.batch_losses, theirs.batch_losses)
    assert torch.equal(second_control.latest().flat, whole_control.latest().flat)
    assert torch.equal(second_control.checkpoint().best, whole_control.checkpoint().best)


def test_an_input_range_and_softmax_resume_too(sets, tmp_path):
    spec, config = NetworkSpec((5,), "tanh", "softmax", (-1.0, 1.0)), TrainingConfig(epochs=3)
    whole, control = run(config, sets, spec=spec)
    first, first_control = run(config, sets, epochs=1, spec=spec)
    checkpoint = through_a_file(first_control, first, tmp_path).checkpoint
    second, second_control = run(config, sets, resume=checkpoint, spec=spec)
    assert torch.equal(second_control.latest().flat, control.latest().flat)
    assert [report.loss for report in first + second] == [report.loss for report in whole]


def test_after_a_stop_in_the_middle_of_an_epoch_that_epoch_is_trained_again(sets):
    class StoppedInEpochFive(Control):
        asked = 0

        @property
        def stopped(self):
            self.asked += 1
            return self.asked > 4 * (500 // 32) + 8

    control, config = StoppedInEpochFive(resumable=True), TrainingConfig(epochs=6)
    reports = list(train(SPEC, config, *sets, control))
    assert reports[-1].epoch == control.checkpoint().epoch == 4
    assert not torch.equal(control.latest().flat, control.checkpoint().last)  # it has gone on to the stop
    rest, _ = run(config, sets, epochs=6, resume=control.checkpoint())
    assert [report.loss for report in reports + rest] == [report.loss for report in run(config, sets, epochs=6)[0]]


def test_twenty_more_epochs_go_on_from_a_finished_run(sets):
    config = TrainingConfig(epochs=3)
    _, control = run(config, sets)
    more = replace(config, epochs=5)
    reports, _ = run(more, sets, resume=control.checkpoint())
    assert [report.loss for report in reports] == [report.loss for report in run(more, sets)[0][4:]]


@pytest.mark.parametrize("epochs", [2, 5])
def test_a_cosine_keeps_its_length(epochs, sets):
    """Its rates at the first epochs depend on how many there are: with other epochs the curve would have a bend."""
    config = TrainingConfig(epochs=3, schedule="cosine")
    _, control = run(config, sets, epochs=1)
    with pytest.raises(
        UserError, match="cannot have more or fewer than its 3 epochs: its learning rate falls along a cosine"
    ):
        train(SPEC, replace(config, epochs=epochs), *sets, resume=control.checkpoint())
    assert not config.can_be_extended
    assert TrainingConfig().can_be_extended


def test_what_a_run_goes_on_with_is_compared_with_what_it_was_trained_with(sets):
    _, control = run(TrainingConfig(epochs=2), sets, epochs=1)
    point = control.checkpoint()
    assert point.differs() == ""
    older = replace(point, versions=dict(point.versions, torch="2.1.0", machine="abacus"))
    assert older.differs().startswith("This run was trained with torch 2.1.0, a processor of the kind abacus, and goes")
    assert torch.__version__ in older.differs()
    assert "Inkling" not in older.differs()
    assert "Inkling an unknown version" in replace(point, versions={}).differs()
    assert len(replace(point, versions=dict.fromkeys(point.versions, "x" * 10_000)).differs()) < 500
    assert [report.epoch for report in run(TrainingConfig(epochs=2), sets, resume=older)[0]] == [2]  # it is no obstacle


def test_other_images_variants_settings_or_threads_are_refused_in_a_sentence(sets, monkeypatch):
    config = TrainingConfig(epochs=4)
    _, control = run(config, sets, epochs=1)
    point, (train_set, test_set) = control.checkpoint(), sets
    inverted = replace(train_set, images=255 - train_set.images)
    relabelled = replace(test_set, labels=(test_set.labels + 1) % 10)
    for changed in ((inverted, test_set), (train_set, relabelled)):
        with pytest.raises(UserError, match="images are not the ones"):
            train(SPEC, config, *changed, resume=point)
    with pytest.raises(UserError, match="settings"):
        train(SPEC, replace(config, learning_rate=0.1), *sets, resume=point)
    with pytest.raises(UserError, match="network"):
        train(NetworkSpec((9,)), config, *sets, resume=point)
    with pytest.raises(UserError, match="2 threads"):
        train(SPEC, config, *sets, resume=replace(point, threads=2))
    with pytest.raises(UserError, match="behind it"):
        train(SPEC, replace(config, epochs=1), *sets, resume=replace(point, epoch=2))


def test_the_state_of_another_optimiser_is_refused(sets):
    _, control = run(TrainingConfig(epochs=2, optimizer="adam"), sets, epochs=1)
    point = replace(control.checkpoint(), config=TrainingConfig(epochs=2))
    with pytest.raises(UserError, match="optimiser"):
        list(train(SPEC, TrainingConfig(epochs=2), *sets, resume=point))
    for steps in (torch.tensor(-1), torch.tensor(1.0)):
        wrong = replace(control.checkpoint(), step=dict(control.checkpoint().step, **{"optimizer.steps": steps}))
        with pytest.raises(UserError, match="optimiser"):
            list(train(SPEC, wrong.config, *sets, resume=wrong))
    nonsense = dict(control.checkpoint().step, order=torch.zeros_like(control.checkpoint().step["order"]))
    with pytest.raises(UserError, match="random"):
        list(train(SPEC, control.checkpoint().config, *sets, resume=replace(control.checkpoint(), step=nonsense)))


def test_the_best_network_is_that_of_the_epoch_with_the_best_accuracy(sets):
    reports, control = run(TrainingConfig(epochs=EPOCHS, learning_rate=0.05), sets)
    best = max(reports, key=lambda report: report.test_accuracy)
    network = control.checkpoint().network(best=True)
    right = network.log_probabilities(sets[1].images).argmax(1) == sets[1].labels
    assert 100 * right.mean() == pytest.approx(best.test_accuracy) == control.checkpoint().best_accuracy


def test_of_equally_good_epochs_the_first_is_the_best(sets):
    """At so small a rate no guess changes: all epochs are as good as the untrained network."""
    reports, control = run(TrainingConfig(epochs=3, learning_rate=1e-6), sets)
    assert len({report.test_accuracy for report in reports}) == 1
    assert torch.equal(control.checkpoint().best, FeedForward(SPEC, 0).flat)
    assert not torch.equal(control.checkpoint().last, control.checkpoint().best)


def test_a_run_that_diverged_keeps_its_sound_network(sets):
    control = Control(resumable=True)
    with pytest.raises(Diverged):
        list(train(SPEC, TrainingConfig(learning_rate=1e4), *sets, control))
    assert control.checkpoint().last.isfinite().all()
    assert torch.equal(control.checkpoint().last, control.latest().flat)


def test_without_being_asked_no_checkpoints_are_made(sets):
    control = Control()
    list(train(SPEC, TrainingConfig(epochs=1), *sets, control))
    assert control.checkpoint() is None
