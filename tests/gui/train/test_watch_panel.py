"""A digit to watch while it learns."""

import numpy as np

from engine.networks.network import FeedForward, NetworkSpec
from gui.model.networks import TRAINED, Known
from tests.gui.train.tools import short

VERTICAL = [(0.5, y) for y in np.linspace(0.2, 0.8, 12)]


def test_the_watched_digit_moves_while_it_learns(page, click, wait, draw, training):
    click(page.watching)
    assert page.watch.canvas.objectName() == "watchCanvas"
    draw(page.watch.canvas, VERTICAL)
    short(page, 500)
    click(page.start)
    seen = set()

    def moves():
        seen.add(tuple(page.watch.bars._logs or ()))
        return len(seen) > 3

    wait(moves)
    click(page.stop)
    wait(lambda: not training.under_way)


def test_the_bars_are_of_the_classes_in_hand_until_a_network_has_others(alone, session, classed):
    session.data.set_digits(classed)
    alone.watching.click()
    assert alone.watching.text().replace("&", "") == "Watch a drawing"
    assert alone.watch.bars.names() == classed.names
    network = FeedForward(NetworkSpec((4,), names=("a", "b", "c"), classes=3))
    session.networks.add(TRAINED, Known("mine", lambda: network, None))
    alone.watch.refresh()
    assert alone.watch.bars.names() == ("a", "b", "c")
    assert alone.watch._words.text() == "Draw above: the bars move as the network learns."
