"""A folder of images is read by its folders' names."""

import numpy as np
import pytest
from PIL import Image

from engine.digits.readers import NotTheSize, read, read_sets
from engine.errors import UserError


def folder_of(path, digits, mode="L"):
    for index, (image, label) in enumerate(zip(digits.images, digits.labels, strict=True)):
        (path / str(label)).mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).convert(mode).save(path / str(label) / f"{index:03}.png")
    return path


def by_label(digits):
    return digits.take(np.argsort(digits.labels, kind="stable"))


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P"])
def test_a_folder_of_images_is_read_by_label(tmp_path, some, mode, same):
    found = read(folder_of(tmp_path / "mine", some, mode))
    same(found, by_label(some))
    assert found.name == "mine"


def test_a_folder_with_training_and_testing_gives_both(tmp_path, some, same):
    folder_of(tmp_path / "training", some)
    folder_of(tmp_path / "testing", some.take(np.arange(10)))
    found = read_sets(tmp_path)
    same(found.digits, by_label(some))
    assert len(found.test_digits) == 10


def test_a_folder_without_images_says_what_to_do(tmp_path, refused):
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "notes.txt").write_text("no image", "utf-8")
    refused(tmp_path, "0 to 9")


def test_images_of_another_size_are_offered_to_be_scaled(tmp_path, some, refused):
    (tmp_path / "7").mkdir()
    for index, image in enumerate(some.images[:3]):
        Image.fromarray(np.kron(image, np.ones((2, 2), np.uint8))).save(tmp_path / "7" / f"{index}.png")
    error = refused(tmp_path, "56 x 56", "28 x 28")
    assert isinstance(error, NotTheSize)
    assert np.array_equal(read_sets(tmp_path, scale=True).digits.images, some.images[:3])


def test_a_damaged_image_is_named(tmp_path, some, refused):
    victim = sorted(folder_of(tmp_path, some).glob("7/*.png"))[0]
    victim.write_bytes(victim.read_bytes()[:60])
    refused(tmp_path, f"7/{victim.name}")


def test_an_image_that_vanishes_while_the_folder_is_read_is_named(tmp_path, some):
    victim = sorted(folder_of(tmp_path, some).glob("9/*.png"))[-1]
    with pytest.raises(UserError, match=victim.name):
        read_sets(tmp_path, progress=lambda _: victim.unlink(missing_ok=True))
