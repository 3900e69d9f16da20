"""The Data page shows the digits, opens others, and says what is applied to them."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QToolButton

from engine.digits.changes import Change, Changes
from engine.digits.dataset import Digits
from engine.digits.readers import Cancelled, Loaded
from engine.errors import UserError
from gui.data import opener
from gui.data.changes_panel import ChangesPanel
from gui.data.page import CHANGES, DIGIT, PIXELS, DataPage
from gui.data.range_field import RangeField


def some_digits(name="mine", count=60):
    """Images with a bright corner that tells them apart, of all ten digits."""
    images = np.random.default_rng(0).integers(0, 200, (count, 28, 28), np.uint8)
    return Digits(images, np.arange(count) % 10, name, f"/somewhere/{name}")


@pytest.fixture
def page(window, wait):
    """The Data page in sight, with the lesson's digits at a glance."""
    window.pages.setCurrentWidget(window.data_page)
    wait(lambda: window.data_page.glance.mean.image() is not None)
    return window.data_page


@pytest.fixture
def lone_page(session, page_of, wait):
    """The page by itself over a few digits: nothing else is loaded."""
    made = page_of(DataPage)
    made.resize(1000, 620)
    session.data.set_digits(some_digits())
    wait(lambda: made.glance.mean.image() is not None)
    return made


def csv_of(path, digits):
    rows = np.column_stack([digits.labels, digits.images.reshape(len(digits), 784)])
    np.savetxt(path, rows, "%d", ",")
    return path


def tab(page, index, wait):
    """Choose a tab; its panel, when it can be seen."""
    page.tabs.setCurrentIndex(index)
    panel = {DIGIT: "digit", PIXELS: "pixels", CHANGES: "changes"}[index]
    wait(lambda: getattr(page, panel).isVisible() and getattr(page, panel).layout().geometry().width() > 300)
    return getattr(page, panel)


def notice_says(window, words):
    return lambda: words in window.notice.text()


# At a glance, and samples


def test_the_set_is_told_at_a_glance(page, window):
    digits = window.session.data.digits
    assert "20,000 images of 10 digits" in page.glance.facts.text()
    assert "0 to 255" in page.glance.facts.text()
    assert "Ships with Inkling" in page.glance.origin.text()
    assert f"7: {(digits.labels == 7).sum():,}" in page.glance.bars.accessibleDescription()
    assert np.abs(page.glance.mean.image() - digits.images.mean(0)).max() <= 0.5


def test_before_there_are_digits_the_page_waits(page_of):
    page = page_of(DataPage)
    page.refresh()
    page.show_digit(3)
    assert "Loading" in page.glance.facts.text()


def test_a_dozen_samples_are_shown_and_another_dozen_on_demand(lone_page, click, session):
    samples, digits = lone_page.samples, session.data.digits
    before = samples.grid.image(0).copy()
    assert samples.grid.count() == 12
    click(samples.another)
    assert samples.grid.count() == 12
    assert not np.array_equal(samples.grid.image(0), before)
    place = int(np.flatnonzero((digits.images == samples.grid.image(0)).all((1, 2)))[0])
    assert samples.grid.caption(0) == str(digits.labels[place])
    assert f"Image {place:,}, labelled" in samples.title.text()


def test_the_same_point_is_marked_in_the_image_and_in_the_vector(lone_page, qtbot):
    samples = lone_page.samples
    value = samples.view.image()[12, 5]
    QTest.mouseMove(samples.view, samples.view.pixel_rect(12, 5).center().toPoint())
    assert samples.vector.place() == 12 * 28 + 5
    assert samples.reading.text() == f"Row 12, column 5: number 341 of the vector, value {value} of 255"
    plain = samples.view.grab().toImage()
    samples.vector.pointed.emit(20 * 28 + 3)
    assert samples.view.grab().toImage() != plain
    assert "Row 20, column 3: number 563" in samples.reading.text()


def test_the_pointer_over_the_plot_finds_the_place(lone_page, qtbot):
    vector = lone_page.samples.vector
    box = vector.plot.getPlotItem().getViewBox()
    scene = box.mapViewToScene(QPointF(400.5, 100))
    pointed = []
    vector.pointed.connect(pointed.append)
    vector.plot.scene().sigMouseMoved.emit(scene)
    vector.plot.scene().sigMouseMoved.emit(QPointF(-10, -10))
    assert pointed == [400, -1]


