"""The words of the Inspect page: its tabs, and what it says where there is nothing to show."""

from __future__ import annotations

from engine.numbers import whole
from engine.words import _, ngettext
from gui.inspect.controller import Inspector
from gui.inspect.reliability_words import EXPLAINED, PURPOSE

TABS = (
    (_("Evidence"), _("Image by image: the evidence for each digit, and what the loss makes of it")),
    (_("Errors"), _("All misclassified images, the near misses, the surest and the least sure")),
    (_("Confusion"), _("Which digits are taken for which; recall and precision")),
    (_("Reliability"), f"{PURPOSE}\n{EXPLAINED}"),
    (_("Mean images"), _("What the right and the wrong of each digit look like on average")),
    (_("Layers"), _("How the image in hand goes through the network, and which pixels speak for and against a digit")),
    (_("Weights"), _("What the first layer looks for, and how the weights have moved")),
    (_("Units"), _("What each unit looks for, and what the network cannot do when it is cut")),
    (_("Map"), _("Each image a point: how the pixels, and layer after layer, tell the digits apart")),
)
OF_CLASSES = (
    _("Image by image: the evidence for each class, and what the loss makes of it"),
    TABS[1][1],
    _("Which classes are taken for which; recall and precision"),
    TABS[3][1],
    _("What the right and the wrong of each class look like on average"),
    _("How the image in hand goes through the network, and which pixels speak for and against a class"),
    TABS[6][1],
    TABS[7][1],
    _("Each image a point: how the pixels, and layer after layer, tell the classes apart"),
)
"""The tooltips where the classes are no digits."""


def nothing_words(inspector: Inspector, has_digits: bool) -> str:
    """Why nothing is shown, and what to do."""
    if inspector.busy:
        return _("Judging the images…")
    if not has_digits:
        return _("There are no digits yet.")
    if not inspector.networks():
        return _("There is no network yet. Train one, then come back to see what it gets wrong; or fit a yardstick.")
    if not inspector.sets():
        classes = len(inspector.class_names())
        sentence = ngettext(
            "This network knows {count} class, and no set at hand has as many. Open one that does on the Data "
            "page, or choose another network.",
            "This network knows {count} classes, and no set at hand has as many. Open one that does on the Data "
            "page, or choose another network.",
            classes,
        )
        return sentence.format(count=whole(classes))
    return _("There is nothing to show for this choice. Choose another network or other images.")
