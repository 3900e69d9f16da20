"""Yardsticks are measured one after another, and each is told as it finishes."""

import numpy as np
import pytest

from commands import yardsticks
from commands.frame import INTERRUPTED
from engine.digits.changes import Changes
from engine.digits.readers import read
from engine.experiments.states import CANCELLED
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.experiments.yardsticks.result import measure


def test_a_record_of_each_is_what_is_measured_on_the_images_of_a_run(records, table):
    found = records(
        "yardsticks", "knn", "centroid", "--knn-neighbours", 5, "--knn-votes", "distance", "--digits", table,
        "--test-share", 20, "--seed", 3,
    )  # fmt: skip
    assert {record["yardstick"] for record in found} == {"knn", "centroid"}
    sets = Changes().sets(read(table), None, 0.2, 3)
    for record in found:
        recipe = Neighbours(5, "distance") if record["yardstick"] == "knn" else Centroid()
        alone = measure(recipe, *sets, 3)
        assert (record["state"], record["seed"], record["train_images"], record["test_images"]) == (
            "finished",
            3,
            240,
            60,
        )
        assert record["accuracy"] == alone.accuracy
        assert np.array(record["confusion"]).tolist() == alone.confusion.tolist()
        assert record["size"] == alone.size
    (knn,) = (record for record in found if record["yardstick"] == "knn")
    assert (knn["neighbours"], knn["votes"]) == (5, "distance")


def test_in_words_there_is_a_line_for_each_seed_and_a_failure_is_told(command, table):
    status, out, err = command("yardsticks", "knn", "--digits", table, "--seeds", 2, "--knn-neighbours", 1_000)
    assert (status, out.count("\n"), out.count("use fewer neighbours")) == (1, 2, 2)
    assert err == "inkling: Not all of the yardsticks could be measured.\n"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("oracle",), "oracle"),
        (("knn", "--knn-neighbours", 0), "Neighbours"),
        (("knn", "--seeds", 0), "seeds"),
        (("knn", "--seeds", 21), "seeds"),
        (("knn", "--seed", -1), "seeds"),
        (("knn", "--test-share", 95), "percent"),
        (("knn", "--digits", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(command, arguments, word):
    status, out, err = command("yardsticks", *arguments)
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert word in err


def test_without_a_word_all_are_measured(table):
    parser = yardsticks.argparse.ArgumentParser()
    yardsticks.fill(parser)
    made = yardsticks.measuring_of(parser.parse_args(["--digits", str(table)]))
    assert len(made.runs) == 5


def test_ctrl_c_ends_those_that_have_not_finished(command, monkeypatch, table):
    seen = []

    def interrupted(measuring):
        seen.append(measuring)
        raise KeyboardInterrupt

    monkeypatch.setattr(yardsticks, "_as_they_end", interrupted)
    assert command("yardsticks", "knn", "--digits", table) == (INTERRUPTED, "", "")
    assert [run.state for run in seen[0].runs] == [CANCELLED]


def test_the_help_explains_each_and_its_options():
    parser = yardsticks.argparse.ArgumentParser()
    yardsticks.fill(parser)
    helped = parser.format_help()
    for option in (
        "--forest-trees",
        "--svm-components",
        "--logistic-iterations",
        "--centroid-distance",
        "--test-share",
    ):
        assert option in helped
    assert "keeps all training images" in " ".join(helped.split())
