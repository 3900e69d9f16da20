"""Which epochs of a run are kept to go back to, and that they are, bit for bit, what the network was."""

import numpy as np
import pytest
import torch

from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.library import RUN
from engine.runs.replay import BYTES, KeptEpochs, network_of, room_for
from engine.runs.replay_file import REPLAY, read_epochs
from engine.runs.run import Run
from engine.runs.run_file import read_run
from engine.training.config import TrainingConfig

SPEC = NetworkSpec((5,))
TINY = NetworkSpec((1,), classes=2)  # of which 400 would be kept


def trained(digits, epochs, runs=None):
    run = Run(SPEC, TrainingConfig(epochs=epochs, optimizer="adam", seed=3), digits, 0.25)
    run.carry_out(runs)
    return run


def kept_after(epochs, room, monkeypatch):
    monkeypatch.setattr("engine.runs.replay.room_for", lambda parameters: room)
    kept, flat = KeptEpochs(TINY), torch.zeros(TINY.parameters)
    for epoch in range(epochs + 1):
        kept.add(epoch, flat)
    return kept.epochs


def same(kept, others):
    return list(kept) == list(others) and all(torch.equal(kept[epoch], others[epoch]) for epoch in kept)


def test_the_lessons_run_keeps_46_epochs_in_less_than_10_mb_and_a_network_of_millions_none():
    lesson = NetworkSpec().parameters
    assert room_for(lesson) == 46
    assert 46 * 4 * lesson <= BYTES < 10_000_000
    assert room_for(NetworkSpec((512, 256)).parameters) == 12
    assert room_for(5_400_000) == 0


def test_every_epoch_is_kept_at_first_and_later_ones_are_thinner(monkeypatch):
    assert kept_after(45, 46, monkeypatch) == tuple(range(46))
    for epochs in (60, 250, 1000):
        kept = np.array(kept_after(epochs, 46, monkeypatch))
        assert (len(kept), kept[0], kept[-1]) == (46, 0, epochs)
        gaps = np.diff(kept)
        assert (gaps[:12] == 1).all()
        middle = len(gaps) // 2
        assert gaps[middle:].mean() > gaps[:middle].mean()
        inner = gaps[:-1] / kept[1:-1]
        assert inner[kept[1:-1] > 12].max() < 0.25, "no gap is large for its epoch"


def test_what_is_kept_does_not_depend_on_a_break(monkeypatch):
    monkeypatch.setattr("engine.runs.replay.room_for", lambda parameters: 7)
    flat, whole = torch.zeros(TINY.parameters), KeptEpochs(TINY)
    for epoch in range(30):
        whole.add(epoch, flat)
        if epoch == 17:
            broken = whole.up_to(17)
    for epoch in range(18, 30):
        broken.add(epoch, flat)
    assert broken.epochs == whole.epochs


def test_each_is_bit_for_bit_the_network_of_a_fresh_training_of_so_many_epochs(some_digits, tmp_path):
    run = trained(some_digits, 4, tmp_path)
    found = read_epochs(run.folder / REPLAY, run.control.checkpoint())
    assert run.epochs.epochs == tuple(found) == (0, 1, 2, 3, 4)
    assert same(run.epochs.kept, found)
    assert torch.equal(found[0], FeedForward(SPEC.fitting(some_digits), 3).flat)
    for epoch in (1, 3, 4):
        fresh = trained(some_digits, epoch).control.latest()
        assert torch.equal(network_of(run.spec, found[epoch]).flat, fresh.flat)


def test_a_replayed_network_can_be_derived_and_changed_without_changing_what_is_kept(some_digits):
    run = trained(some_digits, 1)
    for epoch in (0, 1):
        network, before = network_of(run.spec, run.epochs.kept[epoch]), run.epochs.kept[epoch].clone()
        network.logits(network.inputs(some_digits.images[:2])).sum().backward()
        network.flat.zero_()
        assert torch.equal(run.epochs.kept[epoch], before)


def test_a_run_that_goes_on_keeps_its_epochs_and_draws_the_curve_of_one_without_a_break(some_digits, tmp_path):
    first, whole = trained(some_digits, 2, tmp_path), trained(some_digits, 4)
    found = Run.found(read_run(first.folder / RUN), first.folder, some_digits, None)
    longer = found.going_on(whole.config)
    longer.carry_out(tmp_path)
    assert same(longer.epochs.kept, whole.epochs.kept)
    assert same(read_epochs(longer.folder / REPLAY, longer.control.checkpoint()), whole.epochs.kept)
    np.testing.assert_array_equal(longer.history.loss, whole.history.loss)
    assert torch.equal(longer.control.latest().flat, whole.control.latest().flat)


@pytest.mark.parametrize("damage", [None, b"", b"nonsense", "another"])
def test_a_run_without_them_opens_with_the_three_networks_that_it_has_and_goes_on(some_digits, tmp_path, damage):
    run = trained(some_digits, 3, tmp_path)
    path = run.folder / REPLAY
    if damage == "another":
        other = trained(some_digits.take(np.arange(500)), 3, tmp_path)
        path.write_bytes((other.folder / REPLAY).read_bytes())
    elif damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    found = Run.found(read_run(run.folder / RUN), run.folder, some_digits, None)
    assert found.epochs.epochs == tuple(sorted({0, run.history.best, 3}))
    assert all(torch.equal(flat, run.epochs.kept[epoch]) for epoch, flat in found.epochs.kept.items())
    longer = found.going_on(TrainingConfig(epochs=4, optimizer="adam", seed=3))
    longer.carry_out(tmp_path)
    assert longer.outcome == "completed"
    assert longer.epochs.epochs[-2:] == (3, 4)


def test_parameters_that_are_no_numbers_are_left_out():
    kept = KeptEpochs(TINY)
    kept.add(0, torch.zeros(TINY.parameters))
    kept.add(1, torch.full((TINY.parameters,), float("nan")))
    assert kept.epochs == (0,)
