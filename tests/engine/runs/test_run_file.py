"""A run comes back from its file as it was, and no other file is taken for one."""

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save

from engine.errors import UserError
from engine.networks.network import NetworkSpec
from engine.runs import run_file
from engine.runs.provenance import TrainedOn
from engine.runs.run_file import SavedRun, read_run, read_summary
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.early_stopping import Watched
from engine.training.history import History
from engine.training.rate_changes import RateChange
from engine.training.trainer import train


def test_a_run_comes_back_as_it_was_saved(saved, kept):
    found = read_run(kept / "run.safetensors")
    assert found.summary() == saved.summary() == read_summary(kept / "run.safetensors")
    assert found.history.count == 3
    assert np.array_equal(found.history.test_accuracy, saved.history.test_accuracy, equal_nan=True)
    assert np.array_equal(found.history.batch_losses[2], saved.history.batch_losses[2])
    assert found.trained_on == saved.trained_on
    assert found.summary().can_go_on


def test_a_header_that_asks_for_what_cannot_be_is_refused(saved, kept):
    path = kept / "run.safetensors"
    data = path.read_bytes()
    length = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + length])
    wrong = {
        "spec": {"hidden": [10**9]}, "config": {"epochs": "many"}, "epoch": 5, "outcome": "won", "threads": -1,
        "trained_on": {"digits": "x"}, "seconds": float("nan"), "unsound": 9, "versions": [],
    }  # fmt: skip
    known = json.loads(header["__metadata__"]["run"])["spec"]
    assert not {"classes", "names"} & known.keys()  # of the ten digits it is what it was before there were others
    classes = (
        {"classes": 63}, {"classes": 1}, {"classes": 10**30}, {"classes": "2"}, {"classes": 2, "names": ["a", "a"]},
        {"classes": 2, "names": ["a", "b\n"]}, {"classes": 2, "names": ["a", "b" * 41]}, {"names": ["a", "b"]},
        {"classes": 3, "names": ["a", "b", "c"]},
    )  # fmt: skip
    for field, value in [*wrong.items(), *(("spec", known | fields) for fields in classes)]:
        run = json.loads(header["__metadata__"]["run"]) | {field: value}
        changed = json.loads(json.dumps(header))
        changed["__metadata__"]["run"] = json.dumps(run)
        text = json.dumps(changed).encode()
        path.write_bytes(len(text).to_bytes(8, "little") + text + data[8 + length :])
        with pytest.raises(UserError, match="run"):
            read_run(path)


@pytest.mark.parametrize(
    ("field", "possible", "impossible"),
    [
        ("epoch", (0, 4), (-1, 5)),
        ("accuracy", (0.0, 100.0, math.nan), (-0.1, 100.1)),
        ("best_accuracy", (-1.0, 100.0), (-1.1, 100.1)),
        ("seconds", (0.0, 1e9), (-0.1,)),
        ("threads", (0, 1024), (-1, 1025)),
        ("unsound", (0, 2), (-1, 3)),
        ("ended_early", (0, 2), (-1, 3)),
        ("watched", (Watched(), Watched(100.0, 2)), (Watched(-2.0), Watched(101.0), Watched(5.0, -1), Watched(5.0, 3))),
        ("outcome", ("training", "stopped", "completed", "diverged", "failed"), ("won", "")),
    ],
)
def test_a_summary_says_only_what_can_be(saved, field, possible, impossible):
    for value in possible:
        replace(saved.summary(), **{field: value})
    for value in impossible:
        with pytest.raises(UserError, match=field):
            replace(saved.summary(), **{field: value})


