"""The lines of a step are found in every program, once each and in their order."""

from itertools import chain

import pytest

from engine.code.loop_lines import TEXTS, loop_lines
from engine.code.program import program
from engine.code.recipe import CROSS_ENTROPY, Style
from engine.experiments.factors import Plan
from engine.networks.network import NetworkSpec
from engine.training.by_hand import PHASES
from engine.training.config import TrainingConfig


@pytest.mark.parametrize("style", [Style(), Style(CROSS_ENTROPY, comments=False, repeats=False)])
@pytest.mark.parametrize("config", [TrainingConfig(), TrainingConfig(optimizer="adam", dropout=0.2, schedule="cosine")])
def test_each_part_has_its_lines_in_the_order_of_the_step(style, config):
    made = program(Plan(NetworkSpec(), config), style=style)
    found = loop_lines(made)
    assert tuple(found) == PHASES
    for part, texts in TEXTS.items():
        assert tuple(made.lines[number].text.strip() for number in found[part]) == texts
    order = list(chain.from_iterable(found.values()))
    assert order == sorted(order)
