"""A set is known again by its mark, and the images of a run by their fingerprint."""

from dataclasses import replace

import numpy as np
import pytest

from engine.digits.identity import fingerprint, image_hashes, is_marked, mark_of


def other_pixel(digits):
    images = digits.images.copy()
    images[3, 13, 13] ^= 128
    return replace(digits, images=images)


def other_label(digits):
    labels = digits.labels.copy()
    labels[3] = (labels[3] + 1) % 10
    return replace(digits, labels=labels)


def other_order(digits):
    return digits.take(np.r_[1, 0, 2 : len(digits)])


def one_less(digits):
    return digits.take(np.arange(len(digits) - 1))


@pytest.mark.parametrize("change", [other_pixel, other_label, other_order, one_less])
def test_a_set_with_anything_else_in_it_is_another(few_digits, change):
    assert is_marked(few_digits, mark_of(few_digits))
    assert not is_marked(change(few_digits), mark_of(few_digits))
    assert fingerprint(change(few_digits)) != fingerprint(few_digits)


def test_names_do_not_matter_nor_how_the_images_lie_in_memory(few_digits):
    same = replace(few_digits, name="another", images=np.asfortranarray(few_digits.images))
    assert mark_of(same) == mark_of(few_digits)
    assert fingerprint(same) == fingerprint(few_digits)


def test_a_set_without_a_mark_may_be_any(few_digits):
    assert is_marked(few_digits, "")


def test_marks_and_fingerprints_of_files_that_exist_stay_what_they_are(lesson_digits):
    assert mark_of(lesson_digits) == "7cb39739c56b7672"
    assert fingerprint(lesson_digits) == "b458a7a4b30cc33f07bad83ba8a96b07221bd7e08feab9fe6a034dac2a374c38"


def test_each_image_has_a_hash_of_its_own(lesson_digits):
    different = len(np.unique(lesson_digits.images.reshape(len(lesson_digits), -1), axis=0))
    assert len(np.unique(image_hashes(lesson_digits.images))) == different
