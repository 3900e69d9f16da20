"""The Inspect page: the evidence, the errors, and the inside of a network, as a person finds them."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from engine.digits.bundle import bundled
from engine.digits.dataset import Digits
from engine.digits.identity import mark_of
from engine.inspection.attribution import activations, speaks_for
from engine.inspection.image_sets import OFFICIAL, OPENED, TEST, TRAIN
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.provenance import TrainedOn
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.trainer import train
from gui.inspect.page import InspectPage
from gui.model.networks import SHIPPED, TRAINED, Known
from gui.model.session import Session

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def digits():
    return bundled("mnist-20k").take(np.arange(2_000), "some")


@pytest.fixture(scope="module")
def origin(digits):
    return TrainedOn("some", 0.25, 3, mark=mark_of(digits))


@pytest.fixture(scope="module")
def network(digits):
    """After two epochs: right more often than not."""
    control, part = Control(), digits.take(np.arange(1_500))
    for _ in train(NetworkSpec((24,)), TrainingConfig(epochs=2, learning_rate=0.1, seed=3), part, part, control):
        pass
    return control.latest()


@pytest.fixture
def session(session, digits, network, origin):
    session.data.set_digits(digits)
    session.networks.add(TRAINED, Known("Yours", lambda: network, origin))
    return session


@pytest.fixture
def page(session, page_of, wait):
    made = page_of(InspectPage)
    made.resize(1000, 640)
    wait(lambda: not made.inspector.busy)
    return made


@pytest.fixture
def judge(page, session, wait):
    """``judge(digits)``: the page shows the network's answers to these digits."""

    def shown(digits):
        session.data.set_digits(digits)
        page.inspector.choose_images(OPENED)
        wait(lambda: not page.inspector.busy and page.inspector.found is not None)
        assert page.inspector.found.evaluation.digits is digits
        return page.inspector.found.evaluation

    return shown


def show(page, panel):
    page.tabs.setCurrentWidget(panel)
    return panel


def found(page):
    return page.inspector.found.evaluation


def choose(box, text):
    """As a person does by the keyboard."""
    index = box.findText(text)
    assert index >= 0, text
    box.setCurrentIndex(index)
    box.activated.emit(index)


def marked(panel_list):
    return panel_list.indices().tolist()


# Which network, which images


def test_a_trained_network_is_judged_by_the_test_images_of_its_own_split(page, network):
    assert page.images.currentData() == TEST
    assert len(found(page)) == 500
    assert page.summary.text().startswith(f"Test accuracy: {found(page).accuracy:.1f} %")
    assert page.inspector.found.network is network


def test_images_seen_in_training_are_never_called_a_test(page, wait):
    choose(page.images, "its training images: 75 % of some")
    wait(lambda: not page.inspector.busy and page.inspector.found.images == TRAIN)
    assert len(found(page)) == 1_500
    assert page.summary.text().startswith("Accuracy on images seen in training: ")


def test_an_opened_set_of_which_a_part_was_seen_says_how_many(page, session, digits, wait):
    other = Digits(digits.images[1_000:], digits.labels[1_000:], "another")
    network = session.networks.network(TRAINED)
    session.networks.add(TRAINED, Known("Yours", lambda: network, TrainedOn("MNIST 20,000", 0.0, 3)))
    session.data.set_digits(other)
    page.inspector.choose_images(OPENED)
    wait(lambda: page.inspector.found is not None and page.inspector.found.images == OPENED)
    assert page.summary.text().startswith("Accuracy on images seen in training")
    session.networks.add(TRAINED, Known("Yours", lambda: network, None))
    page.inspector.found = None
    page.inspector._memory.clear()
    page.inspector.look()
    wait(lambda: page.inspector.found is not None)
    assert "not known" in page.summary.text()


def test_what_was_judged_once_is_there_at_once_the_second_time(page, wait):
    first = page.inspector.found
    page.inspector.choose_images(OFFICIAL)
    wait(lambda: page.inspector.found.images == OFFICIAL)
    page.inspector.choose_images(TEST)
    assert page.inspector.found is first


