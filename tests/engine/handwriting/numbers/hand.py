"""A few digits as strokes of a pen, in a box 100 wide and 160 high, and numbers made of them."""

import numpy as np


def curve(*points):
    """A line through points, with a point every few pixels, its corners a little rounded."""
    known = np.array(points, float)
    steps = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(known, axis=0).T))])
    places = np.linspace(0, steps[-1], max(2, int(steps[-1] / 5)))
    return np.stack([np.interp(places, steps, known[:, axis]) for axis in (0, 1)], axis=1)


def arc(x, y, wide, high, start, stop):
    """Part of an ellipse, from ``start`` to ``stop`` degrees; 0 is at the top, and it goes to the right."""
    turn = np.radians(np.linspace(start, stop, 40))
    return np.stack([x + wide * np.sin(turn), y - high * np.cos(turn)], axis=1)


ZERO = [arc(50, 80, 40, 78, 0, -365)]
ONE = [curve((50, 2), (48, 158))]
TWO = [np.concatenate([arc(48, 40, 36, 38, -70, 120), curve((78, 62), (8, 156), (92, 154))])]
THREE = [np.concatenate([arc(44, 40, 38, 38, -60, 180), arc(44, 118, 42, 40, 0, 230)])]
FOUR = [curve((42, 2), (8, 96), (92, 92)), curve((68, 48), (64, 158))]
FIVE = [np.concatenate([curve((28, 6), (22, 70)), arc(42, 108, 44, 46, -30, 215)]), curve((28, 6), (86, 4))]
CROSSED_SEVEN = [curve((8, 6), (88, 4), (40, 158)), curve((22, 82), (84, 78))]


def beside(digits, gap, scale=0.5):
    """Their strokes with so many pixels between them, in a row."""
    strokes, right = [], 10.0
    for digit in digits:
        ink = np.concatenate(digit) * scale
        low, high = ink[:, 0].min(), ink[:, 0].max()
        strokes += [line * scale + (right - low, 60.0) for line in digit]
        right += high - low + gap
    return strokes


def tied(digits, gap, scale=0.5):
    """Digits of one stroke each, drawn without lifting the pen: from the end of one straight to the beginning of the
    next."""
    return [np.concatenate(beside(digits, gap, scale))]
