"""The lesson's figures: each can be used, by mouse or by keys, and tells it."""

from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.inspection.evaluation import evaluate
from engine.lesson.names import FIGURES
from engine.networks.files import pretrained
from engine.networks.network import NetworkSpec
from engine.runs.about import About
from engine.runs.library import Entry
from engine.training.config import TrainingConfig
from engine.training.history import EpochReport, History
from gui.lesson.figures.blocks import widest
from gui.lesson.figures.hardest import hardest
from gui.lesson.figures.shelf import SHELF
from gui.look import sizes
from gui.model import milestones
from gui.model.own_score import COUNT
from gui.model.setup import Setup
from gui.widgets.milestones_table import METHOD, WRONG
from tests.gui.compare.tools import record


class Training(QObject):
    changed, ticked = Signal(), Signal()
    run = None


class Measured(QObject):
    changed = Signal()
    records = ()


class Data(QObject):
    changed = Signal()
    digits = test_digits = None


class Form(QObject):
    changed = Signal()
    spec = NetworkSpec()

    def setup(self):
        return Setup(self.spec, TrainingConfig(), 0.1)


class Tasks:
    """Does at once what is asked for."""

    def start(self, _key, work, done):
        done(work())


@pytest.fixture
def around():
    dice = np.random.default_rng(3)
    data = Data()
    data.digits = Digits(dice.integers(0, 256, (400, 28, 28), np.uint8), np.arange(400) % 10, "some")
    return SimpleNamespace(
        data=data, training=Training(), form=Form(), networks=None, tasks=Tasks(), measured=Measured(),
    )  # fmt: skip


@pytest.fixture
def figure(show, around):
    def made(name):
        figure = show(SHELF[name](around), 320, 500)
        figure.uses = []
        figure.used.connect(lambda: figure.uses.append(1))
        return figure

    return made


def test_there_is_a_figure_for_each_name():
    assert set(SHELF) == set(FIGURES)