def test_a_run_with_validation_comes_back_with_its_curve_and_its_patience(some_digits, few_digits, kept):
    config, control = TrainingConfig(epochs=3, patience=3, validation_fraction=0.2), Control(resumable=True)
    history = History(3)
    for report in train(NetworkSpec((6,)), config, some_digits, few_digits, control):
        history.append(report)
    run = SavedRun(control.checkpoint(), history, TrainedOn("MNIST", 0.1, 5), "completed")
    assert b'"inkling-run-1"' not in run.to_bytes()
    found = read_run(put(kept, run))
    assert np.array_equal(found.history.validation_accuracy, history.validation_accuracy)
    assert found.checkpoint.watched == control.checkpoint().watched
    assert found.history.best == history.best
    history.validation_accuracy[1] = math.nan
    with pytest.raises(UserError, match="“validation_accuracy” holds what are no numbers"):
        read_run(put(kept, run))


def test_changes_of_the_rate_come_back_in_a_file_that_an_older_inkling_refuses(saved, kept):
    """It would go on with another rate. Without any, the file is what it was before there were such changes."""
    changes = RateChange(1, 3, 0.1), RateChange(3, 2, 0.2)
    assert b'"inkling-run-1"' in saved.to_bytes()
    assert b'"inkling-run-1"' not in changed(saved, rate_changes=changes).to_bytes()
    found = read_run(put(kept, changed(saved, rate_changes=changes)))
    assert found.checkpoint.rate_changes == found.summary().rate_changes == changes
    assert found.history.rate_changes == changes[:1]  # the other one came in the epoch that is trained again
    assert found.history.learning_rate[1:].tolist() == pytest.approx([0.1, 0.1, math.nan, math.nan], nan_ok=True)


@pytest.mark.parametrize(
    "impossible",
    [
        (RateChange(4, 1, 0.1),),
        (RateChange(2, 1, 0.1), RateChange(1, 1, 0.2)),
        (RateChange(2, 1, 0.1), RateChange(2, 1, 0.2)),
    ],
)
def test_changes_of_the_rate_that_cannot_have_come_are_refused(saved, kept, impossible):
    with pytest.raises(UserError, match="rate_changes"):
        replace(saved.summary(), rate_changes=impossible)


@pytest.mark.parametrize(
    ("epoch", "outcome", "goes_on"), [(3, "stopped", True), (4, "completed", False), (3, "diverged", False)]
)
def test_a_run_that_has_epochs_left_and_is_sound_can_go_on(saved, epoch, outcome, goes_on):
    assert replace(saved.summary(), epoch=epoch, outcome=outcome).can_go_on == goes_on


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="the system does not tell what is mapped")
def test_a_run_that_is_open_is_not_mapped_from_its_file(kept):
    """On Windows, a file that is mapped cannot be replaced."""
    opened, summary = read_run(kept / "run.safetensors"), read_summary(kept / "run.safetensors")
    assert str(kept) not in Path("/proc/self/maps").read_text()
    assert opened.summary() == summary


def changed(saved, **values):
    """The same run with other tensors or numbers in its checkpoint."""
    return replace(saved, checkpoint=replace(saved.checkpoint, **values))


def with_curve(saved, name, value):
    history = saved.history.extended(4)
    getattr(history, name)[1] = value
    return replace(saved, history=history)


def put(kept, saved):
    (kept / "run.safetensors").write_bytes(saved.to_bytes())
    return kept / "run.safetensors"


@pytest.mark.parametrize("name", ["last", "best", "sound"])
@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_weights_that_are_no_numbers_are_refused(saved, kept, name, value):
    tensor = getattr(saved.checkpoint, name).clone()
    tensor[7] = value
    with pytest.raises(UserError, match=f"“{name}” holds what are no numbers"):
        read_run(put(kept, changed(saved, **{name: tensor})))


