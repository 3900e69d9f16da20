"""Arrays in files of their own are read in pairs."""

import numpy as np
import pytest

from engine.digits.readers import NoLabels, read, read_sets


def save(folder, **arrays):
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)
    return [folder / f"{name}.npy" for name in arrays]


@pytest.mark.parametrize(
    "names", [("x_train", "y_train"), ("images", "labels"), ("train_data", "train_labels"), ("X", "y")]
)
@pytest.mark.parametrize("chosen", [0, 1])
def test_either_array_of_a_pair_finds_the_other(tmp_path, some, names, chosen, same):
    paths = save(tmp_path, **{names[0]: some.images, names[1]: some.labels})
    same(read(paths[chosen]), some)


def test_test_arrays_beside_are_the_test_set(tmp_path, some, same):
    rest = some.take(np.arange(10))
    path, *_ = save(tmp_path, x_train=some.images, y_train=some.labels, x_test=rest.images, y_test=rest.labels)
    found = read_sets(path)
    same(found.digits, some)
    same(found.test_digits, rest)
    assert "x_test.npy" in found.note


@pytest.mark.parametrize(
    "labels",
    [
        lambda a: np.eye(10)[a],
        lambda a: a[:, None],
        lambda a: a.astype(str),
        lambda a: a.astype("S"),
        lambda a: a * 1.0,
    ],
)
def test_labels_may_be_one_hot_texts_or_floats(tmp_path, some, labels, same):
    path, _ = save(tmp_path, x=some.images.reshape(-1, 784), y=labels(some.labels))
    same(read(path), some)


def test_images_alone_are_images_without_labels_and_labels_alone_are_refused(tmp_path, some, refused):
    images, labels = save(tmp_path, images=some.images, y_other=some.labels)
    with pytest.raises(NoLabels):
        read(images)
    refused(labels, "y_other.npy", "images")


def test_what_is_cut_off_too_long_or_pickled_is_refused(tmp_path, some, refused):
    (path,) = save(tmp_path, images=some.images)
    data = path.read_bytes()
    path.write_bytes(data[:-9])
    refused(path, "cut off")
    path.write_bytes(data + b"x")
    refused(path, "longer")
    np.save(path, np.array([{}], object))
    refused(path, "pickled")


@pytest.mark.parametrize("labelled", [True, False])
def test_images_along_the_last_axis_are_refused(tmp_path, some, labelled, refused):
    arrays = {"x": np.moveaxis(some.images, 0, -1), "y": some.labels}
    path, *_ = save(tmp_path, **(arrays if labelled else {"x": arrays["x"]}))
    refused(path, "(28, 28, 40)", "MATLAB", "moveaxis")


@pytest.mark.parametrize(
    ("shape", "words"), [((28, 28), "(images, 28, 28)"), ((40, 785), "two arrays"), ((784, 300), "(images, 28, 28)")]
)
def test_arrays_that_are_neither_images_nor_labels_are_named_by_their_shape(tmp_path, shape, words, refused):
    path, *_ = save(tmp_path, mnist=np.zeros(shape, np.uint8))
    refused(path, str(shape), words)


def test_a_single_number_is_no_array_of_images(tmp_path, some, refused):
    np.savez(tmp_path / "a.npz", x=np.uint8(7), y=some.labels)
    refused(tmp_path / "a.npz", "its shape is ()")


def test_no_labels_of_text_are_refused_in_a_sentence(tmp_path, some, refused):
    np.savez(tmp_path / "a.npz", x=some.images, y=np.zeros(0, "U3"))
    refused(tmp_path / "a.npz", "0 labels")
