"""A person is led through a lesson: what is done ticks a step, what is shown does not, and all of it is kept."""

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTabBar

from engine.lesson.progress import DONE, PASSED, SHOWN
from engine.lesson.reading import SHIPPED, read_lesson
from gui.lesson import controller
from gui.lesson.first_offer import KEY
from gui.lesson.handwriting import strokes_of
from gui.look import theme
from gui.shell.main_window import MainWindow
from gui.work.settings import text

GERMAN = Path(__file__).with_name("lesson.de.inkling-lesson")


def state(lesson, name):
    taken = lesson.progress.taken(name)
    return None if taken is None else taken.state


def answer(lesson, words, click):
    box = lesson.strip.view.question
    box.field.line.setText(words)
    click(box.button)


def click_tab(tabs, place):
    tabs_bar: QTabBar = tabs.tabBar()
    QTest.mouseClick(tabs_bar, Qt.MouseButton.LeftButton, pos=tabs_bar.tabRect(place).center())


def test_a_step_is_ticked_when_it_is_seen_and_answered_and_no_sooner(window, lesson, click, wait):
    assert lesson.strip.isVisible()
    assert window.pages.currentWidget() is window.data_page
    ring = lesson.lighting.ring
    assert ring.isVisible()
    assert ring.geometry().contains(window.data_page.samples.mapTo(window, window.data_page.samples.rect().center()))
    view = lesson.strip.view
    answer(lesson, "784", click)
    assert view.question.said.text() == "Your answer is kept."
    assert state(lesson, "look") == PASSED
    click_tab(window.data_page.tabs, 2)
    assert state(lesson, "look") == PASSED
    click_tab(window.data_page.tabs, 4)
    assert state(lesson, "look") == DONE
    assert view.explanation.isVisible()
    assert view.question.said.text() == "✗ Not quite: 785."
    assert lesson.strip.steps.currentText() == "✓ 1 · Look"
    words = view.findChild(object, "lessonWords")
    words.linkActivated.emit("word:softmax")
    assert window.windows.words.name.text() == "softmax"
    window.windows.words.close()


def test_what_is_shown_is_not_done(window, lesson, click, wait):
    click(lesson.strip.show_me)
    wait(lambda: not lesson.showing.active)
    assert window.data_page.tabs.currentIndex() == 4
    assert state(lesson, "look") == SHOWN
    assert lesson.strip.view.explanation.isVisible()
    click(lesson.strip.next)
    click(lesson.strip.back)
    assert state(lesson, "look") == SHOWN
    lesson.go_to(2)
    click(lesson.strip.show_me)
    wait(lambda: not lesson.showing.active)
    assert not window.session.drawing.empty
    assert state(lesson, "draw") == SHOWN


def test_what_is_shown_waits_for_the_training_under_way_or_ends_it(window, lesson, click, wait):
    """And says so. What was begun for the person is no deed of theirs, wherever they are when it ends."""
    training, strip = window.session.training, lesson.strip
    window.train_page.form.set_values({"epochs": "1000"})
    click(window.train_page.start)
    mine = training.run
    lesson.go_to(1)
    answer(lesson, "50", click)
    click(strip.show_me)
    waiting = strip.view.findChild(object, "lessonWaiting")
    wait(waiting.isVisible)
    assert waiting.words.text().startswith("A training is under way")
    assert training.run is mine
    click(waiting.button)
    wait(lambda: training.run is not mine)
    assert training.run.config.epochs == 3
    assert not waiting.isVisible()
    wait(lambda: not lesson.showing.active)
    click(strip.next)
    click(strip.back)
    wait(lambda: not training.under_way)
    assert state(lesson, "train") == SHOWN


