"""Settings outside of what is usual get a sentence, and those of the lesson and of its exercises none."""

import pytest

from engine.training.config import TrainingConfig
from engine.training.usual import unusual


@pytest.mark.parametrize(
    "config",
    [
        {}, {"learning_rate": 0.1}, {"learning_rate": 0.001}, {"optimizer": "adam", "learning_rate": 0.001},
        {"optimizer": "rmsprop", "learning_rate": 0.01}, {"momentum": 0.9}, {"momentum": 0.99}, {"dropout": 0.5},
        {"momentum": 0.9, "learning_rate": 0.1}, {"weight_decay": 0.01}, {"weight_decay": 1e-6}, {"dropout": 0.05},
    ],
)  # fmt: skip
def test_what_is_usual_gets_no_word(config):
    assert unusual(TrainingConfig(**config)) == {}


@pytest.mark.parametrize(
    ("config", "field", "sentence"),
    [
        ({"learning_rate": 100.0}, "learning_rate", "Most use 0.001 to 0.5 with SGD."),
        ({"learning_rate": 1e-4}, "learning_rate", "Most use 0.001 to 0.5 with SGD."),
        ({"learning_rate": 0.1, "optimizer": "adam"}, "learning_rate", "Most use 0.0001 to 0.01 with Adam."),
        ({"learning_rate": 1e-6, "optimizer": "rmsprop"}, "learning_rate", "Most use 0.0001 to 0.01 with RMSprop."),
        ({"weight_decay": 0.1}, "weight_decay", "Most use 0.01 or less."),
        ({"dropout": 0.8}, "dropout", "Most use 0.2 to 0.5."),
        ({"momentum": 0.999}, "momentum", "Most use 0.5 to 0.99."),
        (
            {"momentum": 0.9, "learning_rate": 0.4}, "momentum",
            "With this rate it moves the weights like a rate of 4 without momentum: try less.",
        ),
        (
            {"momentum": 0.9, "learning_rate": 0.001, "optimizer": "adam"}, "momentum",
            "Adam does not use it: only SGD does.",
        ),
    ],
)  # fmt: skip
def test_what_is_not_gets_a_sentence_at_its_field(config, field, sentence):
    assert unusual(TrainingConfig(**config)) == {field: sentence}


def test_several_get_a_sentence_each():
    assert set(unusual(TrainingConfig(learning_rate=9.0, dropout=0.9, weight_decay=1.0))) == {
        "learning_rate", "dropout", "weight_decay",
    }  # fmt: skip
