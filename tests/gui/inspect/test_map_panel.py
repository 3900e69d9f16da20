"""The map on the page shows what the network says; it follows the network, the drawing and My digits."""

import csv
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from sklearn.decomposition import PCA

from engine.digits.dataset import DIGIT_NAMES
from engine.handwriting.my_digits import Kept
from engine.inspection.maps import features
from engine.networks.network import FeedForward
from engine.one_thread import one_thread
from gui.inspect.map_choices import ALL_LAYERS
from gui.inspect.map_marks import ERRORS
from gui.inspect.page import InspectPage
from gui.model.networks import TRAINED, Known
from gui.model.session import Session
from gui.widgets.parts import Parts
from tests.gui.inspect.tools import found, pick, show

STROKE = np.array([[80.0, 40.0], [200.0, 40.0], [120.0, 240.0]])


@pytest.fixture
def panel(page, wait):
    made = show(page, page.map)
    wait(lambda: made.all_made())
    return made


def choose(box, data):
    pick(box, box.itemText(box.findData(data)))


def settle(panel, wait):
    wait(lambda: len(panel.all_made()) == len(panel.grid.maps) and not panel.maker._making)
    for one in panel.grid.maps:
        wait(lambda one=one: not one._glide.under_way)


def test_the_window_shows_scikit_learns_places_and_a_click_the_evidence(page, panel, wait, network):
    settle(panel, wait)
    one, images = panel.grid.maps[0], found(page).digits.images
    with one_thread():
        theirs = PCA(2, svd_solver="full").fit_transform(features(network, images, 2).astype(np.float64))
    np.testing.assert_allclose(np.abs(one.places()), np.abs(theirs), atol=1e-6)
    assert panel.words.text() == f"500 images; ringed: {len(found(page).errors)} misclassified"
    choose(panel.choices.points, "names")
    choose(panel.choices.points, "images")
    panel.legend.toggle(ERRORS)
    one.grab()
    lone = int(np.abs(one.places()).sum(1).argmax())  # one that no other lies over
    QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=one.pixel_of(lone).toPoint())
    assert page.tabs.currentWidget() is page.evidence
    assert page.evidence.current() == lone


def test_all_layers_stand_side_by_side_and_are_taken_away_as_picture_and_table(page, panel, wait, take):
    choose(panel.choices.layer, ALL_LAYERS)
    settle(panel, wait)
    assert [one.objectName() for one in panel.grid.maps] == ["map0", "map1", "map2"]
    taken = take("Map", "Save plot as PNG…")
    assert QImage(str(taken)).width() == 1920
    taken.unlink()
    rows = list(csv.DictReader(take("Map: table", "Save table as CSV…").read_text("utf-8").splitlines()))
    evaluation = found(page)
    assert len(rows) == 3 * len(evaluation)
    row = rows[len(evaluation) + 4]
    assert (row["layer"], row["index"], row["label"]) == ("1", "4", str(evaluation.digits.labels[4]))
    assert row["guess"] == str(evaluation.guesses[4])
    np.testing.assert_allclose([float(row["x"]), float(row["y"])], panel.grid.maps[1].places()[4])


def test_a_rectangle_gathers_images_into_a_grid(page, panel, wait, click):
    settle(panel, wait)
    one = panel.grid.maps[0]
    one.setFocus()
    QTest.keyClick(one, Qt.Key.Key_Space)  # all that is in sight
    assert panel.side.list.count() == 500
    assert panel.side.words.text().startswith("500 images")
    assert [thing.name for thing in panel.things()][-1] == "Gathered images"
    panel.side.list.chosen.emit(11)
    assert page.evidence.current() == 11
    show(page, panel)
    click(panel.side._gathered.findChild(type(panel.whole), "letGoButton"))
    assert panel.side.isHidden()


