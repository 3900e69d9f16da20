"""The Draw page: what follows the pen, and what it says."""

import numpy as np
import pytest
from PySide6.QtCore import QBuffer, QByteArray, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QRadioButton

VERTICAL = [(0.5, y) for y in np.linspace(0.2, 0.8, 12)]
ZERO = [(0.5 + 0.2 * np.sin(a), 0.5 - 0.3 * np.cos(a)) for a in np.linspace(0, 2 * np.pi, 40)]


@pytest.fixture
def page(window):
    window.pages.setCurrentWidget(window.draw_page)
    return window.draw_page


def test_an_empty_canvas_gives_no_verdict(page):
    assert page.bars.winner() is None
    assert page.view.image() is None
    assert "Draw a digit" in page.verdict.text()


@pytest.mark.parametrize(("digit", "stroke"), [(1, VERTICAL), (0, ZERO)])
def test_a_digit_is_recognised_at_first_start(page, wait, draw, digit, stroke):
    draw(page.canvas, stroke)
    wait(lambda: page.bars.winner() is not None)
    assert page.bars.winner() == digit
    assert f"a\u00a0{digit}\u00a0(" in page.verdict.text()
    assert page.view.image().shape == (28, 28)


def test_the_evidence_follows_the_stroke_while_it_is_drawn(page, wait):
    canvas = page.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    wait(lambda: page.bars.winner() is not None)
    before = page.view.image().copy()
    QTest.mouseMove(canvas, canvas.rect().center() * 1.4)
    wait(lambda: (page.view.image() != before).any())
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())


def test_undo_redo_and_clear(page, wait, draw, click):
    assert not page.undo.isEnabled()
    draw(page.canvas, VERTICAL)
    wait(lambda: page.bars.winner() is not None)
    click(page.undo)
    wait(lambda: page.bars.winner() is None)
    click(page.redo)
    wait(lambda: page.bars.winner() is not None)
    click(page.clear)
    wait(lambda: page.bars.winner() is None)
    click(page.undo)
    wait(lambda: page.bars.winner() is not None)


def test_evidence_can_be_log_probabilities(page, window, click):
    click(window.findChild(QRadioButton, "log_probabilityButton"))
    assert page.bars.kind() == "log_probability"
    click(window.findChild(QRadioButton, "probabilityButton"))
    assert page.bars.kind() == "probability"


def test_the_drawing_is_shared_with_the_train_page(page, window, wait, draw):
    draw(page.canvas, VERTICAL)
    window.pages.setCurrentWidget(window.train_page)
    window.train_page.watching.setChecked(True)
    wait(lambda: window.train_page.watch.view.image() is not None)
    np.testing.assert_array_equal(window.train_page.watch.view.image(), window.session.drawing.image)


def test_after_a_training_the_own_network_judges_and_the_shipped_is_a_click_away(page, window, wait, click, draw):
    draw(page.canvas, VERTICAL)
    window.train_page.form.set_values({"epochs": "1"})
    window.train_page.start.click()
    wait(window.train_page.start.isEnabled)
    assert window.session.networks.chosen == "trained"
    assert page.choice.count() == 2
    before = page.bars._logs
    page.choice.setCurrentIndex(0)
    page.choice.activated.emit(0)
    assert window.session.networks.chosen == "shipped"
    assert page.bars._logs != before


def test_a_scribble_of_ten_thousand_points_is_answered(page, window, wait):
    points = np.random.default_rng(3).uniform(-100, 400, (10_000, 2))
    window.session.drawing.begin(*points[0])
    window.session.drawing.extend(points[1:])
    window.session.drawing.end()
    wait(lambda: page.bars.winner() is not None)


# --- pictures --------------------------------------------------------------------------------------------------------


def picture_of(image, scale=8):
    """A QImage of a (28, 28) digit, dark on light."""
    pixels = np.ascontiguousarray(255 - image.repeat(scale, 0).repeat(scale, 1))
    side = pixels.shape[0]
    return QImage(pixels.tobytes(), side, side, side, QImage.Format.Format_Grayscale8).copy()


def clipboard():
    return QGuiApplication.clipboard()


def test_a_picture_on_the_clipboard_is_judged_and_said_to_be_pasted(page, window, wait):
    digits = window.session.data.digits
    index = int(np.flatnonzero(digits.labels == 0)[0])
    clipboard().setImage(picture_of(digits.images[index]))
    QTest.keySequence(page.canvas, QKeySequence("Ctrl+V"))
    wait(lambda: page.bars.winner() is not None)
    assert page.bars.winner() == 0
    assert "pasted picture" in page.caption.text()
    QTest.keyClick(page.canvas, Qt.Key.Key_Delete)
    wait(lambda: page.bars.winner() is None)
    assert "pasted" not in page.caption.text()
    QTest.keySequence(page.canvas, QKeySequence("Ctrl+Z"))
    wait(lambda: page.bars.winner() == 0)


@pytest.mark.parametrize("fill", [lambda: clipboard().clear(), lambda: clipboard().setText("seven")])
def test_a_clipboard_without_a_picture_gets_a_sentence_at_once(page, window, fill):
    fill()
    page.pasting.paste()
    assert "no picture on the clipboard" in window.notice.text()


