"""Of several pictures the last one counts, however long each takes to be decoded."""

import threading

import numpy as np

from engine.errors import UserError
from engine.handwriting.pictures import from_picture


def picture(side):
    """Light, with a dark upright line on the left or on the right."""
    grey = np.full((60, 60), 255, np.uint8)
    grey[10:50, 12 : 16 if side == "left" else 18] = 0
    return grey


def test_the_picture_that_was_pasted_last_is_on_the_canvas(window, wait):
    pasting, drawing, gate = window.draw_page.pasting, window.session.drawing, threading.Event()
    decoded = []

    def slow():
        assert gate.wait(20)
        return picture("left")

    pasting._start(slow)
    pasting._start(lambda: (decoded.append(True), picture("wide"))[1])
    gate.set()
    wait(lambda: not window.session.tasks.busy)
    assert decoded == [True]
    assert drawing.stack.count() == 1  # the first one was never shown
    assert np.array_equal(drawing.picture.image, from_picture(picture("wide")).image)
    assert not np.array_equal(drawing.picture.image, from_picture(picture("left")).image)


def test_a_failure_of_the_picture_before_is_not_told(window, wait):
    gate = threading.Event()

    def bad():
        assert gate.wait(20)
        raise UserError("There is no digit to be seen in that picture.")

    window.draw_page.pasting._start(bad)
    window.draw_page.pasting._start(lambda: picture("left"))
    gate.set()
    wait(lambda: window.session.drawing.picture is not None)
    assert window.notice.text() == ""