def test_without_a_network_the_page_says_what_to_do_and_leads_there(qtbot, qapp, folder, click, digits):
    s = Session()
    s.data.set_digits(digits)
    page = InspectPage(s.data, s.networks, s.training, s.my_digits, s.tasks, s.messages)
    qtbot.addWidget(page)
    page.show()
    assert "no network yet" in page.empty_words.text()
    assert page.empty_words.isVisible()
    with qtbot.waitSignal(page.train_wanted):
        click(page.train)
    s.close()


# Evidence


def test_images_are_reached_by_number_slider_arrow_keys_and_chance(page, click):
    panel = show(page, page.evidence)
    panel.number.setValue(7)
    assert panel.slider.value() == panel.current() == 7
    panel.slider.setValue(20)
    assert panel.number.value() == panel.current() == 20
    panel.slider.setFocus()
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    QTest.keyClick(panel.slider, Qt.Key.Key_Right)
    QTest.keyClick(panel.slider, Qt.Key.Key_Left)
    assert panel.current() == 21
    click(panel.on)
    click(panel.back)
    click(panel.back)
    assert panel.current() == 20
    reached = set()
    for _ in range(8):
        click(panel.random)
        reached.add(panel.current())
    assert len(reached) > 3


def test_the_evidence_is_that_of_the_image(page):
    panel, evaluation = show(page, page.evidence), found(page)
    panel.set_current(33)
    true, guess = evaluation.digits.labels[33], evaluation.guesses[33]
    np.testing.assert_array_equal(panel.card.view.image(), evaluation.digits.images[33])
    assert panel.card.bars.winner() == guess
    assert str(true) in panel.card.verdict.text()


def test_errors_are_reached_one_after_the_other_and_round_again(page, click):
    panel, errors = show(page, page.evidence), found(page).errors.tolist()
    assert len(errors) > 2
    panel.set_current(errors[0])
    click(panel.next_error)
    assert panel.current() == errors[1]
    click(panel.last_error)
    click(panel.last_error)
    assert panel.current() == errors[-1]
    click(panel.next_error)
    assert panel.current() == errors[0]


def test_right_and_wrong_are_told_apart_by_a_sign_and_a_word(page):
    panel, evaluation = show(page, page.evidence), found(page)
    panel.set_current(int(evaluation.errors[0]))
    assert "✗ Wrong" in panel.card.verdict.text()
    panel.set_current(int(np.flatnonzero(evaluation.right)[0]))
    assert "✓ Right" in panel.card.verdict.text()


def test_the_penalties_are_marked_where_the_image_stands(page):
    panel, evaluation = show(page, page.evidence), found(page)
    index = int(evaluation.true_evidence.argmin())
    panel.set_current(index)
    p = np.exp(evaluation.true_evidence[index])
    assert panel.penalties._linear_mark.getData()[1][0] == pytest.approx(-p)
    assert panel.penalties._log_mark.getData()[0][0] == pytest.approx(p)
    assert "times as steep" in panel.penalties._words.text()


# Errors


def test_the_errors_are_counted_and_shown_in_each_order(page):
    panel, evaluation = show(page, page.errors), found(page)
    assert marked(panel.list) == evaluation.errors.tolist()
    assert panel.count.text().startswith(f"{len(evaluation.errors)} of 500 images")
    choose(panel.order, "by how sure it was")
    sure = evaluation.sureness[panel.list.indices()]
    assert (np.diff(sure) <= 0).all()
    choose(panel.order, "by true digit")
    assert (np.diff(evaluation.digits.labels[panel.list.indices()]) >= 0).all()


def test_near_misses_follow_the_chosen_probability(page):
    panel, evaluation = show(page, page.errors), found(page)
    choose(panel.which, "Near misses")
    assert marked(panel.list) == evaluation.near_misses(0.1).tolist()
    panel.over.setValue(30)
    assert marked(panel.list) == evaluation.near_misses(0.3).tolist()


