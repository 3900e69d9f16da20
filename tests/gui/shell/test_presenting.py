"""Each panel of each page can fill the page, goes on living there, and comes back to where it was."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from engine.inspection.evaluation import Evaluation
from gui.lesson.handwriting import strokes_of
from gui.look import sizes
from gui.shell.presenting import NOTHING
from gui.widgets.present_button import PresentButton, buttons_in_sight
from gui.widgets.stage import LETTERS_ACROSS, Stage, flat, stage_of

pytestmark = pytest.mark.usefixtures("few_ship")


def places(window):
    """Where everything with a name is in the window."""
    for _round in range(4):
        QApplication.processEvents()
    found = (widget for widget in QWidget.findChildren(window, QWidget) if widget.objectName())
    return {
        widget.objectName(): (widget.mapTo(window, QPoint()).toTuple(), QWidget.size(widget).toTuple())
        for widget in found
        if QWidget.isVisible(widget) and not widget.objectName().startswith("qt_")
    }


@pytest.fixture
def trained(window, wait):
    """With everything that panels need: a run, and a drawing."""
    window.resize(1366, 760)
    window.train_page.form.set_values({"epochs": "1", "hidden": "8"})
    window.train_page.start.click()
    wait(lambda: not window.session.training.under_way)
    window.session.drawing.show_strokes(strokes_of("4"))
    window.activateWindow()
    return window


def tabs_of(window):
    for page in window.made_pages():
        window.show_page(page)
        tabs = getattr(page, "tabs", None)
        for tab in range(1 if tabs is None or page is window.compare_page else tabs.count()):
            if tabs is not None:
                tabs.setCurrentIndex(tab)
            yield page


def test_every_panel_fills_the_page_and_comes_back(trained, wait, monkeypatch):
    monkeypatch.setattr("gui.widgets.stage.LETTERS_ACROSS", 5000)  # the letters stay: to make them anew takes a second
    window, stage, seen = trained, trained.stage, set()
    window.train_page.watching.setChecked(True)
    for _page in tabs_of(window):
        wait(lambda: not window.session.tasks.busy)
        before, found = places(window), buttons_in_sight(stage.parentWidget())
        for button in found:
            button.present() if stage.piece is None else stage.findChild(QWidget, "stageNextButton").click()
            assert stage.piece is button.piece
            assert all(stage.isAncestorOf(part) for part in flat(button.piece.parts)), button.objectName()
            assert stage.title.text() == button.piece.title
            assert button.piece.explanation(), button.objectName()
            assert stage.isAncestorOf(QApplication.focusWidget()), button.objectName()
        seen.update(found)
        if found:
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert places(window) == before
    window.train_page.watching.setChecked(False)
    hidden = {button.objectName() for button in set(window.findChildren(PresentButton)) - seen}
    assert hidden == {"othersSummaryPresentButton", "handSummaryPresentButton"}  # in tabs and steps of their own


def test_the_key_there_and_back_while_it_trains(trained, wait):
    window, stage = trained, trained.stage
    window.resize(1366, 728)
    window.show_page(window.train_page)
    before = places(window)
    page, action = window.train_page, window.presenting.action
    page.form.set_values({"epochs": "100000"})
    page.start.click()
    action.trigger()
    assert action.isChecked()
    assert sizes.scale() == pytest.approx(1366 / LETTERS_ACROSS, abs=0.05)
    assert not window.statusBar().isVisible()
    assert stage.piece.title in ("Loss", "Accuracy")
    count = window.session.training.run.history.count
    curve = page.accuracy_plot._test
    wait(lambda: curve.xData is not None and len(curve.xData) > count + 2)  # the curves go on
    stage.findChild(QWidget, "stopStageButton").click()
    wait(lambda: not window.session.training.under_way)
    action.trigger()
    assert not action.isChecked()
    assert sizes.scale() == 1.0
    after = places(window)
    changed = {name for name in before if after.get(name) != before[name]}
    assert not {name for name in changed if "Field" in name or "Plot" in name}
    action.trigger()
    window.show_page(window.data_page)  # another page leaves it
    wait(lambda: stage.piece is None)
    window.show_page(window.inspect_page)
    wait(lambda: window.inspect_page.tabs.isVisible())
    action.trigger()
    assert stage.piece is not None
    window.close()
    assert sizes.scale() == 1.0


def test_the_panel_in_use_is_taken_and_leads_to_another_tab(trained, wait, qtbot):
    window, page = trained, trained.inspect_page
    window.show_page(page)
    page.tabs.setCurrentWidget(page.errors)
    wait(lambda: page.inspector.found is not None and page.errors.list.indices().size)
    assert isinstance(page.inspector.found.evaluation, Evaluation)
    page.errors.list.setFocus()
    window.presenting.action.trigger()
    assert window.stage.isAncestorOf(page.errors.list)
    assert page.errors.list.hasFocus()
    page.errors.more.click()  # the evidence is on another tab
    assert page.evidence.slider.hasFocus()
    wait(lambda: window.stage.piece is None)
    assert page.evidence.slider.hasFocus()
    window.show_page(window.draw_page)
    window.draw_page.tabs.setCurrentWidget(window.draw_page.hand)
    with qtbot.waitSignal(window.session.messages.told) as told:
        window.presenting.action.trigger()
    assert told.args == [NOTHING]


def test_a_figure_of_the_lesson_and_the_windows_beside_fill_all_that_there_is(trained, wait):
    window, lesson = trained, trained.lesson
    lesson.begin()
    wait(lambda: lesson.lesson is not None)
    lesson.go_to(next(place for place, step in enumerate(lesson.lesson.steps) if step.figure == "penalties"))
    QApplication.processEvents()
    figure, ring = lesson.strip.view.figure, lesson.lighting.ring
    before = figure.height()
    assert ring.isVisible()
    lesson.strip.view.findChild(PresentButton).present()
    stage = stage_of(lesson.strip)
    assert stage.isAncestorOf(figure)
    assert stage.width() == window.centralWidget().width()
    QApplication.processEvents()
    assert figure.height() > 2 * before
    assert not ring.isVisible()  # what it is around is covered
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert sizes.scale() == 1.0
    wait(lambda: figure.height() == before)
    assert ring.isVisible()
    there = lesson.strip.geometry()
    window.presenting.action.trigger()  # a panel of the page, over the strip, too
    assert not stage.isAncestorOf(figure)
    assert stage is window.stage
    assert stage.width() == window.centralWidget().width()
    assert sizes.scale() == pytest.approx(stage.width() / LETTERS_ACROSS, abs=0.05)
    for _panel in range(len(buttons_in_sight(window))):
        if not stage.isAncestorOf(figure):
            stage.findChild(QWidget, "stageNextButton").click()
    assert stage.isAncestorOf(figure)  # one leafs to it, and it takes the room
    assert figure.height() > 2 * before
    lesson.go_to(0)  # another step is to be seen
    assert stage.piece is None
    wait(lambda: lesson.strip.geometry() == there)
    window.show_runs()
    window.show_softmax()
    for beside in window.windows_beside():
        if not beside.findChildren(PresentButton):
            continue
        beside.activateWindow()
        beside.findChild(PresentButton).present()
        stage = beside.findChild(Stage)
        assert stage.piece is not None
        stage.explain.click()
        assert stage.words.isVisible()
        stage.clear()
        assert stage.piece is None
