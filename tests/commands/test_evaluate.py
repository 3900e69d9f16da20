"""A network is judged as the window judges it, and what it was trained on is said."""

import numpy as np
import pytest

from commands.evaluate import facts_of, in_words
from engine.inspection.evaluation import Evaluation
from engine.networks.files import PRETRAINED, pretrained, save_network
from engine.networks.network import FeedForward, NetworkSpec


@pytest.fixture
def saved(tmp_path):
    save_network(tmp_path / "mine.safetensors", FeedForward(NetworkSpec((5,)), 3))
    return tmp_path / "mine.safetensors"


def test_accuracy_errors_and_confusion_are_those_of_the_window(records, saved, table, some_digits):
    few = some_digits.take(np.arange(300))
    judged = Evaluation(few, FeedForward(NetworkSpec((5,)), 3).log_probabilities(few.images))
    (facts,) = records("evaluate", saved, "--digits", table)
    assert facts["accuracy"] == judged.accuracy
    assert facts["errors"] == len(judged.errors)
    assert facts["confusion"] == judged.confusion.tolist()
    assert facts["seen"] is None  # it does not say what it was trained on


def test_images_that_it_was_trained_on_are_counted(records):
    (on_test,), (on_train,) = records("evaluate", PRETRAINED), records("evaluate", PRETRAINED, "--digits", "mnist-20k")
    assert (on_test["seen"], on_test["network"]) == (0, str(pretrained().spec))
    assert 15_000 < on_train["seen"] <= 20_000
    assert on_test["accuracy"] < on_train["accuracy"]


def test_words_say_which_digits_are_taken_for_which(command, saved, table):
    status, out, err = command("evaluate", saved, "--digits", table)
    assert (status, err) == (0, "")
    assert "is not known" in out
    assert out.count("\n") == 13


def test_what_is_no_network_is_told(command, table):
    status, _, err = command("evaluate", table)
    assert status == 1
    assert "few.csv" in err


def test_of_any_classes_the_words_are_their_names(classed):
    network = FeedForward(NetworkSpec((5,)).fitting(classed), 3)
    facts = facts_of(network, None, classed)
    assert facts["names"] == list(classed.names)
    assert facts["confusion"] == Evaluation(classed, network.log_probabilities(classed.images)).confusion.tolist()
    _head, _seen, title, *rows = in_words(facts).splitlines()
    assert title.split()[0] == "class"
    assert [row[2:].startswith(name) for row, name in zip(rows, classed.names, strict=True)] == [True] * len(rows)


def test_a_network_of_other_classes_is_told_by_which_images_it_can_be_judged(command, tmp_path, table, classed):
    save_network(tmp_path / "other.safetensors", FeedForward(NetworkSpec((5,)).fitting(classed)))
    status, _, err = command("evaluate", tmp_path / "other.safetensors")
    assert (status, err.count("\n")) == (1, 1)
    assert "--digits: say by which images" in err
    status, _, err = command("evaluate", tmp_path / "other.safetensors", "--digits", table)
    assert (status, err.count("\n")) == (1, 1)
    assert f"tells {classed.classes} classes apart, and “few.csv” has 10" in err
