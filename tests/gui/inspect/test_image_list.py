"""Images are told by their index in the set, and their captions never claim certainty."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.inspect.image_list import NOTHING, ImageList, _brief
from gui.widgets.marks import RIGHT, WRONG


@pytest.fixture
def evaluation(judged):
    return judged([3, 3, 5, 8], [3, 5, 5, 8], [0.9, 0.6, 0.75, 0.99996])


@pytest.fixture
def images(show, evaluation):
    made = show(ImageList(), 700, 300)
    made.show_list(evaluation, np.array([1, 3, 2]))
    return made


def test_captions_tell_truth_guess_and_sureness_and_near_misses_their_rival(images, evaluation):
    assert [images.caption(place) for place in range(3)] == ["3 → 5, 60 %", "8, >99.9 %", "5, 75 %"]
    images.show_list(evaluation, np.array([2, 1]), with_rival=True)
    assert [images.caption(place) for place in range(2)] == ["5 (6: 25 %)", "3 → 5, 60 %"]
    assert images._marks.tolist() == [RIGHT, WRONG]


def test_clicks_and_keys_tell_the_index_in_the_set(images):
    chosen, reached = [], []
    images.chosen.connect(chosen.append)
    images.reached.connect(reached.append)
    QTest.mouseClick(images.viewport(), Qt.MouseButton.LeftButton, pos=images.rect_of(1).center().toPoint())
    QTest.keyClick(images, Qt.Key.Key_Right)
    QTest.keyClick(images, Qt.Key.Key_Return)
    assert (chosen, reached) == ([3, 2], [3, 2])


def test_the_tooltip_compares_the_guess_with_the_truth_or_the_rival(images):
    assert images._tip_of(0).splitlines()[0] == "image 1: a 3, taken for 5 (wrong)"
    assert images._tip_of(0).splitlines()[2].startswith("probability of 3: ")
    assert images._tip_of(2).splitlines()[2].startswith("probability of 6: 25")


def test_a_set_judged_anew_stays_where_one_is_and_another_begins_at_the_top(show, judged):
    many = judged([1] * 256, [1] * 256)
    images = show(ImageList(), 400, 200)
    images.show_list(many, np.arange(256))
    images.verticalScrollBar().setValue(500)
    images.show_list(type(many)(many.digits, many.evidence), np.arange(256))
    assert images.verticalScrollBar().value() == 500
    images.show_list(judged([1] * 256, [1] * 256), np.arange(256))
    assert images.verticalScrollBar().value() == 0


def test_the_sheet_has_the_images_that_are_shown(images):
    taken, captions = images.take_away("Some").images()
    assert taken[:, 0, 0].tolist() == [1, 3, 2]
    assert captions[0] == "3 as 5, 60 %"


def test_nothing_is_shown_without_a_set(images):
    images.show_list(None, NOTHING)
    assert (images.count(), len(images.indices())) == (0, 0)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (1.0, ">99.9 %"),
        (0.9995, ">99.9 %"),
        (0.9994, "99.9 %"),
        (0.99, "99.0 %"),
        (0.989, "99 %"),
        (0.01, "1 %"),
        (0.0099, "<1 %"),
        (float("nan"), "?"),
    ],
)
def test_a_probability_is_brief_and_never_rounded_up_to_certainty(p, words):
    assert _brief(p) == words


def test_votes_that_were_counted_may_all_be_for_one(images, evaluation):
    votes = np.full_like(evaluation.evidence, -np.inf)
    votes[np.arange(4), evaluation.guesses] = 0
    images.show_list(replace(evaluation, evidence=votes), np.arange(4))
    assert [images.caption(place) for place in range(2)] == ["3, 100 %", "3 → 5, 100 %"]
    assert images._tip_of(1).replace("\u00a0", " ").splitlines()[1:] == [
        "probability of 5: 100 %",
        "probability of 3: 0 %",
    ]


def test_long_names_have_wider_captions_and_are_told_whole_by_the_tooltip(images, evaluation):
    images.resize(700, 90)  # where images are not so large that every caption fits
    narrow = images.rect_of(1).x()
    names = ["W" * 40, *"abc", "T-shirt/top", "Ankle boot", *"ghij"]
    images.set_names(names)
    images.show_list(evaluation, np.array([1, 3, 2]))
    assert images.rect_of(1).x() > narrow
    assert images.caption(0) == "c → Ankle boot, 60 %"
    images.set_names(tuple("0123456789"))
    assert images.rect_of(1).x() == narrow
