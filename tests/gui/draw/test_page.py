"""The Draw page: what follows the pen, and what it says."""

from string import ascii_letters, ascii_uppercase, digits

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QRadioButton

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from gui.draw.page import EVIDENCE, MINE, TEST
from gui.draw.page_words import NOT_YET
from gui.lesson.handwriting import strokes_of
from gui.train.page import TrainPage
from tests.gui.draw.tools import VERTICAL, dropped

ZERO = [(0.5 + 0.2 * np.sin(a), 0.5 - 0.3 * np.cos(a)) for a in np.linspace(0, 2 * np.pi, 40)]


def test_an_empty_canvas_gives_no_verdict(page):
    assert page.bars.winner() is None
    assert page.view.image() is None
    assert "Draw a digit" in page.verdict.text()


@pytest.mark.parametrize(("digit", "stroke"), [(1, VERTICAL), (0, ZERO)])
def test_a_digit_is_recognised_at_first_start(page, session, wait, draw, digit, stroke):
    draw(page.canvas, stroke)
    wait(lambda: page.bars.winner() is not None)
    assert page.bars.winner() == digit
    assert f"a\u00a0{digit}\u00a0(" in page.verdict.text()
    assert page.view.image().shape == (28, 28)
    assert page.verdict.toolTip()
    session.drawing.clear()
    wait(lambda: page.bars.winner() is None)
    assert not page.verdict.toolTip(), "what was said of a drawing goes with it"


def test_the_evidence_follows_the_stroke_while_it_is_drawn(page, wait):
    canvas = page.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    wait(lambda: page.bars.winner() is not None)
    before = page.view.image().copy()
    QTest.mouseMove(canvas, canvas.rect().center() * 1.4)
    wait(lambda: (page.view.image() != before).any())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())


def test_evidence_can_be_log_probabilities(page, click):
    click(page.findChild(QRadioButton, "log_probabilityButton"))
    assert page.bars.kind() == "log_probability"
    click(page.findChild(QRadioButton, "probabilityButton"))
    assert page.bars.kind() == "probability"


def test_the_drawing_is_shared_with_the_train_page(page, session, page_of, wait, draw):
    train = page_of(TrainPage)
    draw(page.canvas, VERTICAL)
    train.watching.setChecked(True)
    wait(lambda: train.watch.view.image() is not None)
    np.testing.assert_array_equal(train.watch.view.image(), session.drawing.image)


def test_while_it_trains_and_afterwards_the_own_network_judges_and_the_shipped_is_a_click_away(
    page, session, wait, draw
):
    draw(page.canvas, VERTICAL)
    session.training.start(NetworkSpec(), TrainingConfig(epochs=500), 0.1)
    wait(lambda: page.choice.currentText().startswith("Yours"))
    assert session.training.under_way
    session.training.stop()
    wait(lambda: not session.training.under_way)
    assert session.networks.chosen == "trained"
    assert page.choice.count() == 2
    before = page.bars._logs
    page.choice.setCurrentIndex(0)
    page.choice.activated.emit(0)
    assert session.networks.chosen == "shipped"
    assert page.bars._logs != before


def test_a_scribble_of_ten_thousand_points_is_answered(page, wait, session):
    points = np.random.default_rng(3).uniform(-100, 400, (10_000, 2))
    session.drawing.begin(*points[0])
    session.drawing.extend(points[1:])
    session.drawing.end()
    wait(lambda: page.bars.winner() is not None)


def test_a_file_of_digits_is_left_to_the_window(page, tmp_path):
    (tmp_path / "digits.csv").write_text("1,2\n")
    assert not dropped(page, tmp_path / "digits.csv")


LETTERS, ALL = tuple(ascii_uppercase), tuple(digits + ascii_letters)


def test_the_page_follows_the_classes_of_the_network_that_judges(page, of_classes, wait, draw, session):
    for names in (("no", "yes"), tuple("235"), LETTERS, ALL, tuple(f"class {k}" for k in range(62))):
        of_classes(names)
        assert page.bars.names() == names
        assert page.keys.names == page.mine.names == names
        assert "digit" not in page.header.findChildren(QLabel)[1].text()
        draw(page.canvas, VERTICAL)
        wait(lambda: page.bars.winner() is not None)
        said = names[page.bars.winner()]
        assert said in page.verdict.text().replace("\u00a0", " ")
        for tab in range(page.tabs.count()):
            page.tabs.setCurrentIndex(tab)
            page.grab()
        wait(lambda said=said: f"taken for “{said}”" in page.why.captions[1].text())
        session.drawing.clear()
        wait(lambda: page.bars.winner() is None)


def test_another_network_with_other_classes_takes_its_place_and_back(page, of_classes, wait, draw, session):
    draw(page.canvas, VERTICAL)
    wait(lambda: page.bars.winner() == 1)
    of_classes(LETTERS)
    wait(lambda: page.bars.winner() is not None and page.bars.names() == LETTERS)
    session.networks.choose("shipped")
    wait(lambda: page.bars.winner() == 1)
    assert "This is a\u00a01" in page.verdict.text()
    purpose = page.header.findChildren(QLabel)[1].text()
    assert purpose == "This network knows the ten digits. “others” has other classes: train a network on those."


def test_a_class_s_name_is_no_html(page, of_classes, wait, draw):
    of_classes(("<b>no</b>", "<i>yes</i>"))
    draw(page.canvas, VERTICAL)
    wait(lambda: page.bars.winner() is not None)
    assert page.verdict.textFormat() == Qt.TextFormat.PlainText
    assert "<" in page.verdict.text()


def test_what_is_said_of_the_ink_and_of_the_evidence_is_of_one_image(page, wait):
    def bar(*places):
        return [np.array([(x, 40.0), (x, 240.0)]) for x in places]

    drawing = page._drawing
    drawing.show_strokes(bar(140.0))
    wait(lambda: page.bars.winner() == 1)
    page.tabs.setCurrentIndex(MINE)
    drawing.show_strokes(strokes_of("8"))
    page.tabs.setCurrentIndex(EVIDENCE)  # before the image of the new ink is made
    wait(lambda: page.bars.winner() == 8)
    wait(lambda: not page._drawing._look_soon.isActive())
    assert page.bars.winner() == 8
    assert "8" in page.verdict.text()


def test_a_test_of_the_hand_has_no_verdict_and_no_stage_for_one(page, wait):
    page._drawing.show_strokes(strokes_of("8"))
    wait(lambda: page.bars.winner() == 8)
    page.tabs.setCurrentIndex(TEST)
    assert page.verdict.text() == NOT_YET
    assert page.bars.winner() is None
    assert not page.present.isVisible()
    page.tabs.setCurrentIndex(MINE)
    assert "8" in page.verdict.text()
