"""Guesses for pictures, drawings and sets go into a table."""

import csv
import io

import numpy as np
import pytest
from PIL import Image

from engine.digits.bundle import bundled
from engine.handwriting.kept import kept
from engine.handwriting.my_digits import save
from engine.handwriting.paper.reading import read_paper
from engine.networks.files import pretrained, save_network
from engine.networks.network import FeedForward, NetworkSpec


@pytest.fixture
def rows(command):
    """The table as records; there is nothing to be told."""

    def predicted(*arguments):
        status, out, err = command("predict", *arguments)
        assert (status, err) == (0, ""), err
        return list(csv.DictReader(io.StringIO(out)))

    return predicted


def test_a_set_is_judged_as_the_network_judges_it(rows, table, some_digits, tmp_path):
    network = FeedForward(NetworkSpec((5,)), 3)
    save_network(tmp_path / "mine.safetensors", network)
    found = rows(table, "--network", tmp_path / "mine.safetensors")
    evidence = network.log_probabilities(some_digits.images[:300])
    assert list(found[0]) == ["file", "image", "guess", "probability", *"0123456789"]
    assert [row["image"] for row in found] == [str(number) for number in range(1, 301)]
    assert {row["file"] for row in found} == {str(table)}
    assert [int(row["guess"]) for row in found] == evidence.argmax(axis=1).tolist()
    shares = np.array([[float(row[digit]) for digit in "0123456789"] for row in found])
    assert np.abs(shares - np.exp(evidence)).max() < 1e-6
    assert all(row["probability"] == row[row["guess"]] for row in found)


def test_pictures_are_prepared_as_pasted_ones_and_drawings_are_taken_as_they_are(rows, tmp_path):
    seven = bundled("mnist-test").images[0]
    Image.fromarray(seven).save(tmp_path / "small.png")
    large = 255 - np.kron(np.pad(seven, 6), np.ones((5, 5), np.uint8))
    Image.fromarray(large).save(tmp_path / "large.jpg")
    drawing = kept("1", [np.array([[140.0, 40.0], [140.0, 240.0]])])
    save(tmp_path / "mine.json", [drawing, drawing])
    names = [tmp_path / name for name in ("small.png", "large.jpg", "mine.json")]
    found = rows(*names)
    assert [row["file"] for row in found] == [str(names[at]) for at in (0, 1, 2, 2)]
    assert [row["guess"] for row in found] == ["7", "7", "1", "1"]
    grey = np.asarray(Image.open(names[1]))
    images = np.stack([seven, read_paper(grey).image, drawing.image, drawing.image])
    expected = np.exp(pretrained().log_probabilities(images)).max(axis=1)
    assert np.abs(np.array([float(row["probability"]) for row in found]) - expected).max() < 1e-6


def test_images_without_labels_are_judged_and_the_table_goes_to_a_file(command, tmp_path, some_digits):
    np.save(tmp_path / "images.npy", some_digits.images[:4])
    out = tmp_path / "answers.csv"
    assert command("predict", tmp_path / "images.npy", "--out", out) == (0, "", "")
    assert out.read_text().count("\n") == 5


def test_the_classes_of_another_network_have_their_names(rows, tmp_path, classed):
    network = FeedForward(NetworkSpec((4,)).fitting(classed), 0)
    save_network(tmp_path / "mine.safetensors", network)
    np.save(tmp_path / "images.npy", classed.images[:2])
    found = rows(tmp_path / "images.npy", "--network", tmp_path / "mine.safetensors")
    assert list(found[0])[4:] == list(classed.names)
    assert found[0]["guess"] in classed.names


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nowhere.png", None),
        ("nowhere.csv", None),
        ("blank.png", "blank"),
        ("no.png", b"no picture"),
        ("cut.json", b'{"format": "inkling-digits-1", "digits": ['),
        ("other.json", b'{"format": "other"}'),
    ],
)
def test_what_cannot_be_judged_is_told_in_a_sentence_and_nothing_is_written(command, tmp_path, name, content):
    if content == "blank":
        Image.new("L", (90, 90), 255).save(tmp_path / name)
    elif content is not None:
        (tmp_path / name).write_bytes(content)
    status, out, err = command("predict", tmp_path / name, "--out", tmp_path / "answers.csv")
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert name in err
    assert not (tmp_path / "answers.csv").exists()
