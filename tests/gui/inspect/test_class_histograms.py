"""A small histogram for each class, and how often the unit is silent."""

import numpy as np
import pytest
from PySide6.QtGui import QColor

from engine.digits.dataset import DIGIT_NAMES, Digits
from engine.inspection.activity import activity
from engine.networks.network import FeedForward, NetworkSpec
from gui.inspect.class_histograms import ClassHistograms
from gui.look import theme


@pytest.fixture
def found(few_digits):
    return activity(FeedForward(NetworkSpec((6,)), 3), few_digits)


@pytest.fixture
def shown(show, found):
    made = show(ClassHistograms(), 400, 260)
    made.show_unit(found.layers[0], 1, DIGIT_NAMES)
    return made


def test_each_row_tells_of_its_class(shown, found):
    layer = found.layers[0]
    for place in (0, 7):
        said = shown.tip_at(shown.row_of(place).center().y())
        assert said.startswith(
            f"{place}: mean activation {layer.means[1, place]:.3f} over {layer.support[place]} images"
        )
    share = 100 * layer.zeros[1, 7] / layer.support[7]
    assert f"exactly 0, on {share:.1f} %" in shown.tip_at(shown.row_of(7).center().y())
    assert shown.tip_at(shown.height() - 1) == ""


def test_the_class_that_excites_it_most_is_amber(shown, found):
    best = int(found.layers[0].means[1].argmax())
    image, row = shown.grab().toImage(), shown.row_of(best)
    colors = {QColor(image.pixel(x, int(row.bottom()) - 2)).name() for x in range(int(row.left()), int(row.right()))}
    assert theme.WINNER.lower() in colors


def test_other_activations_classes_without_images_and_nothing_are_drawn(shown, few_digits):
    few = few_digits.take(np.flatnonzero(few_digits.labels != 4))
    layer = activity(FeedForward(NetworkSpec((6,), activation="tanh"), 3), few).layers[0]
    shown.show_unit(layer, 2, DIGIT_NAMES)
    shown.grab()
    assert "no images" in shown.tip_at(shown.row_of(4).center().y())
    assert "silent" not in shown.tip_at(shown.row_of(3).center().y())
    names = tuple(f"class <b>{place}</b>" for place in range(62))
    many = Digits(few_digits.images, np.arange(300) % 62, "many", names=names)
    spec = NetworkSpec((3,), classes=62, names=names)
    shown.show_unit(activity(FeedForward(spec), many).layers[0], 0, names)
    shown.grab()
    assert shown.minimumHeight() > 300
    shown.show_unit(None, 0, DIGIT_NAMES)
    shown.grab()
    assert shown.tip_at(20) == ""
