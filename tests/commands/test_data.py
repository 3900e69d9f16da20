"""What is in a set of digits is what numpy says of it."""

import numpy as np
import pytest

from commands.data import facts_of, in_words


def test_the_facts_are_those_of_the_images(records, table, some_digits):
    few = some_digits.take(np.arange(300))
    (facts,) = records("data", table)
    assert facts["images"] == 300
    assert facts["counts"] == [int((few.labels == digit).sum()) for digit in range(10)]
    assert facts["mean"] == pytest.approx((few.images / 255).mean(), rel=1e-12)
    assert facts["deviation"] == pytest.approx((few.images / 255).std(), rel=1e-12)
    assert facts["black"] == pytest.approx((few.images == 0).mean(), rel=1e-12)


def test_the_whole_set_has_the_published_mean_and_deviation(records):
    (facts,) = records("data", "mnist-60k")
    assert (round(facts["mean"], 4), round(facts["deviation"], 4)) == (0.1307, 0.3081)


def test_a_test_set_that_comes_along_is_told_after_it(records, tmp_path, some_digits):
    few = some_digits.take(np.arange(30))
    np.savez(tmp_path / "a.npz", x_train=few.images, y_train=few.labels, x_test=few.images[:9], y_test=few.labels[:9])
    assert [facts["images"] for facts in records("data", tmp_path / "a.npz")] == [30, 9]


def test_words_say_the_same(command, table):
    status, out, _ = command("data", table)
    assert status == 0
    assert "few.csv: 300 images" in out


def test_a_file_that_is_none_is_told(command, tmp_path):
    assert command("data", tmp_path / "no.csv")[0] == 1


def test_classes_are_counted_by_their_names(classed):
    facts = facts_of(classed)
    assert facts["names"] == list(classed.names)
    assert facts["counts"] == np.bincount(classed.labels).tolist()
    assert f"of each class    {classed.names[0]}: {facts['counts'][0]:,}" in in_words(facts)
