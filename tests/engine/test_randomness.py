"""One seed gives as many independent generators as there are purposes."""

import numpy as np
import pytest
import torch

from engine.randomness import AUGMENTATION, DROPOUT, ORDER, WEIGHTS, generator, numpy_generator

PURPOSES = (WEIGHTS, ORDER, DROPOUT, AUGMENTATION)
MAKERS = {
    "torch": lambda *numbers: tuple(torch.rand(4, generator=generator(*numbers)).tolist()),
    "numpy": lambda *numbers: tuple(numpy_generator(*numbers).random(4).tolist()),
}


@pytest.mark.parametrize("draw", MAKERS.values(), ids=MAKERS)
def test_every_seed_purpose_and_index_has_numbers_of_its_own(draw):
    numbers = [(seed, purpose, index) for seed in (0, 1, 2**32 - 1) for purpose in PURPOSES for index in (0, 1)]
    assert len({draw(*each) for each in numbers}) == len(numbers)


@pytest.mark.parametrize("draw", MAKERS.values(), ids=MAKERS)
def test_the_same_numbers_come_again(draw):
    assert draw(7, ORDER, 3) == draw(7, ORDER, 3)
    assert draw(7, ORDER) == draw(7, ORDER, 0)


def test_the_numbers_of_runs_that_exist_stay_what_they_are():
    assert generator(0, ORDER).initial_seed() == 2918264622725855778
    assert numpy_generator(0, AUGMENTATION, 1).integers(2**32) == np.random.default_rng([0, 3, 1]).integers(2**32)
