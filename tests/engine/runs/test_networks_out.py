"""A network that leaves the program says of which epoch it is, how good, and what it was chosen by."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.errors import UserError
from engine.networks.files import load_network, read_facts
from engine.runs.library import RUN, write_run
from engine.runs.networks_out import best_epoch, save_best, save_last
from engine.runs.provenance import from_facts
from engine.runs.run_file import read_run


@pytest.fixture
def peaked(kept):
    """A run whose first epoch is its best, and not its last."""
    saved = read_run(kept / RUN)
    saved.history.test_accuracy[:3] = 10, 91.5, 90
    other = replace(saved.checkpoint, best=torch.full_like(saved.checkpoint.best, 0.5), best_accuracy=91.5)
    write_run(kept, replace(saved, checkpoint=other))
    return kept


def test_the_last_network_says_how_many_epochs_it_has_behind_it_and_how_good_it_is(peaked, tmp_path):
    save_last(peaked, tmp_path / "last.safetensors")
    facts, saved = read_facts(tmp_path / "last.safetensors"), read_run(peaked / RUN)
    assert (facts["epochs"], facts["test_accuracy"]) == ("2", "90.00")
    assert from_facts(facts) == saved.trained_on
    assert not from_facts(facts).chosen_on_test
    assert torch.equal(load_network(tmp_path / "last.safetensors").flat, saved.checkpoint.last)


def test_the_best_network_says_its_own_epoch_and_that_its_test_images_helped_to_choose_it(peaked, tmp_path):
    """It had said the last epoch's number, and its test images passed for unseen ones."""
    save_best(peaked, tmp_path / "best.safetensors")
    facts, saved = read_facts(tmp_path / "best.safetensors"), read_run(peaked / RUN)
    assert (facts["epochs"], facts["test_accuracy"]) == ("1", "91.50")
    assert from_facts(facts) == replace(saved.trained_on, chosen_on_test=True)
    assert torch.equal(load_network(tmp_path / "best.safetensors").flat, saved.checkpoint.best)


def test_of_a_real_training_the_best_epoch_is_that_of_the_network_that_was_kept(saved):
    accuracies = saved.history.test_accuracy[:3]
    assert accuracies[best_epoch(saved)] == saved.checkpoint.best_accuracy == accuracies.max()


def test_epochs_that_came_after_the_checkpoint_do_not_count(saved):
    grown = saved.history.extended(4)
    grown.test_accuracy[3] = 99
    assert best_epoch(replace(saved, history=grown)) == best_epoch(saved) <= 2


def test_without_test_images_no_accuracy_is_said(kept, tmp_path):
    saved = read_run(kept / RUN)
    saved.history.test_accuracy[:] = np.nan
    write_run(kept, saved)
    for save in (save_last, save_best):
        save(kept, tmp_path / "network.safetensors")
        assert "test_accuracy" not in read_facts(tmp_path / "network.safetensors")


def test_where_there_is_no_run_it_is_told(tmp_path):
    with pytest.raises(UserError):
        save_last(tmp_path, tmp_path / "network.safetensors")
