"""A yardstick on the Inspect page: chosen, looked into like a network, and removed."""

import threading

import numpy as np
import pytest
from PySide6.QtWidgets import QLineEdit

from engine.digits.dataset import Digits
from engine.experiments.yardsticks.at_hand import CHUNK
from engine.experiments.yardsticks.keeping import kept
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Centroid, Neighbours
from engine.inspection import image_sets
from engine.inspection.evaluation import evaluate
from gui.inspect import yardstick_choice
from gui.inspect.page import InspectPage
from gui.model.networks import TRAINED
from gui.widgets.guess_table import Said
from tests.gui.inspect.tools import pick, show


@pytest.fixture
def choose(page, session, named, pretended, wait):
    """``choose(recipe)``: the page shows what this yardstick makes of thirty images."""
    session.data.set_digits(named)
    session.yardsticks.opened.connect(page.inspector.choose_network)

    def chosen(recipe):
        session.yardsticks.open(kept(recipe, 0, Images(named, None, 0.0)))
        wait(lambda: not session.yardsticks.under_way)
        wait(lambda: not page.inspector.busy and not page.inspector.stale)
        page.inspector.choose_images("opened" if "opened" in page.inspector.sets() else "train")
        wait(lambda: not page.inspector.busy and not page.inspector.stale)
        return session.yardsticks.get(page.inspector.which())

    return chosen


def test_a_yardstick_with_evidence_is_looked_into_like_a_network_and_no_votes_cost_an_infinite_penalty(
    page, choose, named, take, wait
):
    yardstick = choose(Neighbours())
    judged = page.inspector.judged
    assert page.inspector.found is None
    assert judged.yardstick is yardstick
    assert page.network.currentText() == "3 nearest neighbours"
    assert judged.evaluation.errors.tolist() == [0, 5, 10, 15, 20, 25] == page.evidence._evaluation.errors.tolist()
    assert "6 of 30 images wrong" in page.summary.text()
    assert "seen in training" in page.summary.text()
    assert page.summary.toolTip() == "This yardstick was fitted to named."
    assert "taken for a 1: 75.0\N{NO-BREAK SPACE}%" in page.evidence.card.verdict.text()
    assert page.evidence.card.bars.winner() == 1
    assert not page.evidence.softmax.isEnabled(), "there are no sums to drag"
    assert "no sums" in page.evidence.softmax.toolTip()
    page.evidence.set_current(2)
    assert page.evidence.penalties._log_mark.isVisible()
    show(page, page.errors)
    pick(page.errors.which, "Near misses")
    assert page.errors.list.count() == 24
    show(page, page.confusion)
    assert page.confusion.matrix.isVisible()
    for panel in (page.layers, page.weights, page.units):
        assert show(page, panel).no_layers.words.isVisible()
        assert "3 nearest neighbours" in panel.no_layers.words.text()
        assert not panel.things()
    show(page, page.evidence)
    page.evidence.set_current(0)  # a 0 that has a quarter of the votes less than none: those are for 1 and 2
    assert page.evidence.penalties._words.text().startswith("p = 0: −log p is infinite")
    page.inspector.choose_network(TRAINED)
    wait(page.evidence.softmax.isEnabled)


def test_a_yardstick_without_evidence_says_so_where_there_would_be_some_and_can_be_removed(page, choose, take, wait):
    yardstick = choose(Centroid())
    which = page.inspector.which()
    show(page, page.evidence)
    assert page.evidence.card.without.isVisible()
    assert not page.evidence.card.bars.isVisible()
    assert page.evidence.card.verdict.text().endswith("a 0, taken for a 1.")
    assert not page.evidence.kinds.isEnabled()
    assert "no probabilities" in page.evidence.penalties._words.text()
    path = take("Guesses for all images", "Save table as CSV…")
    assert path.read_text("utf-8").splitlines()[:2] == ["image,true_digit,guess", "0,0,1"]
    show(page, page.errors)
    assert page.errors.list._caption_of(0) == "0 → 1"
    assert "probability" not in page.errors.list._tip_of(0)
    for words in ("Near misses", "The surest", "The least sure"):
        pick(page.errors.which, words)
        assert page.errors.list.count() == 0
        assert "only a guess" in page.errors.list._empty_words
    for panel in page.panels:
        show(page, panel).grab()
    page.inspector.choose_network(TRAINED)
    assert page.evidence.kinds.isEnabled() or page.inspector.busy

    page.inspector.choose_network(which)
    wait(lambda: page.inspector.judged is not None and not page.inspector.busy and not page.inspector.stale)
    assert page.yardsticks._removing.isEnabled()
    page.yardsticks._removing.trigger()
    assert not yardstick.alive
    wait(lambda: page.inspector.found is not None and page.inspector.which() == TRAINED)
    assert not page.yardsticks._removing.isEnabled()


