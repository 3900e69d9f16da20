"""The Reliability tab: what is stated against what is right, and the images behind each bar."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.digits.dataset import Digits
from engine.inspection.evaluation import Evaluation
from gui.inspect.reliability_panel import ReliabilityPanel, bin_rows


@pytest.fixture
def evaluation():
    """Ten images stated 0.9, of which six are right; four stated 0.5, of which two are."""
    stated = np.array([0.9] * 10 + [0.5] * 4)
    evidence = np.repeat((1 - stated)[:, None] / 9, 10, axis=1)
    evidence[:, 3] = stated
    labels = np.array([3] * 6 + [5] * 4 + [3, 3, 5, 5])
    images = np.random.default_rng(0).integers(0, 255, (14, 28, 28)).astype(np.uint8)
    return Evaluation(Digits(images, labels, "few"), np.log(evidence).astype(np.float32))


def test_its_parts_are_made_at_first_sight(evaluation, qtbot):
    panel = ReliabilityPanel()
    qtbot.addWidget(panel)
    panel.show_evaluation(evaluation)
    assert panel.diagram is None
    assert panel.things() == []


def test_the_worst_bin_is_shown_first_and_others_by_mouse_and_keys(show, evaluation):
    panel = show(ReliabilityPanel(), 1000, 620)
    panel.show_evaluation(evaluation)
    assert panel.words.text().startswith("Calibration error 21.43 %. On average the guesses state 78.6 %, and 57.1 %")
    assert panel.words.text().endswith("too sure, by 21.4 points.")
    assert panel.list.indices().tolist() == [6, 7, 8, 9, 0, 1, 2, 3, 4, 5]
    assert "10 images whose guesses have 86.7 to 93.3 %: stated 90.0 %, right 60.0 %." in panel.bin_words.text()
    assert panel.bin_words.text().endswith("It is too sure here.")
    panel.grab()
    at = panel.diagram.bin_rect(7).center().toPoint()
    QTest.mouseClick(panel.diagram, Qt.MouseButton.LeftButton, pos=at)
    assert panel.list.indices().tolist() == [12, 13, 10, 11]
    assert panel.bin_words.text().endswith("That may be chance.")
    assert panel.diagram.accessibleDescription() == panel.bin_words.text()
    QTest.keyClick(panel.diagram, Qt.Key.Key_Left)
    assert panel.bin_words.text() == "No guess has 40.0 to 46.7 %."
    assert len(panel.list.indices()) == 0
    panel.grab()
    QTest.keyClick(panel.diagram, Qt.Key.Key_End)
    QTest.keyClick(panel.diagram, Qt.Key.Key_Right)
    assert panel.diagram.current == 14
    QTest.keyClick(panel.diagram, Qt.Key.Key_Home)
    assert panel.diagram.current == 0
    panel.diagram.choose(13)
    chosen = []
    panel.chosen.connect(chosen.append)
    panel.list.clicked.emit(1)
    assert chosen == [7]
    assert [thing.name for thing in panel.things()] == [
        "Reliability diagram", "Stated and right, by bin", "Images stated 86.7 to 93.3 %",
    ]  # fmt: skip
    row = bin_rows(panel._found)[13]
    assert row[2] == 10
    assert row[3:5] == (pytest.approx(0.9, abs=1e-6), 0.6)


def test_what_has_no_probabilities_or_no_images_says_so(show, evaluation):
    panel = show(ReliabilityPanel(), 600, 400)
    panel.show_evaluation(Evaluation(evaluation.digits, evaluation.evidence, has_evidence=False))
    assert panel.diagram._empty.startswith("This yardstick gives no probabilities")
    panel.grab()
    nothing = Evaluation(evaluation.digits.take(np.array([], int)), evaluation.evidence[:0])
    panel.show_evaluation(nothing)
    assert panel.diagram._empty == "This set has no images."
    assert panel.things() == []
    panel.show_evaluation(evaluation)
    assert len(panel.list.indices()) == 10


def test_where_there_is_little_room_the_diagram_has_it(show, evaluation):
    panel = show(ReliabilityPanel(), 800, 600)
    panel.show_evaluation(evaluation)
    assert panel.explained.isVisible()
    panel.resize(800, 300)
    assert not panel.explained.isVisible()
