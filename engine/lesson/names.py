"""What a lesson file may name: pages, places on them, things to do, signs of what was done, and figures."""

from __future__ import annotations

from collections.abc import Mapping

PAGES = "data", "train", "inspect", "compare", "draw"

NUMBER, TEXT, NOTHING = "number", "text", "nothing"
"""What stands beside a name: the kinds of values."""

PLACES = {
    "data": ("samples", "one digit", "averages", "pixels", "table", "components", "changes", "open"),
    "train": (
        "form", "hidden", "output", "optimizer", "rate", "batch size", "test share", "seed", "diagram", "loss",
        "accuracy", "start", "one epoch", "one batch", "check batch", "by hand", "watch", "code", "yardsticks",
    ),
    "inspect": ("network", "images", "evidence", "errors", "confusion", "means", "layers", "weights", "units", "map"),
    "compare": ("presets", "form", "plot", "conclusion", "yardsticks", "milestones"),
    "draw": ("canvas", "bars", "network view", "evidence", "why", "hand test", "my digits"),
}  # fmt: skip
"""Of each page: what a step can have lit. A place on a tab brings that tab in front."""

DOINGS: Mapping[str, str] = {
    "place": TEXT, "draw": TEXT, "clear": NOTHING, "choose network": TEXT, "choose digit": TEXT, "choose image": NUMBER,
    "logarithmic counts": NOTHING, "lesson values": NOTHING, "hidden": TEXT, "activation": TEXT, "output": TEXT,
    "optimizer": TEXT, "rate": NUMBER, "batch size": NUMBER, "epochs": NUMBER, "seed": NUMBER, "start": NOTHING,
    "one epoch": NOTHING, "one batch": NOTHING, "check batch": NOTHING, "by hand": NOTHING, "press": NOTHING,
    "softmax": NOTHING, "code": NOTHING, "preset": TEXT, "race seeds": NUMBER,
    "race epochs": NUMBER, "race": NOTHING, "next error": NOTHING,
    "milestones": NOTHING, "figure": TEXT,
}  # fmt: skip
"""What “show me” can do, each with the kind of value that it takes. ``preset``: the key of a comparison that ships
(engine.experiments.presets), which is the same in every language; its name is taken, too, in the window's language."""

SIGNS: Mapping[str, str] = {
    "place": TEXT, "drawn": NOTHING, "recognised": TEXT, "image": NUMBER, "logarithmic counts": NOTHING,
    "batch checked": NOTHING, "presses": NUMBER, "softmax": NOTHING, "parameters": NUMBER, "errors seen": NUMBER,
    "raced": TEXT, "code": NOTHING, "figure": TEXT,
}  # fmt: skip
"""What can be seen of what a person does, each with the kind of its value.

``place``: a tab is in sight. ``recognised``: the digit that the network in hand takes the drawing for. ``presses``: how
many of the four steps by hand are done. ``parameters``: of the network that the form says, whenever its widths are
changed. ``errors seen``: different misread images that were looked at. ``raced``: an experiment that varies this has
ended. ``figure``: the figure of that name was used.
"""
RUN_SIGNS: Mapping[str, str] = {
    "epochs": NUMBER, "accuracy": NUMBER, "training accuracy": NUMBER, "gap": NUMBER, "trained parameters": NUMBER,
    "optimizer": TEXT, "output": TEXT, "never says": TEXT,
}  # fmt: skip
"""What can be seen of a run after each of its epochs: all that a step asks for has to hold of one run at one time.

``gap``: training less test accuracy, in percent. ``never says``: a class that is the guess for no test image.
"""
ALL_SIGNS = {**SIGNS, **RUN_SIGNS}

FIGURES = (
    "milestones", "hardest", "covered labels", "batches", "misnomer", "parameters", "penalties", "float32",
    "expected curve",
)  # fmt: skip
"""Pictures and small tools of the lesson's own, which a step can show below its words."""

DIGIT_SETS = "mnist-20k", "mnist-60k", "mnist-test"
NETWORKS = "shipped", "trained"
"""What a step may need beside its digits: the network that ships, or one that the person has trained."""
