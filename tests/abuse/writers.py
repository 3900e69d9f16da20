"""Several processes that write the same note on a run, and the same drawings, at the same time: nothing is lost."""

import os
import tempfile
import traceback
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from engine.handwriting.my_digits import kept, load, save_among_others
from engine.runs.about import About, change_about, read_about

MINE = 5  # drawings that each writer has in the file at a time


def write_together(writers, rounds):
    """Raises AssertionError if anything is lost."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        together(writers, lambda number: say(place, number, rounds))
        name, note = (str(rounds - 1) if number < writers else "" for number in (0, 1))
        starred, left = (writers > number and rounds % 2 == 1 for number in (2, 3))
        assert read_about(place) == About(name, note, starred, left), read_about(place)
        together(writers, lambda number: draw(place / "my-digits.json", number, rounds))
        found = sorted(drawing.strokes[0][0].tolist() for drawing in load(place / "my-digits.json"))
        wanted = [[last, number] for last in range(max(0, rounds - MINE), rounds) for number in range(writers)]
        assert found == sorted(map(partial(map, float), wanted), key=list) or found == sorted(wanted), found


def together(writers, work):
    children = []
    for number in range(writers):
        child = os.fork()
        if child == 0:
            status = 1
            try:
                work(number)
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        children.append(child)
    ends = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert not any(ends), f"the writers ended with {ends}"


def say(place, number, rounds):
    """The first writer names it, the second notes, the third turns the star, the fourth leaves it and takes it up."""
    for count in range(rounds):
        change_about(place, partial(change, number, count))


def change(number, count, about):
    if number < 2:
        return replace(about, **{("name", "note")[number]: str(count)})
    field = ("starred", "left")[number - 2]
    return replace(about, **{field: not getattr(about, field)})


def draw(path, number, rounds):
    """Each keeps one, and deletes its oldest; what the others do it takes over."""
    base = ()
    for count in range(rounds):
        mine = [drawing for drawing in base if int(drawing.name) == number]
        assert [drawing.strokes[0][0][0] for drawing in mine] == list(range(max(0, count - MINE), count))
        oldest = mine[0] if len(mine) == MINE else None
        new = kept(number, [np.array([[count, number]])])
        base = save_among_others(path, base, (*(drawing for drawing in base if drawing is not oldest), new))
