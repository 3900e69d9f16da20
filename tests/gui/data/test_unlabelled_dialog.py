"""Images without labels are judged by the network in use, and its answers are saved."""

import csv

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from engine.digits.readers import Images
from engine.digits.readers.offers import invert
from engine.networks.network import FeedForward, NetworkSpec
from gui.data.unlabelled_dialog import UnlabelledDialog
from gui.model.networks import OPENED, Known

NAMES = ("cat", "<b>dog</b>", "bird")
IMAGES = Images(np.random.default_rng(0).integers(0, 256, (40, 28, 28), np.uint8), "test.csv")


def network(seed=0):
    return FeedForward(NetworkSpec((4,), classes=3, names=NAMES), seed)


@pytest.fixture
def dialog(show, session):
    parts = session.networks, session.tasks, session.messages
    return show(UnlabelledDialog("40 images.", IMAGES, (invert("They are dark."),), *parts), 700, 500)


def choose(session, made):
    session.networks.add(OPENED, Known("mine", lambda: made, None))
    session.networks.choose(OPENED)


def guesses(made, images):
    return [NAMES[place] for place in made.log_probabilities(images).argmax(1)]


def captions(dialog):
    return [dialog.grid.caption(k) for k in range(40)]


def test_without_a_network_they_are_shown_and_nothing_can_be_saved(dialog):
    assert dialog.grid.count() == 40
    assert not dialog.save.isEnabled()
    assert "no network yet" in dialog.judged_by.text()
    assert "They are dark." in dialog.looks.text()


def test_they_are_judged_by_the_chosen_network_and_anew_by_another(dialog, session, wait):
    for seed in (0, 1):
        made = network(seed)
        choose(session, made)
        wait(lambda made=made: captions(dialog) == guesses(made, IMAGES.images))
    assert "mine" in dialog.judged_by.text()
    place = captions(dialog).index(dialog.grid.caption(0))
    assert "probability" in dialog._tip(place)


def test_they_can_be_inverted_and_are_judged_anew(dialog, session, wait):
    made = network()
    choose(session, made)
    wait(dialog.save.isEnabled)
    dialog.apply((invert(""),))
    wait(lambda: captions(dialog) == guesses(made, 255 - IMAGES.images))
    assert np.array_equal(dialog.grid.image(0), 255 - IMAGES.images[0])
    assert not dialog.looks.isVisible()


@pytest.mark.parametrize("with_probabilities", [False, True])
def test_the_answers_are_saved_as_a_table(dialog, session, wait, click, monkeypatch, tmp_path, with_probabilities):
    made, told = network(), []
    session.messages.told.connect(told.append)
    choose(session, made)
    wait(dialog.save.isEnabled)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    dialog.with_probabilities.setChecked(with_probabilities)
    click(dialog.save)
    wait(lambda: told)
    assert told == ["Saved 40 answers to mine.csv"]
    with (tmp_path / "mine.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    assert header == ["ImageId", "Label", *(NAMES if with_probabilities else ())]
    assert [row[1] for row in rows] == guesses(made, IMAGES.images)