def test_batches_are_counted_as_training_does(figure, click):
    shown = figure("batches")
    assert shown.blocks.accessibleName() == "360 to train on, 40 for the test"
    before = shown.blocks.grab().toImage()
    click(shown.button)
    assert shown.blocks.accessibleName() == "11 blocks and a part"
    assert widest(563, 290, 164) == (32, 290 / 32)
    columns, side = widest(563, 1880, 800)
    assert columns * side <= 1880
    assert -(-563 // columns) * side <= 800
    assert side > 49
    assert shown.blocks.grab().toImage() != before
    assert shown.words.text().startswith("360 = 11 × 32 + 8.")
    assert shown.uses


def test_the_misnomer_has_all_links_and_those_that_are_there(figure, click):
    shown = figure("misnomer")
    assert shown.words.text().startswith("27 links")  # 4 x 3 + 3 x 3 + 3 x 2
    click(shown.promised)
    assert shown.words.text().startswith("66 pairs")  # 12 units, each with 11 others
    assert not shown.uses
    click(shown.there)  # to compare them
    assert shown.uses


def test_below_the_pages_the_misnomer_is_low_enough_to_be_seen_whole(figure):
    shown = figure("misnomer")
    beside = shown.sizeHint().height()
    shown.place_beside(False)
    assert shown.sizeHint().height() < min(beside, sizes.px(120))
    shown.take_room()
    shown.place_beside(True)
    assert shown.sizeHint().height() == beside


def test_parameters_are_summed_layer_by_layer(figure, around):
    shown = figure("parameters")
    assert shown.sums.lines()[-1] == "together 53,706"
    assert shown.sums.heard().text(0, 0) == "784 × 64 + 64 = 50,240, 94 %"
    Form.spec = NetworkSpec(())
    around.form.changed.emit()
    assert shown.sums.lines() == ["784 × 10 + 10 = 7,850", "together 7,850"]
    Form.spec = NetworkSpec()


def test_three_small_numbers_multiplied_are_nothing_and_their_logarithms_are_something(figure, click):
    shown = figure("float32")
    texts = []
    for _time in range(3):
        click(shown.button)
        texts.append((shown.left.text(), shown.right.text()))
    assert texts == [("1.0 × 10⁻¹⁹", "−43.75"), ("1.0 × 10⁻³⁸", "−87.50"), ("0", "−131.25")]
    assert shown.uses
    assert not shown.button.isEnabled()
    usual = shown.left.fontInfo().pixelSize()
    shown.take_room()
    assert shown.left.fontInfo().pixelSize() > 1.5 * usual
    shown.place_beside(True)
    assert shown.left.fontInfo().pixelSize() == usual


def test_the_one_is_chosen_by_keys_and_uncovered(figure, around, click):
    around.data.digits, digits = None, around.data.digits
    shown = figure("covered labels")
    assert not shown.strips.labels
    around.data.digits = digits  # it was still being read
    around.data.changed.emit()
    shown.strips.setFocus()
    wanted = shown.strips.labels.index("1")
    for _time in range(wanted + 1):
        QTest.keyClick(shown.strips, Qt.Key.Key_Down)
    assert not shown.uses
    click(shown.uncover)
    assert shown.words.text() == "Yes, that is the 1."
    assert shown.uses


def test_a_curve_is_drawn_by_mouse_or_keys_and_the_networks_comes_over_it(figure, around):
    shown = figure("expected curve")
    paper = shown.paper
    middle = paper.height() // 2
    QTest.mousePress(paper, Qt.MouseButton.LeftButton, pos=QPoint(40, middle))
    QTest.mouseMove(paper, QPoint(200, 20))
    QTest.mouseRelease(paper, Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    drawn = np.flatnonzero(~np.isnan(paper.expected))
    assert len(drawn) == drawn[-1] - drawn[0] + 1  # without gaps
    assert paper.expected[drawn[0]] < paper.expected[drawn[-1]]
    assert shown.uses
    before = paper.grab().toImage()
    history = History(60)
    for epoch in range(3):
        history.append(EpochReport(epoch, 2.0, np.empty(0, np.float32), 10.0, 10.0 + 30 * epoch, 0.1))
    around.training.run = SimpleNamespace(history=history)
    around.training.changed.emit()
    assert paper.grab().toImage() != before
    kept, told = shown.drawing(), []
    shown.drawing_changed.connect(lambda: told.append(shown.drawing()))
    paper.forget()
    QTest.keyClick(paper, Qt.Key.Key_Right)
    assert np.isfinite(paper.expected[1])
    assert told[0] == ()
    assert told[1] == shown.drawing() != kept


def test_a_curve_that_was_kept_is_shown_again_and_what_is_none_is_passed_over(figure):
    shown = figure("expected curve")
    kept = (None, *(float(epoch) for epoch in range(1, 61)))
    shown.show_drawing(kept)
    assert shown.drawing() == kept
    for wrong in ((), (1.0,) * 60, (101.0,) * 61, (-1.0,) * 61):
        shown.show_drawing(wrong)
        assert shown.drawing() == kept
    assert shown.to_hand_in() is not None


def test_the_score_of_the_hardest_is_among_the_milestones(figure, folder, click):
    shown = figure("hardest")
    for place in range(COUNT):
        click(shown.buttons[int(shown._digits.labels[place])])
    table = figure("milestones").table
    rows = {table.item(row, METHOD).text(): table.item(row, WRONG).text() for row in range(table.rowCount())}
    assert rows["you, on the 10 hardest images"] == "0.00"


def test_milestones_have_runs_and_yardsticks_among_them_as_soon_as_there_are(figure, around, folder, monkeypatch):
    shown = figure("milestones")
    rows = shown.table.rowCount()
    summary = SimpleNamespace(spec=NetworkSpec(), config=TrainingConfig(), accuracy=95.5, trained_on="MNIST")
    run = Entry(folder, About("mine"), summary, 0, False)
    monkeypatch.setattr(milestones, "entries", lambda _folder: [run])
    around.training.changed.emit()
    assert shown.table.rowCount() == rows + 1
    methods = [shown.table.item(row, METHOD).text() for row in range(rows + 1)]
    assert any(method.startswith("your run: mine") for method in methods)
    around.measured.records = [record(right=190)]
    around.measured.changed.emit()
    assert shown.table.rowCount() == rows + 2
    errors = [float(shown.table.item(row, WRONG).text()) for row in range(rows + 2)]
    assert errors == sorted(errors)
    assert {4.5, 5.0} <= set(errors)


def test_the_hardest_images_are_guessed_one_after_another(figure, click, folder):
    shown = figure("hardest")
    labels = shown._digits.labels
    for place in range(COUNT):
        digit = int(labels[place]) if place else (int(labels[0]) + 1) % 10
        if place % 2:
            QTest.keyClicks(shown.buttons[0], str(digit))
        else:
            click(shown.buttons[digit])
    assert shown.right == COUNT - 1
    assert "You read 9 of 10" in shown.words.text()
    assert shown.uses


def test_what_the_hardest_were_meant_as_is_shown_as_soon_as_they_are_found(figure, around):
    asked = []
    around.tasks = SimpleNamespace(start=lambda _key, work, done: asked.append((work, done)))
    shown = figure("hardest")
    shown.show_me()
    assert not shown.uses
    ((work, done),) = asked
    done(work())
    assert shown.words.text().startswith("They were meant as ")
    assert shown.uses


def test_the_hardest_are_those_with_the_least_evidence_for_their_label():
    digits, found = bundled("mnist-test"), hardest()
    evidence = evaluate(pretrained(), digits).true_evidence
    worst = np.sort(evidence)[:COUNT]
    assert np.allclose(np.sort(evaluate(pretrained(), found).true_evidence), worst, atol=1e-4)


def test_both_penalties_are_drawn(figure):
    shown = figure("penalties")
    assert [plot.objectName() for plot in shown.findChildren(QObject) if plot.objectName().endswith("Penalty")]