def test_the_surest_and_the_least_sure_begin_at_either_end(page):
    panel, evaluation = show(page, page.errors), found(page)
    choose(panel.which, "The surest")
    assert marked(panel.list) == evaluation.by_sureness.tolist()
    choose(panel.which, "The least sure")
    assert evaluation.sureness[panel.list.indices()[0]] == evaluation.sureness.min()


def test_clicking_an_error_shows_its_evidence_and_more_on_demand(page, click):
    panel, errors = show(page, page.errors), found(page).errors
    place = panel.list.rect_of(2).center().toPoint()
    QTest.mouseClick(panel.list.viewport(), LEFT, pos=place)
    np.testing.assert_array_equal(panel.card.view.image(), found(page).digits.images[errors[2]])
    click(panel.more)
    assert page.tabs.currentWidget() is page.evidence
    assert page.evidence.current() == errors[2]
    QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Right)
    assert page.evidence.current() == errors[2] + 1


# Confusion and means


@pytest.mark.parametrize("kind", ["counts", "percent of a row"])
def test_clicking_a_cell_shows_exactly_its_images(page, kind):
    panel, evaluation = show(page, page.confusion), found(page)
    choose(panel.kind, kind)
    others = evaluation.confusion * ~np.eye(10, dtype=bool)
    for true, guess in (divmod(int(others.argmax()), 10), (3, 3)):
        QTest.mouseClick(panel.matrix, LEFT, pos=panel.matrix.cell_rect(true, guess).center().toPoint())
        assert marked(panel.list) == evaluation.cell(true, guess).tolist()
        assert panel.words.text().startswith(f"{evaluation.confusion[true, guess]} of ")


def test_recall_and_precision_stand_in_the_table(page):
    panel, evaluation = show(page, page.confusion), found(page)
    assert panel.table.item(4, 0).text() == str(evaluation.support[4])
    assert panel.table.item(4, 1).text() == f"{100 * evaluation.recall[4]:.1f} %"
    assert panel.table.item(4, 2).text() == f"{100 * evaluation.precision[4]:.1f} %"


def test_clicking_a_mean_image_shows_what_it_is_the_mean_of(page):
    panel, evaluation = show(page, page.means), found(page)
    digit = int(evaluation.means[1][1].argmax())
    QTest.mouseClick(panel.means, LEFT, pos=panel.means.rect_of(1, digit).center().toPoint())
    wanted = np.flatnonzero((evaluation.digits.labels == digit) & ~evaluation.right)
    assert marked(panel.list) == wanted.tolist()
    QTest.keyClick(panel.means, Qt.Key.Key_Up)
    assert len(marked(panel.list)) == evaluation.means[1][0, digit]


# Inside


def test_the_image_in_hand_is_followed_through_the_layers(page, network):
    page.evidence.set_current(11)
    panel, image = show(page, page.layers), found(page).digits.images[11]
    shown = panel.rows._layers
    assert [layer.tolist() for layer in shown] == [layer.tolist() for layer in activations(network, image)]
    choose(panel.digit, "the digit 4")
    np.testing.assert_array_equal(panel.pixels._says, speaks_for(network, image, 4))
    page.evidence.set_current(12)
    np.testing.assert_array_equal(panel.pixels.image(), found(page).digits.images[12])


def test_the_first_layers_units_are_shown_and_every_layers_weights_counted(page):
    panel = show(page, page.weights)
    assert panel.grid.count() == 24
    assert [panel.layer.itemText(index) for index in range(2)] == ["layer 1: 784 → 24", "layer 2: 24 → 10"]
    _, before = panel._start.getData()
    _, after = panel._now.getData()
    assert before.sum() == pytest.approx(100)
    assert after.sum() == pytest.approx(100)
    assert not np.array_equal(before, after)
    assert "its seed 3" in panel.words.text()
    choose(panel.view, "over the epochs")
    assert panel._no_course.isVisible()