def test_what_was_begun_at_a_step_counts_for_it_wherever_one_is_when_it_ends(window, lesson, click, wait):
    drawn = []
    window.lesson_room.signs.seen.connect(lambda name, _value: drawn.append(name == "drawn"))

    def draw(digit):
        drawn.clear()
        window.session.drawing.show_strokes(strokes_of(digit))
        wait(lambda: any(drawn))

    lesson.go_to(3)
    missing = lesson.strip.view.missing
    assert missing.isVisible()
    assert not missing.button.isVisible()  # nobody can put right what has not been trained
    draw("1")
    assert state(lesson, "own") is None
    lesson.go_to(1)
    lesson.strip.view.question.field.line.setText("4")
    click(lesson.strip.next)
    click(lesson.strip.back)
    assert lesson.strip.view.question.field.line.text() == "4"  # a step that is left stays as it is
    click(lesson.strip.view.question.button)
    window.train_page.form.set_values({"epochs": "2", "hidden": "8", "seed": "1"})
    click(window.train_page.start)
    lesson.go_to(3)
    wait(missing.isHidden)  # its network is chosen as soon as there is one
    wait(lambda: state(lesson, "train") == DONE)
    window.session.networks.choose("shipped")
    assert missing.button.isVisible()
    draw("2")
    assert state(lesson, "own") != DONE
    click(missing.button)
    draw("3")
    assert state(lesson, "own") == DONE
    wait(lambda: not window.session.training.under_way)


def test_a_button_that_is_made_with_its_tab_is_heard_and_the_ring_goes_to_the_tab(window, lesson, click, wait):
    lesson.go_to(4)
    bar = window.data_page.tabs.tabBar()
    assert lesson.lighting.ring._target is bar
    click_tab(window.data_page.tabs, 2)
    assert lesson.lighting.ring._target is not bar
    wait(lambda: window.data_page.pixels.log in window.lesson_room.signs._heard)
    click(window.data_page.pixels.log)
    assert state(lesson, "log") == DONE


def test_a_run_is_watched_and_what_was_guessed_is_marked_when_it_is_measured(window, lesson, click, wait):
    lesson.go_to(1)
    view = lesson.strip.view
    assert view.missing.isVisible()  # the form says something else
    click(view.findChild(object, "lessonRestoreButton"))
    assert not view.missing.isVisible()
    assert window.train_page.form.values()["hidden"] == "8"
    answer(lesson, "50", click)
    window.train_page.form.set_values({"epochs": "2"})
    click(window.train_page.start)
    wait(lambda: state(lesson, "train") == DONE)
    taken = lesson.progress.taken("train")
    assert taken.right
    assert taken.truth == window.session.training.run.history.test_accuracy[2]
    wait(lambda: not window.session.training.under_way)


def test_progress_and_place_are_kept_and_going_on_is_where_it_was(window, lesson, folder, wait, click, qtbot):
    lesson.go_to(1)
    lesson.go_to(2)
    click(lesson.strip.findChild(object, "lessonCloseButton"))
    assert not lesson.strip.isVisible()
    assert not lesson.lighting.ring.isVisible()
    (path,) = (folder / "lessons").glob("*.json")
    wait(lambda: json.loads(path.read_text())["at"] == "draw")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert lesson.strip.isVisible()
    assert lesson.step.name == "draw"
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not lesson.strip.isVisible()


def test_the_curve_that_was_expected_is_kept_and_handed_in(lesson, wait):
    lesson.open_file(SHIPPED)
    wait(lambda: lesson.step is not None and lesson.lesson.title != "A few steps")
    place = [step.figure for step in lesson.lesson.steps].index("expected curve")
    lesson.go_to(place)
    paper = lesson.strip.view.figure.paper
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Up):
        QTest.keyClick(paper, key)
    drawn, name = lesson.strip.view.figure.drawing(), lesson.step.name
    assert drawn[:3] == (12.0, 14.0, None)
    lesson.go_to(0)
    before = lesson.progress
    lesson.open_file(SHIPPED)  # as after a new start
    wait(lambda: lesson.progress is not before)
    assert lesson.progress.drawn == {name: drawn}
    ((caption, widget),) = lesson.to_hand_in()
    assert "expected" in caption
    assert widget is not paper
    lesson.go_to(place)
    assert lesson.strip.view.figure.drawing() == drawn


