"""A process that trains is gone when the program that started it is."""

import os
from pathlib import Path

import pytest

from tests.engine.experiments.orphans import is_there, last_words, wait

ORPHANS = """
import multiprocessing, numpy, sys
from engine.digits import Digits
from engine.experiments.experiment import Experiment, Factor
from engine.experiments.factors import Plan
from engine.experiments.race import Race

if __name__ == "__main__":
    images = numpy.zeros((200, 28, 28), numpy.uint8)
    digits = Digits(images, numpy.arange(200) % 10, "zeros", "")
    race = Race(Experiment("", Plan(), (Factor("epochs", (100_000, 99_999)),)), digits, workers=2)
    race.start()
    while not all(run.history.count > 1 for run in race.runs):
        race._thread.join(0.02)
    print(*[member.process.pid for member in race.place.crew], race.place.handed.images.parent, flush=True)
    race._thread.join()
"""


@pytest.mark.skipif(os.name != "posix", reason="asks for processes by their numbers")
def test_nothing_is_left_when_the_program_itself_is_killed(tmp_path):
    *numbers, folder = last_words(ORPHANS, tmp_path)
    assert len(numbers) == 2
    assert wait(lambda: not any(map(is_there, numbers)))
    assert not Path(folder).exists()
