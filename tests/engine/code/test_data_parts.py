"""What a program trains and tests with is what the engine does, image for image and value for value."""

import numpy as np
import pytest
import torch

from engine.code.program import program
from engine.code.recipe import beside
from engine.digits.changes import Change, Changes
from engine.digits.readers import Loaded
from engine.digits.splitting import split
from engine.networks.network import FeedForward
from engine.randomness import ORDER, generator

BEFORE_THE_NETWORK = ("imports", "images", "normalise", "split", "changes", "random", "tensors")


def carried_out(plan, digits, folder, monkeypatch):
    """The names after the first half of a program."""
    source = beside(Loaded(digits))
    np.savez(folder / source.file, images=digits.images, labels=digits.labels)
    monkeypatch.chdir(folder)
    parts = [part for part in program(plan, source).parts if part.key in BEFORE_THE_NETWORK]
    names = {}
    exec("\n".join(line.text for part in parts for line in part.lines), names)
    return names


@pytest.mark.parametrize("input_range", [(0.0, 1.0), (-1.0, 1.0), (1.0, 0.0), (0.5, 1.5), (-100.0, 0.25)])
def test_the_vectors_are_those_that_the_network_is_fed(make_plan, few_digits, tmp_path, monkeypatch, input_range):
    plan = make_plan(input_range=input_range, test_fraction=0.2, seed=2)
    names = carried_out(plan, few_digits, tmp_path, monkeypatch)
    network = FeedForward(plan.spec)
    for which, digits in zip(("train", "test"), split(few_digits, 0.2, 2), strict=True):
        assert torch.allclose(names[f"X_{which}"], network.inputs(digits.images), rtol=1e-6, atol=1e-5)
        assert names[f"X_{which}"].dtype == torch.float32
        assert np.array_equal(names[f"y_{which}"], digits.labels)


def test_the_test_images_can_have_another_range(make_plan, few_digits, tmp_path, monkeypatch):
    names = carried_out(make_plan(test_range=(0.0, 255.0)), few_digits, tmp_path, monkeypatch)
    assert (names["X_train"].max(), names["X_test"].max()) == (1, 255)


def test_the_batches_come_in_the_engines_order(make_plan, few_digits, tmp_path, monkeypatch):
    names = carried_out(make_plan(seed=9, batch_size=16), few_digits, tmp_path, monkeypatch)
    order, count = generator(9, ORDER), len(names["y_train"])
    for _ in range(2):
        wanted = torch.randperm(count, generator=order)[: count // 16 * 16].view(-1, 16)
        found = [labels for _, labels in names["train_loader"]]
        assert torch.equal(torch.stack(found), names["y_train"][wanted])


def test_variants_are_changed_after_they_were_made(make_plan, few_digits, tmp_path, monkeypatch):
    from engine.code import helper

    (tmp_path / helper.NAME).write_text(helper.TEXT)
    monkeypatch.syspath_prepend(tmp_path)
    changes = Changes((Change("inverted", where="training"), Change("scrambled", where="testing")))
    plan = make_plan(augmentation="affine", changes=changes, input_range=(0.0, 2.0))
    names = carried_out(plan, few_digits, tmp_path, monkeypatch)
    variants = names["augmented"](names["train_images"], "affine", 0, 4)
    assert np.allclose(names["varied"](4).numpy(), 2 * (1 - variants.reshape(-1, 784)))
