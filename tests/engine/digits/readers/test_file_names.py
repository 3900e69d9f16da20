"""The names of files tell what they hold and which belong together."""

import pytest

from engine.digits.readers.file_names import Told, for_testing, partners, told_by
from engine.digits.readers.sources import DiskFile


def files(*names):
    return [DiskFile((name,), name, None) for name in names]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("train-images-idx3-ubyte.gz", Told((), "images", "train")),
        ("t10k-labels.idx1-ubyte", Told((), "labels", "test")),
        ("emnist-letters-train-images-idx3-ubyte", Told(("emnist", "letters"), "images", "train")),
        ("kmnist-test-imgs.npz", Told(("kmnist",), "images", "test")),
        ("X_train", Told((), "images", "train")),
        ("ytest", Told((), "labels", "test")),
        ("trainLabels", Told((), "labels", "train")),
        ("mnist_train.csv", Told(("mnist",), "", "train")),
        ("x_valid", Told((), "images", "val")),
        ("weights", Told(("weights",))),
    ],
)
def test_words_tell_role_and_part(name, told):
    assert told_by(name) == told


def test_partners_differ_in_their_role_only():
    images, labels, others, test = files("train-images.gz", "train-labels", "k-train-labels", "test-labels")
    assert partners(images, [images, labels, others, test]) == [labels]
    assert partners(labels, [images, labels, others, test]) == [images]


def test_test_files_belong_to_training_files_and_come_before_those_for_validation():
    train, val, test = files("m_train.csv", "m_val.csv", "m_test.csv")
    assert for_testing(train, [train, val, test]) == [test, val]
    assert for_testing(test, [train, val, test]) == []