@pytest.mark.parametrize("wild", [{"outcome": "diverged"}, {"unsound": 1}])
def test_a_run_that_has_left_all_bounds_comes_back_with_what_it_has(saved, kept, wild):
    tensor = torch.full_like(saved.checkpoint.last, math.nan)
    run = changed(saved, last=tensor, best=tensor, unsound=wild.get("unsound", 0))
    found = read_run(put(kept, replace(run, outcome=wild.get("outcome", "stopped"))))
    assert found.checkpoint.last.isnan().all()
    assert found.checkpoint.sound.isfinite().all()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("loss", math.nan, "“loss”"),
        ("train_accuracy", 101.0, "accuracy"),
        ("test_accuracy", math.inf, "accuracy"),
        ("test_accuracy", -1.0, "accuracy"),
        ("seconds", math.nan, "time"),
        ("seconds", -1.0, "time"),
    ],
)
def test_a_curve_of_what_cannot_be_is_refused(saved, kept, name, value, words):
    with pytest.raises(UserError, match=words):
        read_run(put(kept, with_curve(saved, name, value)))


def test_a_test_accuracy_that_is_not_known_is_none(saved, kept):
    assert math.isnan(read_run(put(kept, with_curve(saved, "test_accuracy", math.nan))).history.test_accuracy[1])


def test_a_run_of_a_newer_inkling_is_named_as_such(saved, kept):
    data = saved.to_bytes().replace(b"inkling-run-1", b"inkling-run-3")
    (kept / "run.safetensors").write_bytes(data)
    with pytest.raises(UserError, match="it was written by a newer Inkling"):
        read_summary(kept / "run.safetensors")


def repacked(path, change):
    """Write the tensors of a run anew, after ``change`` was done to them."""
    with safe_open(path, framework="pt") as file:
        tensors, header = {name: file.get_tensor(name) for name in file.keys()}, file.metadata()  # noqa: SIM118
    change(tensors)
    path.write_bytes(save(tensors, header))


@pytest.mark.parametrize(
    ("name", "tensor", "words"),
    [
        ("invented", torch.zeros(3), "“invented” is nothing that such a run has"),
        ("step.optimizer.mean", torch.zeros(3), "“step.optimizer.mean” is nothing"),
        ("step.order", torch.zeros(6_000, dtype=torch.uint8), "“step.order” is larger"),
        ("last", torch.zeros(3), "“last” is"),
        ("last", torch.zeros(4_780, dtype=torch.float64), "“last” is"),
        ("history.loss", torch.zeros(9, dtype=torch.float64), "“history.loss” is"),
        ("history.batch_losses", torch.zeros(2, 500_000), "losses of the batches"),
    ],
)
def test_only_the_tensors_that_such_a_run_has_are_taken_and_none_before_all_are_known(
    kept, monkeypatch, name, tensor, words
):
    path = kept / "run.safetensors"
    repacked(path, lambda tensors: tensors.update({name: tensor}))
    monkeypatch.setattr(run_file, "_run", None)
    with pytest.raises(UserError, match=words):
        read_run(path)


def test_a_tensor_that_is_missing_is_named(kept):
    path = kept / "run.safetensors"
    repacked(path, lambda tensors: tensors.pop("best"))
    with pytest.raises(UserError, match="“best” is not there"):
        read_run(path)


def test_a_loss_of_a_batch_that_is_no_number_is_refused(saved, kept):
    history = saved.history.extended(4)
    history.batch_losses = [*history.batch_losses[:-1], np.full_like(history.batch_losses[-1], math.nan)]
    with pytest.raises(UserError, match="“batch 2” holds what are no numbers"):
        read_run(put(kept, replace(saved, history=history)))


@pytest.mark.parametrize("name", ["accuracy", "best_accuracy"])
def test_a_header_that_says_more_than_its_curve_is_refused(kept, name):
    path = kept / "run.safetensors"
    with safe_open(path, framework="pt") as file:
        tensors, header = {name: file.get_tensor(name) for name in file.keys()}, file.metadata()  # noqa: SIM118
    header["run"] = json.dumps(json.loads(header["run"]) | {name: 99.9})
    path.write_bytes(save(tensors, header))
    with pytest.raises(UserError, match=f"“{name}” is 99.9, and by its curve"):
        read_run(path)