def test_the_drawing_and_my_digits_have_their_places(page, panel, session, wait, network, click):
    settle(panel, wait)
    one = panel.grid.maps[0]
    click(panel.drawing_here)
    assert panel.side.canvas.isVisible()
    assert one.drawing() is None
    session.drawing.begin(80, 40)
    session.drawing.extend(STROKE)
    wait(lambda: one.drawing() is not None)
    first = one.drawing()
    np.testing.assert_allclose(first, panel.made_of(0).map.place(network, session.drawing.image[None])[0])
    session.drawing.extend([(60.0, 240.0)])
    wait(lambda: one.drawing() is not None and (one.drawing() != first).any())
    assert panel.side.verdict.text()
    session.my_digits.add(Kept("7", (STROKE,)), Kept("1", (STROKE + 5,)))
    wait(lambda: len(one.places()) == 502)
    assert "2 of your drawings" in panel.words.text()
    assert one._bubbles(500).words == "drawn by you: 7"
    choose(panel.choices.method, "tsne")  # which has no place for them, and waits to be told
    assert not len(one.places())
    assert one.drawing() is None
    choose(panel.choices.method, "pca")
    wait(lambda: len(one.places()) == 502)


def test_t_sne_is_computed_on_demand_and_can_be_cancelled(panel, wait, click):
    choose(panel.choices.method, "tsne")
    assert "Press Compute" in panel.grid.maps[0]._empty_words
    click(panel.tsne.compute)
    assert panel.tsne.cancel.isVisible()
    click(panel.tsne.cancel)
    assert panel.tsne.compute.isVisible()
    panel.tsne.perplexity.setValue(5)
    click(panel.tsne.compute)
    settle(panel, wait)
    assert len(panel.grid.maps[0].places()) == 500
    assert panel.tsne.compute.text() == "Computed"


def test_it_follows_another_network_and_says_what_cannot_be_mapped(page, panel, session, wait, network):
    settle(panel, wait)
    other = FeedForward(network.spec, 9)
    session.networks.add(TRAINED, Known("Yours", lambda: other, session.networks.trained_on(TRAINED)))
    wait(lambda: panel.all_made() and panel.all_made()[0].of.network is other)
    broken = FeedForward(network.spec, 9)
    broken.flat.mul_(1e30)
    session.networks.add(TRAINED, Known("Yours", lambda: broken, session.networks.trained_on(TRAINED)))
    wait(lambda: panel.error.isVisible())
    assert "too large" in panel.error.text()
    choose(panel.choices.layer, 0)  # its pixels are still those
    settle(panel, wait)
    assert panel.error.isHidden()


def test_while_it_trains_the_axes_stay_until_new_ones_are_asked_for(page, panel, session, wait, network, click):
    settle(panel, wait)
    trained, evaluation = session.networks.trained_on(TRAINED), page.inspector.found
    first = FeedForward(network.spec, 8)
    panel.show_inspection(replace(evaluation, network=first), DIGIT_NAMES, trained)
    wait(lambda: panel.all_made() and panel.all_made()[0].of.network is first)
    assert panel.new_axes.isHidden()
    moved = FeedForward(network.spec, 9)
    panel.show_inspection(replace(evaluation, network=moved), DIGIT_NAMES, trained)
    wait(lambda: panel.all_made() and panel.all_made()[0].of.network is moved)
    assert panel.new_axes.isVisible()
    click(panel.new_axes)
    wait(lambda: panel.new_axes.isHidden() and panel.all_made())


def test_without_a_network_there_is_the_map_of_the_pixels(qtbot, qapp, folder, click, digits, wait):
    s = Session()
    s.data.set_digits(digits)
    page = InspectPage(
        s.data, s.networks, s.training, s.my_digits, s.tasks, s.messages, s.drawing, s.yardsticks, Parts()
    )
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    assert page.tabs.currentWidget() is page.evidence
    assert page.tabs.isTabEnabled(0)
    click(page.pixel_map)
    panel = page.map
    wait(lambda: panel.all_made())
    assert page.tabs.currentWidget() is panel
    assert panel.choices.wanted_layers() == [0]
    assert not page.tabs.isTabEnabled(0)
    assert panel.grid.maps[0]._bubbles(3).words.startswith("image 3: ")
    panel._on_clicked(3)  # there is no evidence to go to
    assert page.tabs.currentWidget() is panel
    assert panel.things()
    s.close()
