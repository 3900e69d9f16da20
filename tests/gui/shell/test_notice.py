"""What must be seen stands together, by kind, until it is closed or settled, and pushes nothing out of its place."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from engine.runs.library import Removed
from gui.shell.notice import ADVICE, FAILURE, MOST, NOTE, Notice, Notices


@pytest.fixture
def notices(qtbot):
    over = QWidget()
    over.resize(900, 500)
    qtbot.addWidget(over)
    over.show()
    made = Notices(over)
    yield made
    over.deleteLater()


def texts(notices):
    return [sentence.text for sentence in notices.sentences()]


def test_several_stand_together_in_their_order(notices):
    notices.tell("It diverged.")
    notices.note("room", "To make room, a run was removed.")
    notices.advise("training", "Use a smaller rate.")
    assert [(s.kind, s.text) for s in notices.sentences()] == [
        (FAILURE, "It diverged."), (NOTE, "To make room, a run was removed."), (ADVICE, "Use a smaller rate."),
    ]  # fmt: skip
    tops = [notice.y() for notice in notices.findChildren(Notice)]
    assert tops == sorted(set(tops))


def test_a_newer_sentence_on_a_topic_takes_the_place_of_the_older(notices):
    notices.fail_on("digits", "bad.csv is no table.")
    notices.tell("Something else.")
    notices.fail_on("digits", "worse.csv is no table.")
    assert texts(notices) == ["Something else.", "worse.csv is no table."]


def test_what_is_settled_goes_and_the_rest_stays(notices):
    notices.fail_on("digits", "bad.csv is no table.")
    notices.tell("Something else.")
    notices.settle("digits")
    notices.settle("nothing of the kind")
    assert texts(notices) == ["Something else."]


def test_the_same_sentence_is_not_there_twice_and_there_are_never_too_many(notices):
    for number in range(MOST + 2):
        notices.tell(f"Problem {number}")
    notices.tell(f"Problem {MOST}")
    assert texts(notices) == ["Problem 2", "Problem 3", f"Problem {MOST + 1}", f"Problem {MOST}"]


def test_each_can_be_closed_and_without_any_there_is_nothing(notices):
    notices.tell("One")
    notices.tell("Two")
    first, _ = notices.findChildren(Notice)
    QTest.mouseClick(first.close_button, Qt.MouseButton.LeftButton)
    assert texts(notices) == ["Two"]
    QTest.mouseClick(notices._notices[0].close_button, Qt.MouseButton.LeftButton)
    assert texts(notices) == []
    assert not notices.isVisible()


def test_one_that_is_gone_when_its_button_is_released_is_no_mistake(notices):
    notices.fail_on("digits", "bad.csv is no table.")
    (notice,) = notices.findChildren(Notice)
    QTest.mousePress(notice.close_button, Qt.MouseButton.LeftButton)
    notices.settle("digits")
    notice.closed.emit(notice)
    assert texts(notices) == []


def test_a_long_sentence_is_seen_whole_and_a_name_is_plain_text(notices):
    long = "<b>file</b>.csv " + "is no table of digits that anybody could read " * 8
    notices.tell(long)
    (notice,) = notices.findChildren(Notice)
    assert notice.sentence.text == long
    assert notice.height() >= notice.layout().heightForWidth(notice.width())
    assert notices.geometry().right() < notices.parentWidget().width() / 2 + 20
    notices.parentWidget().resize(500, 500)
    assert notices.height() >= notice.layout().heightForWidth(notices.width())


def test_nothing_in_the_window_moves_and_an_error_and_housekeeping_at_the_end_of_a_run_are_both_seen(window, qapp):
    window.show_page(window.train_page)
    qapp.processEvents()
    fields = [window.train_page.start, window.train_page.form, window.train_page.diagram]
    before = [widget.mapTo(window, QPoint()) for widget in fields]
    window.session.messages.failed.emit("Something went wrong, and it takes many words to say what it was. " * 3)
    qapp.processEvents()
    assert [widget.mapTo(window, QPoint()) for widget in fields] == before
    assert not window.notice.geometry().intersects(
        window.train_page.start.rect().translated(window.train_page.start.mapTo(window.notice.parentWidget(), QPoint()))
    )
    messages = window.session.messages
    messages.failed_on.emit("training", "Training diverged: the last sound network is kept.")
    window.session.training._on_room_made(Removed(0, ["old"]))
    assert "diverged" in window.notice.text()
    assert "To make room" in window.notice.text()
