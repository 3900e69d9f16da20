"""What the tests of the Data page's parts do by hand."""

import numpy as np

from engine.digits.dataset import Digits
from gui.data.page import CHANGES, DIGIT, PIXELS


def tab(page, index, wait):
    """Choose a tab; its panel, when it can be seen."""
    page.tabs.setCurrentIndex(index)
    panel = {DIGIT: "digit", PIXELS: "pixels", CHANGES: "changes"}[index]
    wait(lambda: getattr(page, panel).isVisible() and getattr(page, panel).layout().geometry().width() > 300)
    return getattr(page, panel)


def some_digits(name="mine", count=60):
    """Images with a bright corner that tells them apart, of all ten digits."""
    images = np.random.default_rng(0).integers(0, 200, (count, 28, 28), np.uint8)
    return Digits(images, np.arange(count) % 10, name, f"/somewhere/{name}")