def test_a_click_on_a_sample_shows_it_large_in_either_view(lone_page, click):
    samples = lone_page.samples
    QTest.mouseClick(samples.grid.viewport(), Qt.MouseButton.LeftButton, pos=samples.grid.rect_of(4).center().toPoint())
    assert np.array_equal(samples.view.image(), samples.grid.image(4))
    click(samples.network)
    assert samples.stack.currentWidget() is samples.rows
    at = samples.rows.row_rect(9).center().toPoint()
    QTest.mouseClick(samples.rows, Qt.MouseButton.LeftButton, pos=at)
    assert np.array_equal(samples.view.image(), samples.grid.image(9))
    QTest.keyClick(samples.rows, Qt.Key.Key_Down)
    assert np.array_equal(samples.view.image(), samples.grid.image(10))


# One digit


def test_all_images_of_a_digit_are_shown_with_the_correlation_of_every_pair(page, window, wait):
    digits = window.session.data.digits
    bars = page.glance.bars
    QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=bars.row_rect(7).center().toPoint())
    assert page.tabs.currentIndex() == DIGIT
    wait(lambda: page.digit.matrix.values() is not None)
    sevens = digits.images[digits.labels == 7]
    assert page.digit.grid.count() == len(sevens)
    assert np.array_equal(page.digit.grid.image(5), sevens[5])
    matrix = page.digit.matrix.values()
    np.testing.assert_allclose(matrix[:50, :50], np.corrcoef(sevens[:50].reshape(50, -1)), atol=1e-5)
    page.digit.matrix.point_at(10, 30)
    assert np.array_equal(page.digit.pair[0].image(), sevens[10])
    assert np.array_equal(page.digit.pair[1].image(), sevens[30])
    assert f"{matrix[10, 30]:.3f}".replace("-", "−") in page.digit.reading.text()
    assert "different pairs" in page.digit.histogram.reading()
    assert "−0.0" in page.digit.sentence.text()


def test_two_digits_are_compared(lone_page, wait, session):
    lone_page.show_digit(4, 9)
    panel = lone_page.digit
    wait(lambda: panel.matrix.values() is not None)
    assert panel.matrix.values().shape == (12, 12)
    assert panel.averages.difference.isVisible()
    digits = session.data.digits
    expected = digits.images[digits.labels == 4].mean(0) - digits.images[digits.labels == 9].mean(0)
    np.testing.assert_allclose(panel.averages.difference.values(), expected)
    panel.matrix.point_at(0, 11)
    assert np.array_equal(panel.pair[1].image(), digits.images[digits.labels == 9][-1])
    panel.choose(4)
    wait(lambda: panel.matrix.values() is not None and len(panel.matrix.values()) == 6)
    assert not panel.averages.difference.isVisible()


def test_a_digit_without_two_images_says_so(lone_page, wait, session):
    few = some_digits(count=9)
    session.data.set_digits(few)
    lone_page.show_digit(9)
    wait(lambda: not session.tasks.busy)
    assert lone_page.digit.matrix.values() is None
    assert "not two images" in lone_page.digit.matrix._empty_words


def test_constant_images_are_left_out_with_a_sentence(lone_page, wait, session):
    digits = some_digits()
    digits.images[3] = 0
    session.data.set_digits(digits)
    lone_page.show_digit(3)
    wait(lambda: lone_page.digit.matrix.values() is not None)
    assert "1 image was left out" in lone_page.digit.sentence.text()


# Pixel values


def test_the_histograms_before_and_after_normalisation_are_numpys(lone_page, click, wait, session):
    panel = tab(lone_page, PIXELS, wait)
    counts, edges = np.histogram(session.data.digits.images, 50)
    assert np.array_equal(panel.before._bars[0].counts, counts)
    session.data.set_input_range(-1, 0)
    assert np.allclose(panel.after._edges[[0, -1]], np.array([edges[0], edges[-1]]) / 255 - 1)
    assert "−1 to 0" in panel.after.reading()
    linear = panel.sentence.text()
    click(panel.log)
    assert panel.sentence.text() != linear
    assert panel.before._curves[0].getData()[1].max() == pytest.approx(np.log10(counts.max()))


# Changes


def chips(window):
    return {
        button.property("change"): button for button in window.applied.findChildren(QToolButton) if button.isVisible()
    }


