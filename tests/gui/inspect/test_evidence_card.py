"""One image with its evidence, and the judgement on it in words."""

import numpy as np
import pytest

from engine.digits.dataset import Digits
from engine.inspection.evaluation import Evaluation
from gui.inspect.evidence_card import EvidenceCard, colored, judgement
from gui.look import theme

EVIDENCE = np.log(np.array([0.02, 0.9, *[0.01] * 8]))


@pytest.fixture
def evaluation():
    """Two images that are both taken for a 1: a 1 and an 8."""
    images = np.stack([np.full((28, 28), grey, np.uint8) for grey in (10, 20)])
    return Evaluation(Digits(images, np.array([1, 8]), "two"), np.stack([EVIDENCE, EVIDENCE]).astype(np.float32))


def test_a_judgement_tells_the_true_digit_the_guess_and_how_sure_it_is():
    assert judgement(1, EVIDENCE) == "✓ Right: a 1, and taken for one: 90.0\u00a0%."
    assert judgement(8, EVIDENCE) == "✗ Wrong: an 8, taken for a 1: 90.0\u00a0%. The true 8 got 1.0\u00a0%."
    votes = np.full(10, -np.inf)
    votes[3] = 0
    assert judgement(8, votes) == "✗ Wrong: an 8, taken for a 3: 100\u00a0%. The true 8 got 0\u00a0%."
    assert "not a number" in judgement(8, np.full(10, np.nan))


def test_right_and_wrong_have_their_colours_beside_their_signs():
    assert theme.RIGHT in colored(judgement(1, EVIDENCE))
    assert theme.WRONG in colored(judgement(8, EVIDENCE))


@pytest.mark.parametrize("wide", [False, True])
def test_the_card_shows_the_image_its_evidence_and_its_place(show, evaluation, wide):
    card = show(EvidenceCard("some", wide=wide), 400, 400)
    card.show_image(evaluation, 1)
    assert card.view.image()[0, 0] == 20
    assert (card.bars.winner(), card.bars._true) == (1, 8)
    assert "an 8, taken for a 1" in card.verdict.text()
    assert card.caption.text().startswith("Image 1 of 2")


@pytest.mark.parametrize("index", [-1, None])
def test_without_an_image_the_card_is_empty(show, evaluation, index):
    card = show(EvidenceCard("some"), 300, 400)
    card.show_image(evaluation, 0)
    card.show_image(evaluation if index is not None else None, -1)
    assert card.view.image() is None
    assert (card.bars.winner(), card.bars._true, card.verdict.text(), card.caption.text()) == (None, None, "", "")


def test_classes_that_are_no_digits_are_called_by_their_names(show, classed, judged_classes):
    card = show(EvidenceCard("some"), 300, 500)
    card.set_names(classed.names)
    index = int(judged_classes.errors[0])
    card.show_image(judged_classes, index)
    true, guess = classed.labels[index], judged_classes.guesses[index]
    assert f"{classed.names[true]}, taken for {classed.names[guess]}: " in card.verdict.text()
    assert card.bars.names()[card.bars.winner()] == classed.names[guess]
    assert "class" in card.caption.text()


def test_a_judgement_is_no_html_but_for_its_colour():
    names = ("<b>Bag</b>", "Coat: long")
    words = colored(judgement(0, np.log([0.9, 0.1]), names))
    assert "&lt;b&gt;Bag&lt;/b&gt;, and taken for it" in words
    assert "Coat: long" in colored(judgement(0, np.log([0.1, 0.9]), names))
    assert "not a number" in judgement(1, np.full(2, np.nan), names)