def test_a_picture_of_one_colour_gets_a_sentence(page, window, wait):
    blank = QImage(300, 300, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    clipboard().setImage(blank)
    page.pasting.paste()
    wait(lambda: bool(window.notice.text()))
    assert "no digit to be seen" in window.notice.text()
    assert window.session.drawing.empty


def test_twenty_megapixels_do_not_make_the_window_wait(page, window, wait):
    large = QImage(5000, 4000, QImage.Format.Format_Grayscale8)
    large.fill(Qt.GlobalColor.white)
    with QPainter(large) as painter:
        painter.fillRect(2400, 500, 350, 3000, Qt.GlobalColor.black)
    data = QMimeData()
    data.setImageData(large)
    said = []
    window.session.messages.told.connect(said.append)
    assert page.pasting.take(data)
    assert said == ["Reading the picture…"]
    assert window.session.drawing.empty  # it is decoded elsewhere
    wait(lambda: page.bars.winner() == 1)


def test_a_picture_that_another_program_has_copied_is_decoded(page, window, wait):
    """It comes as the bytes of a PNG."""
    digits = window.session.data.digits
    encoded = QByteArray()
    buffer = QBuffer(encoded)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture_of(digits.images[int(np.flatnonzero(digits.labels == 3)[0])]).save(buffer, "PNG")
    data = QMimeData()
    data.setData("image/png", encoded)
    assert page.pasting.take(data)
    wait(lambda: page.bars.winner() == 3)


def test_bytes_that_are_no_picture_get_a_sentence(page, window, wait):
    data = QMimeData()
    data.setData("image/png", QByteArray(b"seven"))
    page.pasting.take(data)
    wait(lambda: bool(window.notice.text()))
    assert "What is on the clipboard is not a picture" in window.notice.text()


def dropped(page, path):
    """Drop a file onto the page; whether the page wants it itself."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, left, none = QPointF(50, 50), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), Qt.DropAction.CopyAction, data, left, none)
    page.dragEnterEvent(enter)
    if enter.isAccepted():
        page.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, left, none))
    return enter.isAccepted()


def test_a_picture_s_file_can_be_dropped(page, window, wait, tmp_path):
    digits = window.session.data.digits
    path = tmp_path / "digit.png"
    picture_of(digits.images[int(np.flatnonzero(digits.labels == 3)[0])]).save(str(path))
    assert dropped(page, path)
    wait(lambda: page.bars.winner() == 3)


def test_a_file_that_only_looks_like_a_picture_gets_a_sentence(page, window, wait, tmp_path):
    (tmp_path / "no.png").write_text("nothing")
    dropped(page, tmp_path / "no.png")
    wait(lambda: bool(window.notice.text()))
    assert "no.png is not a picture" in window.notice.text()


def test_a_file_of_digits_is_left_to_the_window(page, tmp_path):
    (tmp_path / "digits.csv").write_text("1,2\n")
    assert not dropped(page, tmp_path / "digits.csv")


def test_the_drawing_is_copied_and_saved_as_it_is_seen(page, window, wait, draw, tmp_path):
    page.pasting.copy()
    assert "nothing to copy" in window.notice.text()
    draw(page.canvas, VERTICAL)
    page.pasting.copy()
    image = clipboard().image()
    assert image.pixelColor(image.width() // 2, image.height() // 2).lightness() > 250
    assert image.pixelColor(10, 10).lightness() == 0
    page.pasting.save(tmp_path / "drawn")
    wait(lambda: (tmp_path / "drawn.png").exists() and not window.session.tasks.busy)
    assert QImage(str(tmp_path / "drawn.png")).size() == image.size()
    page.pasting.save(tmp_path / "no such folder" / "drawn.png")
    wait(lambda: "could not be saved" in window.notice.text())


def test_each_entry_of_the_picture_menu_does_what_it_says(page, window, wait, draw, tmp_path, monkeypatch):
    saved, found = tmp_path / "drawn.png", tmp_path / "three.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(found), ""))
    copy, save = page.tools.picture.menu().actions()[-2:]
    paste, open_ = page.tools.picture.menu().actions()[:2]
    draw(page.canvas, VERTICAL)
    clipboard().clear()
    copy.trigger()
    assert not clipboard().image().isNull()
    save.trigger()
    wait(saved.exists)
    digits = window.session.data.digits
    picture_of(digits.images[int(np.flatnonzero(digits.labels == 3)[0])]).save(str(found))
    open_.trigger()
    wait(lambda: page.bars.winner() == 3)
    page.tools.clear.click()
    clipboard().clear()
    paste.trigger()
    assert "no picture on the clipboard" in window.notice.text()


# --- why, test my hand, my digits ------------------------------------------------------------------------------------


def test_why_shows_both_views_what_speaks_and_the_nearest_image(page, window, wait, draw):
    page.tabs.setCurrentWidget(page.why)
    assert page.why.seen.image() is None
    draw(page.canvas, VERTICAL)
    wait(lambda: page.why.nearest.image() is not None and page.why.seen.image() is not None)
    assert np.array_equal(page.why.seen.image(), window.session.drawing.image)
    assert page.why.raw.image()[3:25, 14].mean() > 60
    assert "1" in page.why.captions[1].text()
    assert "labelled a\u00a01" in page.why.captions[2].text()
    assert "speaks for the 1" in page.why.speaks.text()
    page.clear.click()
    wait(lambda: page.why.seen.image() is None and page.why.nearest.image() is None)


def test_a_hand_is_tested_by_keys_and_scored_by_digit(page, window, wait, draw):
    page.tabs.setCurrentWidget(page.hand)
    page.tester.start(10, seed=4)
    assert page.hand.prompt.text().endswith(str(page.tester.test.next))
    QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    assert page.tester.test.round == 1  # nothing was drawn
    while page.tester.test.next is not None:
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, Qt.Key.Key_Return)
    wait(lambda: page.hand.steps.currentIndex() == 2)
    scores = page.hand.scores
    assert "1 of 10 right" in scores.summary.text()
    assert scores.table.item(1, 0).text() == "1 of 1"
    assert scores.table.item(10, 0).text() == "1 of 10"
    assert scores.grid.count() == 10
    page.hand.keep.click()
    assert len(window.session.my_digits) == 10
    page.hand.again.click()
    assert not page.tester.asking


def test_a_test_that_is_ended_early_scores_what_was_drawn(page, wait, draw, click):
    page.tabs.setCurrentWidget(page.hand)
    page.tester.start(20, seed=4)
    click(page.hand.skip)
    draw(page.canvas, VERTICAL)
    click(page.hand.next)
    click(page.hand.stop)
    wait(lambda: page.hand.steps.currentIndex() == 2)
    assert page.hand.scores.grid.count() == 1
    page.tester.start(20, seed=4)
    click(page.hand.stop)
    assert page.hand.steps.currentIndex() == 0


def test_a_digit_s_key_keeps_the_drawing_and_clears_the_canvas(page, window, wait, draw):
    QTest.keyClick(page.canvas, Qt.Key.Key_1)
    assert len(window.session.my_digits) == 0
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, Qt.Key.Key_1)
    assert window.session.drawing.empty
    page.tabs.setCurrentWidget(page.mine)
    wait(lambda: page.mine.grid.count() == 1)
    assert page.mine.grid.caption(0) == "1"


def test_my_digits_are_corrected_deleted_and_brought_back_by_keys(page, window, wait, draw):
    for key in "17":
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, key)
    page.tabs.setCurrentWidget(page.mine)
    wait(lambda: page.mine.grid.count() == 2)
    grid = page.mine.grid
    grid.setFocus()
    grid.set_current(1)
    QTest.keyClick(grid, "1")
    assert grid.caption(1) == "1"
    QTest.keyClick(grid, Qt.Key.Key_Delete)
    assert grid.count() == 1
    QTest.keySequence(grid, QKeySequence("Ctrl+Z"))
    assert grid.count() == 2
    page.mine.show_it.click()
    wait(lambda: page.bars.winner() == 1)


@pytest.mark.parametrize("kind", ["npz", "csv", "png"])
def test_my_digits_are_exported(page, window, wait, draw, tmp_path, kind):
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, "1")
    page.keeper.export(tmp_path / "mine", kind)
    wait(lambda: (tmp_path / f"mine.{kind}").exists() and not window.session.tasks.busy)
    assert (tmp_path / f"mine.{kind}").stat().st_size > 100
    assert window.statusBar().currentMessage() == f"Saved mine.{kind}"
    page.keeper.export(tmp_path / "no such folder" / "mine.csv", kind)
    wait(lambda: "could not be saved" in window.notice.text())


def test_a_sheet_that_is_too_small_for_all_of_them_says_so(page, window, wait, draw, tmp_path, monkeypatch):
    monkeypatch.setattr("gui.draw.my_digits.MOST", 1)
    for digit in "12":
        draw(page.canvas, VERTICAL)
        QTest.keyClick(page.canvas, digit)
    page.keeper.export(tmp_path / "mine.png", "png")
    wait(lambda: window.statusBar().currentMessage() == "Saved mine.png: the first 1 of 2")


def test_my_digits_are_used_as_the_program_s(page, window, draw):
    draw(page.canvas, VERTICAL)
    QTest.keyClick(page.canvas, "1")
    before = window.session.data.digits
    page.keeper.use("test")
    assert window.session.data.digits is before
    assert window.session.data.test_digits.labels.tolist() == [1]
    page.keeper.use("add")
    assert len(window.session.data.digits) == len(before) + 1
    page.keeper.use("alone")
    assert window.session.data.digits.labels.tolist() == [1]


def test_while_it_trains_the_page_names_the_network_in_training(page, window, wait, click):
    window.train_page.form.set_values({"epochs": "500"})
    click(window.train_page.start)
    wait(lambda: page.choice.currentText().startswith("Yours"))
    assert window.session.training.under_way
    click(window.train_page.stop)
    wait(lambda: not window.session.training.under_way)