def test_the_dialog_fits_one_also_where_there_is_no_network(session, page_of, pretended, named, click, wait, qtbot):
    session.networks.drop(TRAINED)
    session.yardsticks.set_split(0.5, 0)
    session.data.set_digits(named)
    page = page_of(InspectPage)
    session.yardsticks.opened.connect(page.inspector.choose_network)
    assert page.yardsticks.instead.isVisible()
    assert "fit a yardstick" in page.empty_words.text()
    click(page.yardsticks.instead)
    dialog = page.yardsticks.dialog
    dialog.findChild(QLineEdit, "knn_neighbours_field").setText("1")
    click(dialog.fit)
    wait(lambda: page.inspector.judged is not None)
    assert page.network.currentText() == "1 nearest neighbour"
    assert page.body.currentWidget() is page.tabs


def test_while_it_judges_the_page_says_how_far_it_is(page, choose, session, wait):
    yardstick = choose(Neighbours())
    turn, before = yardstick._turn, yardstick.asked
    turn.acquire()
    other = Digits(np.zeros((600, 28, 28), np.uint8), np.zeros(600, np.int64), "zeros")
    session.data.set_digits(other)
    wait(lambda: page.inspector.job is not None)
    assert page.yardsticks.judging.isVisible()
    assert page.body.currentWidget() is page.empty
    page.inspector.choose_network(TRAINED)  # which gives up
    turn.release()
    wait(lambda: page.inspector.found is not None and not page.inspector.busy)
    assert page.yardsticks.judging.isHidden()
    assert yardstick.asked - before <= CHUNK


def test_while_a_network_takes_long_the_page_says_how_far_it_is(page, choose, named, session, wait, monkeypatch):
    monkeypatch.setattr(yardstick_choice, "SOON", 0.0)
    goes_on = threading.Event()

    def slow(network, digits, cancelled, tell):
        tell(0.25)
        goes_on.wait(60)
        return evaluate(network, digits, cancelled, tell)

    page.inspector.choose_network(TRAINED)
    wait(lambda: page.inspector.found is not None and not page.inspector.busy and not page.inspector.stale)
    monkeypatch.setattr(image_sets, "evaluate", slow)
    page.inspector.choose_images(next(key for key in page.inspector.sets() if key != page.inspector.images()))
    wait(lambda: "25 %" in page.summary.text())
    assert "left" in page.summary.text()
    goes_on.set()
    wait(lambda: page.inspector.found is not None and not page.inspector.busy and not page.inspector.stale)
    assert "Judging" not in page.summary.text()
    assert page.yardsticks.judging.isHidden()


def test_who_else_gets_it_wrong_is_asked_once_for_the_set(page, choose, session, wait):
    first, second = choose(Neighbours()), choose(Centroid())
    by_the_page = second.asked
    show(page, page.evidence)
    page.evidence.side.setCurrentWidget(page.evidence.others)
    rows = page.evidence.others.table.rows
    wait(lambda: len(rows()) == 3 and all(row.guess for row in rows()))
    assert rows()[1:] == [
        Said("3 nearest neighbours", "1", "75.0 %", False), Said("nearest mean image, Euclidean", "1", "", False, True)
    ]  # fmt: skip
    asked, network = first.asked, session.networks.network(TRAINED)
    answers = network.log_probabilities(page.inspector.judged.evaluation.digits.images)
    for index in (3, 5):
        page.evidence.set_current(index)
        assert rows()[0].guess == str(answers[index].argmax())
        assert rows()[0].right == (answers[index].argmax() == index)
    assert first.asked == asked
    assert second.asked == by_the_page
    session.yardsticks.drop(next(iter(session.yardsticks.names())))
    assert len(rows()) == 2
