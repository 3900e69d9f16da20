"""A digit to watch while it learns."""

import numpy as np

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