# Sets with little in them


def visit_all(page):
    for panel in page.panels:
        show(page, panel)
        panel.grab()
        panel.things()


def test_another_opened_set_takes_the_place_of_the_one_before(judge, digits):
    assert len(judge(digits.take(np.arange(5), "five"))) == 5
    assert len(judge(digits.take(np.arange(6), "six"))) == 6


def test_a_perfect_network_has_no_errors_and_says_so(page, judge, digits, network):
    guesses = network.log_probabilities(digits.images).argmax(1)
    evaluation = judge(Digits(digits.images, guesses, "easy"))
    assert evaluation.accuracy == 100
    visit_all(page)
    show(page, page.errors)
    assert page.errors.list.count() == 0
    assert "No errors" in page.errors.list._empty_words
    assert not page.evidence.next_error.isEnabled()
    assert not page.errors.more.isEnabled()


def test_a_set_that_lacks_digits_has_no_figures_for_them(page, judge, digits):
    judge(digits.take(np.flatnonzero(digits.labels < 3), "three"))
    visit_all(page)
    show(page, page.confusion)
    assert page.confusion.table.item(7, 1).text() == "none"
    page.confusion.show_cell(7, 2)
    assert page.confusion.words.text() == "There is no 7 in this set."
    choose(page.confusion.kind, "percent of a row")
    page.confusion.grab()


@pytest.mark.parametrize("count", [0, 1])
def test_a_set_of_one_image_or_none_can_be_inspected(page, judge, digits, count):
    judge(digits.take(np.arange(count), "few"))
    visit_all(page)
    show(page, page.errors)
    for name in ("Near misses", "The surest", "The least sure", "Errors"):
        choose(page.errors.which, name)
        page.errors.grab()
    assert not page.evidence.slider.isEnabled()
    assert page.evidence.current() == count - 1


def test_a_network_without_hidden_layers_and_one_of_numbers_beyond_all_bounds_can_be_inspected(page, session, wait):
    for network in (FeedForward(NetworkSpec(())), FeedForward(NetworkSpec((8,)))):
        if network.spec.hidden:
            network.flat.mul_(1e30)
        session.networks.add(TRAINED, Known("Yours", lambda network=network: network, None))
        wait(lambda network=network: page.inspector.found is not None and page.inspector.found.network is network)
        visit_all(page)


# Take away


@pytest.fixture
def take(page, monkeypatch, tmp_path, qtbot):
    """``take(thing, words)``: choose this from the menu; returns the path it was saved to."""

    def chosen(thing, words):
        path = tmp_path / "taken"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        page.take_away.menu().aboutToShow.emit()
        actions = page.take_away.menu().actions()
        at = next(index for index, action in enumerate(actions) if action.isSeparator() and action.text() == thing)
        action = next(action for action in actions[at + 1 :] if action.text() == words)
        with qtbot.waitSignal(page._messages.told):
            action.trigger()
        return next(tmp_path.glob("taken.*"), None)

    return chosen


def test_a_table_is_saved_as_csv_and_copied_with_tabs(page, take):
    evaluation = found(page)
    show(page, page.confusion)
    lines = take("Confusion matrix, counts", "Save table as CSV…").read_text("utf-8").splitlines()
    assert lines[0].startswith("true_digit,taken_for_0")
    assert lines[5] == ",".join(map(str, [4, *evaluation.confusion[4].tolist()]))
    take("Recall and precision", "Copy table")
    rows = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert rows[0] == ["digit", "images", "recall", "precision", "f1"]
    assert float(rows[3][2]) == evaluation.recall[2]