def test_what_is_applied_is_on_top_of_every_page_and_one_click_removes_it(page, window, click, wait):
    click(tab(page, CHANGES, wait)._boxes["inverted"])
    click(page.changes.digits.button(3))
    page.changes.range.presets.setCurrentIndex(2)
    page.changes.range.presets.activated.emit(2)
    assert window.session.data.input_range == (-1.0, 0.0)
    for shown in (page, window.train_page, window.draw_page):
        window.pages.setCurrentWidget(shown)
        wait(lambda: set(chips(window)) == {"inverted", "left_out", "range"})
    window.pages.setCurrentWidget(page)
    click(chips(window)["inverted"])
    assert [change.kind for change in window.session.data.changes.chosen] == ["left_out"]
    assert not page.changes._boxes["inverted"].isChecked()
    wait(lambda: "range" in chips(window))
    click(chips(window)["range"])
    assert window.session.data.input_range == (0.0, 1.0)
    assert page.changes.range.range() == (0.0, 1.0)
    wait(lambda: "left_out" in chips(window))
    click(chips(window)["left_out"])
    assert not window.applied.isVisible()


def test_a_training_gets_the_changes_and_the_value_range(page, window, wait):
    session = window.session
    session.data.set_changes(Changes((Change("few", 300, "training"), Change("left_out", (3,), "training"))))
    session.data.set_input_range(-1.0, 0.0)
    window.train_page.form.set_values({"epochs": "1"})
    window.train_page.start.click()
    wait(lambda: not session.training.under_way)
    assert session.training.run.outcome == "completed"
    assert session.training.run.control.progress().batches == 300 // 32
    assert session.networks.network().spec.input_range == (-1.0, 0.0)
    assert "without 3" in str(session.training.run.trained_on.changes)


def test_the_preview_shows_the_digits_before_and_after(lone_page, click, wait, session):
    panel = tab(lone_page, CHANGES, wait)
    assert np.array_equal(panel.after.image(2), panel.before.image(2))
    click(panel._boxes["inverted"])
    assert np.array_equal(panel.after.image(2), 255 - panel.before.image(2))
    panel._where["inverted"].setCurrentIndex(2)
    panel._where["inverted"].activated.emit(2)
    assert np.array_equal(panel.after.image(2), panel.before.image(2))
    panel.side.setCurrentIndex(1)
    panel.side.activated.emit(1)
    assert np.array_equal(panel.after.image(2), 255 - panel.before.image(2))
    click(panel.remove)
    assert not session.data.changes


def test_choices_that_cannot_be_are_said_and_not_applied(qtbot, click):
    panel = ChangesPanel()
    qtbot.addWidget(panel)
    panel.show()
    changes = []
    panel.changes_chosen.connect(changes.append)
    click(panel._boxes["left_out"])
    assert "1 to 9" in panel.error.text()
    assert not changes
    click(panel.digits.button(4))
    assert changes[-1].chosen == (Change("left_out", (4,), "training"),)
    assert not panel.error.text()
    with pytest.raises(UserError):
        Change("left_out", ())


def test_any_two_different_numbers_are_a_value_range(qtbot):
    field = RangeField()
    qtbot.addWidget(field)
    field.show()
    changes = []
    field.changed.connect(lambda low, high: changes.append((low, high)))
    field.high.selectAll()
    QTest.keyClicks(field.high, "-2,5")
    assert changes[-1] == (0.0, -2.5)
    field.high.setText("−2.5")
    assert field.range() == (0.0, -2.5)
    field.low.selectAll()
    QTest.keyClicks(field.low, "-2.5")
    assert field.range() is None
    assert field.error.isVisible()
    for text in ("", "nan", "1e99", "seven"):
        field.low.setText(text)
        assert field.range() is None
    assert changes[-1] == (-2.0, -2.5)


# Opening


def test_a_csv_file_is_opened_and_remembered(page, window, wait, tmp_path):
    path = csv_of(tmp_path / "mine.csv", some_digits())
    window.opener.open(path)
    wait(lambda: window.session.data.digits.name == "mine.csv")
    wait(lambda: "60 images" in page.glance.facts.text())
    assert page.sets.currentText() == "mine.csv"
    assert page.glance.origin.toolTip() == str(path)
    assert "mine.csv · 54 train, 6 test" in window.findChild(object, "digitsStatus").text()
    assert opener.recent() == [path]
    menu = opener.RecentMenu(window.opener, window)
    window.opener.open_bundled("mnist-test")
    wait(lambda: window.session.data.digits.name == "MNIST official test")
    assert page.sets.currentText() == "MNIST official test"
    next(action for action in menu.actions() if action.text() == "mine.csv").trigger()
    wait(lambda: window.session.data.digits.name == "mine.csv")
    next(action for action in menu.actions() if "Forget" in action.text()).trigger()
    assert opener.recent() == []


def test_what_was_loaded_stays_when_a_file_cannot_be_read(page, window, wait, tmp_path):
    before = window.session.data.digits
    path = csv_of(tmp_path / "bad.csv", some_digits())
    path.write_text(path.read_text("utf-8").replace("\n", "\nseven", 1), "utf-8")
    window.opener.open(path)
    wait(notice_says(window, "bad.csv, line 2, column 1"))
    assert window.session.data.digits is before
    assert not window.reading.isVisible()
    assert opener.recent() == []
    window.opener.open(tmp_path / "nowhere.npz")
    wait(notice_says(window, "nowhere.npz"))


