"""What can be chosen fits what is there."""

import pytest
from PySide6.QtWidgets import QWidget

from gui.inspect.map_choices import ALL_LAYERS, MapChoices, TsneStrip
from tests.gui.inspect.tools import pick

LAYERS = ["the pixels", "hidden layer 1: 24 units", "the last layer’s sums"]


@pytest.fixture
def choices(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    made = MapChoices(owner)
    made.owner = owner
    return made


def test_to_begin_with_it_is_the_last_layer_and_a_choice_stays_for_a_network_of_as_many(choices):
    choices.set_layers(LAYERS)
    assert choices.wanted_layers() == [2]
    choices.layer.setCurrentIndex(choices.layer.findData(1))
    choices.set_layers(["the pixels", "hidden layer 1: 8 units", "the last layer’s sums"])
    assert choices.wanted_layers() == [1]
    assert choices.layer_words(1) == "Hidden layer 1: 8 units"
    choices.layer.setCurrentIndex(choices.layer.findData(ALL_LAYERS))
    assert choices.wanted_layers() == [0, 1, 2]
    choices.set_layers(LAYERS[:1])  # no network: nothing to choose from
    assert choices.wanted_layers() == [0]
    assert choices.layer.count() == 1


@pytest.mark.parametrize(
    ("total", "counts", "chosen"),
    [(2, [2], 2), (500, [500], 500), (501, [500, 501], 501), (2_000, [500, 1_000, 2_000], 2_000),
     (10_000, [500, 1_000, 2_000, 5_000, 10_000], 2_000), (60_000, [500, 1_000, 2_000, 5_000, 10_000], 2_000)],
)  # fmt: skip
def test_as_many_images_as_there_are_but_two_thousand_to_begin_with(choices, total, counts, chosen):
    choices.set_total(total)
    assert [choices.count.itemData(place) for place in range(choices.count.count())] == counts
    assert choices.count.currentData() == chosen
    assert choices.count.itemText(choices.count.count() - 1).startswith("all ") is (total <= 10_000)


def test_how_many_stays_as_it_was_chosen_where_that_can_be(choices):
    choices.set_total(10_000)
    pick(choices.count, "5,000 images")
    for total, chosen in ((60_000, 5_000), (700, 700), (60_000, 5_000)):
        choices.set_total(total)
        assert choices.count.currentData() == chosen


def test_what_was_chosen_is_remembered(choices, qtbot):
    choices.set_layers(LAYERS)
    choices.set_total(10_000)
    pick(choices.method, "t-SNE")
    pick(choices.layer, "all layers, side by side")
    pick(choices.points, "as images")
    pick(choices.count, "5,000 images")
    again = MapChoices(choices.owner)
    again.restore(choices.state())
    assert again.state() == choices.state()  # also if its tab is never looked at
    again.set_layers(LAYERS)
    again.set_total(60_000)
    assert again.method.currentData() == "tsne"
    assert again.points.currentData() == "images"
    assert again.wanted_layers() == [0, 1, 2]
    assert again.count.currentData() == 5_000
    pick(again.layer, "the last layer’s sums")
    shorter = MapChoices(choices.owner)
    shorter.restore(again.state())
    shorter.set_layers(LAYERS[:2])
    assert shorter.wanted_layers() == [1]


@pytest.mark.parametrize("text", ["", "x", "-1", "7", "٣"])
def test_what_makes_no_sense_is_as_at_the_first_start(choices, text):
    choices.restore(dict.fromkeys(("map/method", "map/layer", "map/points", "map/images"), text))
    choices.set_layers(LAYERS)
    choices.set_total(10_000 if text != "7" else 5)
    assert choices.method.currentData() == "pca"
    assert choices.wanted_layers() == [2]
    assert choices.points.currentData() == "marks"
    assert choices.count.currentData() == (2_000 if text != "7" else 5)


def test_the_perplexity_is_remembered(show):
    strip = show(TsneStrip(), 700, 40)
    strip.perplexity.setValue(12)
    again = TsneStrip()
    again.restore(strip.state())
    assert again.perplexity.value() == 12
    for senseless in ("", "many", "100000"):
        again.restore({"map/perplexity": senseless})
        assert again.perplexity.value() == 30


def test_t_sne_says_how_long_it_takes_and_how_far_it_is(show):
    strip = show(TsneStrip(), 700, 40)
    strip.show_state(False, 0.0, 0.0, 17.2)
    assert strip.compute.text() == "Compute (about 17.2 s)"
    assert strip.cancel.isHidden()
    strip.show_state(True, 0.5, 8.6, 17.2)
    assert strip.bar.value() == strip.bar.maximum() // 2
    assert strip.left.text() == "about 8.6 s left"
    assert strip.compute.isHidden()
    assert not strip.perplexity.isEnabled()
    strip.show_state(True, 0.97, 0.0, 17.2)
    assert strip.left.text() == "soon done"
    strip.show_state(False, 0.0, 0.0, 0.0)
    assert not strip.compute.isEnabled()
    assert strip.bar.isHidden()
