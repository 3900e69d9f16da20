"""What is said of the epochs of a run."""

import math

import numpy as np

from engine.training.history import EpochReport, History
from gui.train.replay_words import kept_words, now_words, shown_words


def history(percents):
    made = History(len(percents) - 1)
    for epoch, percent in enumerate(percents):
        made.append(EpochReport(epoch, 1.0, np.empty(0, np.float32), 50.0, percent, 0.1))
    return made


def test_an_epoch_is_said_with_what_the_network_was_worth():
    assert shown_words(1, history([10.0, 91.25, 95.0])) == "Epoch 1 of 2, test 91.2 %: your network as it was then."
    assert shown_words(0, history([math.nan] * 3)) == "Epoch 0 of 2: your network as it was then."


def test_now_it_is_said_how_to_go_back():
    assert now_words(False) == "Drag to the left to see how it learned."
    assert now_words(True).startswith("In training.")


def test_the_epochs_that_are_kept_are_listed_in_rows():
    assert kept_words([0]) == "1 epoch of this run is kept to go back to: 0."
    assert kept_words([0, 1, 2, 3, 5, 6, 9]).endswith("are kept to go back to: 0–3, 5, 6, 9.")
