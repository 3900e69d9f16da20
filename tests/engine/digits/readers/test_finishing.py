"""What was read becomes sets, with what is to be said and what can be done about them."""

import numpy as np
import pytest

from engine.digits.bundle import bundled
from engine.digits.readers import NoLabels, read_sets


def save(path, images, labels=None):
    np.savez(path, images=images, **({} if labels is None else {"labels": labels}))
    return path


def test_mnists_digits_come_without_a_word(tmp_path, some, same):
    found = read_sets(save(tmp_path / "a.npz", some.images, some.labels))
    same(found.digits, some)
    assert (found.notes, found.offers, found.unlabelled, found.note) == ((), (), None, "")
    assert found.digits.name == "a.npz"


def test_why_something_is_offered_is_in_the_note_for_those_who_cannot_choose(tmp_path, some):
    found = read_sets(save(tmp_path / "a.npz", 255 - some.images, some.labels))
    assert [offer.name for offer in found.offers] == ["invert"]
    assert "dark on light" in found.note


def test_images_without_labels_bring_their_notes_and_offers(tmp_path, some):
    images = 255 - some.images
    images[0] = 7
    with pytest.raises(NoLabels) as error:
        read_sets(save(tmp_path / "a.npz", images))
    assert "1 of the 40 images" in error.value.notes[0]
    assert [offer.name for offer in error.value.offers] == ["invert"]
    assert np.array_equal(error.value.offers[0].apply(error.value.images).images, 255 - images)


def test_train_and_test_have_the_same_classes(tmp_path, some):
    letters = np.array(list("abcdefghij"))
    np.savez(
        tmp_path / "a.npz",
        x_train=some.images, y_train=letters[some.labels], x_test=some.images[:1], y_test=np.array(["z"]),
    )  # fmt: skip
    found = read_sets(tmp_path / "a.npz")
    assert found.digits.names == found.test_digits.names == (*sorted(set(letters[some.labels])), "z")
    assert found.test_digits.labels.tolist() == [found.digits.classes - 1]


def test_the_label_10_stands_for_0_where_the_images_look_like_it(tmp_path, same):
    digits = bundled("mnist-test").take(np.arange(200))
    labels = np.where(digits.labels == 0, 10, digits.labels)
    found = read_sets(save(tmp_path / "a.npz", digits.images, labels))
    same(found.digits, digits)
    assert "label 10" in found.note
    found = read_sets(save(tmp_path / "b.npz", digits.images, digits.labels + 1))
    assert found.digits.names[-1] == "10"