def test_it_says_what_it_is_is_gone_through_by_keys_and_stands_below_the_pages_where_the_window_is_narrow(
    window, lesson, qtbot
):
    strip = lesson.strip
    assert strip.view.about.text() == "5 steps, 10 minutes · by Ada · licence: CC BY 4.0"
    assert strip.view.about.isVisible()
    lesson.go_to(1)
    assert strip.view.about.isHidden()
    strip._menu.menu().aboutToShow.emit()
    entry = next(action for action in strip._menu.menu().actions() if "bout" in action.text())
    entry.trigger()
    assert strip.view.about.text().endswith("by Ada · licence: CC BY 4.0")
    entry.trigger()
    assert strip.view.about.isHidden()
    lesson.go_to(0)
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    box = lesson.strip.view.question
    assert window.focusWidget() is box.field.line
    QTest.keyClicks(window.focusWidget(), "785")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert lesson.progress.taken("look").answer == 785.0
    assert window.focusWidget() is lesson.strip.next  # the field is closed, and the focus goes on
    window.pages.setCurrentWidget(window.draw_page)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert lesson.lighting.ring._target.isAncestorOf(window.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert lesson.step.name == "train"
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert lesson.step.name == "look"
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: lesson.strip.width() < 400)
    window.resize(1000, 800)
    qtbot.waitUntil(lambda: lesson.strip.width() > 900)
    assert lesson.strip.height() < 400
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: lesson.strip.width() < 400)
    theme.set_text_size(QApplication.instance(), 1.5)  # there is no room for both any more
    qtbot.waitUntil(lambda: lesson.strip.width() > 900)


def test_a_sum_that_is_changed_by_hand_is_seen_and_comparisons_are_found_in_a_window_of_another_language(
    window, lesson
):
    seen = []
    window.lesson_room.signs.seen.connect(lambda name, _value: seen.append(name))
    window.show_softmax()
    assert "softmax" not in seen
    window.windows.softmax._on_sum_wanted(3, 2.0, False)
    assert "softmax" in seen
    window.windows.softmax.close()
    preset = window.compare_page.form.preset
    for place in range(preset.count()):
        preset.setItemText(place, f"Vergleich {place}")  # as in a window of that language
    doings = [doing for step in read_lesson(SHIPPED).steps for doing in step.show if doing.do == "preset"]
    assert doings
    for doing in doings:
        preset.setCurrentIndex(preset.count() - 1)
        window.lesson._doings.do(doing)
        assert preset.currentData() == doing.value


def test_the_first_start_offers_the_lesson_once(qtbot, qapp, folder, click, wait):
    window = MainWindow()
    window.show()
    assert window.first.isVisible()
    click(window.first.findChild(object, "beginLessonButton"))
    wait(lambda: window.lesson.lesson is not None)
    assert window.first.isHidden()
    assert window.lesson.step.name == "first-digit"
    assert text(KEY) == "1"
    wait(lambda: window.session.data.digits is not None)
    window.close()
    again = MainWindow()
    again.show()
    assert again.first.isHidden()
    wait(lambda: again.session.data.digits is not None)
    again.close()


@pytest.mark.usefixtures("few_ship")
def test_each_step_of_the_lesson_that_ships_can_be_shown(window, wait, click):
    """With the lesson's digits and a short training in the place of sixty epochs."""
    lesson = window.lesson
    lesson.open_file(SHIPPED)
    wait(lambda: lesson.lesson is not None)
    for index, step in enumerate(lesson.lesson.steps):
        lesson.go_to(index)
        assert window.pages.currentWidget().objectName() == f"{step.page}Page"
        view = lesson.strip.view
        assert view.isVisible()
        if step.show:
            lesson._on_show_wanted()
            while lesson.showing.active:
                lesson.showing.go_on()
            assert state(lesson, step.name) == SHOWN
            assert view.explanation.isVisible()
        if window.session.training.under_way:
            window.session.training.stop()
            wait(lambda: not window.session.training.under_way)
        if window.compare_page.controller.running:
            window.compare_page.controller.cancel()
            wait(lambda: not window.compare_page.controller.running)
        if step.name == "linear-or-log":
            race = window.compare_page.controller.race
            assert [factor.name for factor in race.experiment.factors] == ["output"]
            assert (len(race.experiment.seeds), race.experiment.base.config.epochs) == (3, 8)