def test_a_plot_is_saved_at_the_size_of_a_slide_and_as_a_drawing_and_copied(page, take):
    show(page, page.evidence)
    image = QImage(str(take("Penalty curves", "Save plot as PNG…")))
    assert image.width() == 1920
    assert len({image.pixel(x, image.height() // 3) for x in range(0, 1920, 3)}) > 3
    take("Penalty curves", "Copy plot")
    assert QGuiApplication.clipboard().image().width() == 1920


def test_a_drawing_can_be_drawn(page, take):
    show(page, page.evidence)
    drawing = take("Penalty curves", "Save plot as SVG…")
    assert QSvgRenderer(str(drawing)).isValid()
    assert drawing.read_text("utf-8").count("<p") > 20


def test_the_images_of_a_list_are_saved_and_copied_as_a_sheet(page, take):
    show(page, page.errors)
    sheet = QImage(str(take("Errors: images", "Save images as a PNG sheet…")))
    assert sheet.width() > 28 * 3 * 5
    take("Errors: images", "Copy images as a sheet")
    assert QGuiApplication.clipboard().image().size() == sheet.size()


def test_what_cannot_be_saved_is_told(page, session, monkeypatch, tmp_path, qtbot):
    show(page, page.errors)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "where.csv"), ""))
    page.take_away.menu().aboutToShow.emit()
    action = next(a for a in page.take_away.menu().actions() if a.text() == "Save table as CSV…")
    with qtbot.waitSignal(session.messages.failed) as told:
        action.trigger()
    assert told.args[0].startswith("where.csv could not be saved")


# In the window


def test_a_training_is_followed_on_demand_and_its_weights_over_the_epochs_are_kept(window, wait, click):
    page, session = window.inspect_page, window.session
    window.pages.setCurrentWidget(page)
    wait(lambda: page.inspector.found is not None and not page.inspector.busy)
    assert page.images.currentData() == OFFICIAL
    assert page.network.currentData() == SHIPPED
    window.train_page.form.set_values({"epochs": "400"})
    click(window.train_page.start)
    page.inspector.choose_network(TRAINED)
    wait(lambda: session.networks.network(TRAINED) is not None and page.inspector.epoch is not None)
    assert "Test accuracy after epoch" in page.summary.text()
    begun = page.inspector.found
    wait(lambda: session.training.run.history.count > 2)
    assert page.inspector.found is begun
    click(page.refresh)
    wait(lambda: page.inspector.found is not begun)
    page.following.setChecked(True)
    seen = {page.inspector.found.network}
    wait(lambda: seen.add(page.inspector.found.network) or len(seen) > 3)
    show(page, page.weights)
    choose(page.weights.view, "over the epochs")
    assert page.weights._has_course()
    session.training.stop()
    wait(lambda: not session.training.under_way and not page.inspector.busy and not page.inspector.stale)
    assert page.inspector.found.network is session.networks.network(TRAINED)
    assert page.inspector.epoch is None
    assert page.refresh.isHidden()


def test_a_kept_network_still_knows_what_it_was_trained_on(window, wait, click, folder, qtbot):
    window.train_page.form.set_values({"epochs": "1"})
    click(window.train_page.start)
    wait(lambda: window.session.training.run is not None and not window.session.training.under_way)
    known = window.session.networks.trained_on(TRAINED)
    assert (known.digits, known.test_fraction, known.seed) == ("MNIST 20,000", 0.1, 0)
    again = Session()
    again.at_start.load()
    wait(lambda: again.networks.trained_on(TRAINED) is not None)
    assert again.networks.trained_on(TRAINED) == known
    again.close()


def test_closing_while_the_images_are_judged_ends_quietly(window, wait):
    window.pages.setCurrentWidget(window.inspect_page)
    wait(lambda: window.inspect_page.inspector.busy)
    window.close()


def test_the_names_of_its_parts_are_unique(window):
    from collections import Counter

    from PySide6.QtWidgets import QWidget

    names = Counter(w.objectName() for w in window.inspect_page.findChildren(QWidget))
    assert not [name for name, count in names.items() if name and not name.startswith("qt_") and count > 1]
