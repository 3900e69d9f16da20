"""What is said of each part has the batch's own numbers, and says what is set besides."""

import pytest

from engine.networks.network import NetworkSpec
from engine.training.by_hand import BACKWARD, FORWARD, LOSS, PHASES, UPDATE
from engine.training.config import TrainingConfig
from gui.train.by_hand.words import AHEAD, NAMES, NEXT, TIPS, batch_words, phase_words


def test_every_part_has_its_words():
    for words in (AHEAD, NAMES, NEXT, TIPS):
        assert tuple(words) == PHASES


def test_the_numbers_are_those_of_the_batch(batch_of):
    batch = batch_of()
    log_p = f"{batch.log_probabilities[3, batch.begun.labels[3]]:.4g}".replace("-", "−")
    assert phase_words(FORWARD, batch, 3) == (
        f"32 images went in, 10 log-probabilities for each came out. This image: {log_p} for its true class."
    )
    assert phase_words(LOSS, batch, 3).endswith(f"the mean of the batch is {batch.loss:.4f}.")
    assert f"{batch.losses[3]:.4g} for this image" in phase_words(LOSS, batch, 3)
    assert f"its norm is {batch.whole.gradient:.3g}." in phase_words(BACKWARD, batch, 0)
    assert f"{batch.loss:.4f} → {batch.loss_after:.4f}" in phase_words(UPDATE, batch, 0)
    assert "SGD with rate 0.01" in phase_words(UPDATE, batch, 0)


def test_softmax_has_another_penalty(batch_of):
    assert phase_words(LOSS, batch_of(NetworkSpec((8,), output="softmax")), 0).startswith("−p of the true class")


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (TrainingConfig(dropout=0.5), "Dropout: the losses are those with units dropped"),
        (TrainingConfig(augmentation="affine"), "Its images are varied"),
    ],
)
def test_what_is_set_besides_is_said(batch_of, config, said):
    assert said in batch_words(batch_of(config=config), False)
    assert said not in batch_words(batch_of(), False)
    assert "which holds" in batch_words(batch_of(), True)
    decayed = batch_of(config=TrainingConfig(weight_decay=0.1))
    assert "Weight decay" in phase_words(UPDATE, decayed, 0)
