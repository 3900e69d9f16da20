"""The ways in which people write the ten digits, a file each: the templates of ``synthetic``, written for this project.

A way is a list of poses, strings of the same make; what is drawn lies anywhere between them. A pose lists the pen's
points as ``x,y`` in a box of 100 x 100, y down. ``/`` lifts the pen, ``!`` after a point makes it a corner; elsewhere
the pen runs smoothly.
"""

from scripts.shipped_network.ways import (
    eight,
    five,
    four,
    nine,
    one,
    seven,
    six,
    three,
    two,
    zero,
)

WAYS: dict[int, list[list[str]]] = {
    digit: module.WAYS for digit, module in enumerate((zero, one, two, three, four, five, six, seven, eight, nine))
}