def test_the_four_steps_by_hand_count_as_far_as_they_are_done(window, lesson, wait, click):
    seen = []
    window.lesson_room.signs.seen.connect(lambda name, value: seen.append((name, value)))
    lesson.go_to(1)
    window.train_page.findChild(object, "byHand").trigger()
    forward, update = (window.findChild(object, f"byHand{name}Button") for name in ("Forward", "Update"))
    wait(lambda: forward in window.lesson_room.signs._heard)
    wait(forward.isEnabled)
    click(forward)
    click(forward)
    assert [value for name, value in seen if name == "presses"] == [1.0, 1.0]
    wait(update.isEnabled)
    click(update)
    assert seen[-1] == ("presses", 4.0)


def test_a_lesson_in_another_language_is_opened_and_walked(window, drop, monkeypatch, click, wait):
    """Dropped onto the window, and by the menu."""
    drop(window, GERMAN)
    wait(lambda: window.lesson.lesson is not None)
    lesson, strip = window.lesson, window.lesson.strip
    assert strip.view.step.title == "Zeichne eine Ziffer"
    window.session.drawing.show_strokes(strokes_of("3"))
    wait(lambda: state(lesson, "first-digit") == DONE)
    click(strip.next)
    answer(lesson, "90", click)
    click_tab(window.data_page.tabs, 4)
    assert strip.view.question.said.text() == "✓ Right. 3 × 28 + 5 = 89 Pixel stehen davor, und die Ziffer: 90."
    click(strip.next)
    answer(lesson, "10", click)
    window.train_page.findChild(object, "hiddenField").setText("20")
    left = strip.view.figure
    click(strip.next)
    click(strip.view.question.field.group.button(1))
    click(strip.view.question.button)
    left.used.emit()  # of a step that is not in sight: that is nothing here
    assert state(lesson, "too-small-to-hold") != DONE
    for _time in range(3):
        click(strip.view.figure.button)
    names = [step.name for step in lesson.lesson.steps]
    assert [state(lesson, name) for name in names] == [DONE] * 4
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(SHIPPED), ""))
    window.lesson_files.ask_open()
    wait(lambda: lesson.lesson.language == "en")
    assert lesson.progress.taken("parameters") is None  # each language has its own progress
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(GERMAN), ""))
    window.lesson_files.ask_open()
    wait(lambda: lesson.lesson.language == "de")
    assert lesson.step.name == names[-1]
    assert [state(lesson, name) for name in names] == [DONE] * 4


def test_what_is_still_being_written_is_there_when_the_lesson_is_opened_again(lesson, wait, monkeypatch, tmp_path):
    read, slow, write, before = threading.Event(), threading.Event(), controller.write_kept, lesson.lesson
    monkeypatch.setattr(controller, "write_kept", lambda *given: (slow.wait(60), write(*given)))
    monkeypatch.setattr(controller, "read_lesson", lambda path: (read_lesson(path), read.set())[0])
    lesson.go_to(1)
    lesson.open_file(tmp_path / "short.inkling-lesson")
    wait(read.is_set)
    slow.set()
    wait(lambda: lesson.lesson is not before)
    assert lesson.step.name == "train"
    assert state(lesson, "look") == PASSED


def test_a_translation_differs_from_the_lesson_that_ships_in_its_words_alone():
    shipped = {step.name: step for step in read_lesson(SHIPPED).steps}
    for step in read_lesson(GERMAN).steps:
        same = shipped[step.name]
        for part in ("page", "light", "figure", "minutes", "points", "needs", "done", "show"):
            assert getattr(step, part) == getattr(same, part), (step.name, part)
        if same.question is not None:
            kinds = [(one.kind, one.tolerance, len(one.choices)) for one in (step.question, same.question)]
            assert kinds[0] == kinds[1]