def test_a_file_dropped_onto_the_window_is_opened(window, wait, drop, tmp_path):
    drop(window, csv_of(tmp_path / "dropped.csv", some_digits()))
    wait(lambda: window.session.data.digits.name == "dropped.csv")
    assert window.pages.currentWidget() is window.data_page


def test_the_test_set_that_comes_with_the_digits_is_offered_and_used(page, window, wait, click, tmp_path):
    digits, test = some_digits(), some_digits(count=20)
    np.savez(tmp_path / "k.npz", x_train=digits.images, y_train=digits.labels, x_test=test.images, y_test=test.labels)
    window.opener.open(tmp_path / "k.npz")
    wait(lambda: len(window.session.data.digits) == 60)
    assert page.glance.own_test.isVisible()
    assert "60 train, 20 test" in window.findChild(object, "digitsStatus").text()
    assert np.array_equal(window.session.data.test_digits.images, test.images)
    click(page.glance.own_test)
    assert window.session.data.test_digits is None
    assert "54 train, 6 test" in window.findChild(object, "digitsStatus").text()


def test_reading_shows_how_far_it_is_and_can_be_cancelled(window, wait, click, monkeypatch, tmp_path):
    before, told = window.session.data.digits, []

    def endless(path, progress, cancelled, scale):
        while not cancelled():
            progress(0.4)
        told.append("cancelled")
        raise Cancelled("Reading was cancelled.")

    monkeypatch.setattr(opener, "read_sets", endless)
    window.opener.open(tmp_path / "endless.csv")
    bar = window.reading.findChild(object, "readingBar")
    wait(lambda: bar.value() == 400)
    click(window.reading.findChild(object, "cancelReadingButton"))
    assert not window.reading.isVisible()
    wait(lambda: told == ["cancelled"])
    wait(lambda: not window.session.tasks.busy)
    assert window.session.data.digits is before
    assert not window.notice.text()


def test_images_of_another_size_are_scaled_if_the_person_wants_it(window, wait, monkeypatch, tmp_path):
    (tmp_path / "large").mkdir()
    np.savez(tmp_path / "large.npz", x_train=np.full((30, 56, 56), 9, np.uint8), y_train=np.arange(30) % 3)
    for answer in ("Cancel", "Scale them"):
        window.opener.open(tmp_path / "large.npz")
        wait(lambda: any(box.isVisible() for box in window.findChildren(QMessageBox)))
        box = next(box for box in window.findChildren(QMessageBox) if box.isVisible())
        assert "56 x 56" in box.text()
        next(button for button in box.buttons() if button.text().replace("&", "") == answer).click()
        assert (window.session.data.digits.name == "MNIST 20,000") or answer != "Cancel"
    wait(lambda: window.session.data.digits.images.shape == (30, 28, 28))


def test_opening_another_set_while_a_training_runs_leaves_that_alone(window, wait, tmp_path):
    session, before = window.session, window.session.data.digits
    window.train_page.form.set_values({"epochs": "1000"})
    window.train_page.start.click()
    wait(lambda: session.training.run.history.count > 1)
    window.opener.open(csv_of(tmp_path / "mine.csv", some_digits()))
    wait(lambda: session.data.digits.name == "mine.csv")
    count = session.training.run.history.count
    wait(lambda: session.training.run.history.count > count)
    assert session.training.run.digits is before
    session.training.stop()
    wait(lambda: not session.training.under_way)
    assert session.training.run.trained_on.digits == before.name


def test_a_note_about_the_file_reaches_the_person(window, wait, monkeypatch, tmp_path):
    monkeypatch.setattr(opener, "read_sets", lambda *_: Loaded(some_digits(), None, "The pixels were 0 to 1."))
    window.opener.open(tmp_path / "floats.npz")
    wait(notice_says(window, "0 to 1"))


def test_the_page_fits_its_room_and_its_names_are_unique(page, window):
    assert page.minimumSizeHint().width() <= 1100 - 90
    assert window.size().width() == 1100
    names = [child.objectName() for child in window.findChildren(object) if child.objectName()]
    ours = {
        child.objectName()
        for child in page.findChildren(object)
        if child.objectName() and not child.objectName().startswith(("qt_", "Scroll"))  # Qt's own
    }
    assert all(names.count(name) == 1 for name in ours), [name for name in ours if names.count(name) > 1]
