"""Which field is pointed at or has the focus, and which are lit."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QScrollArea

from gui.train.field_lights import FieldLights
from gui.train.training_form import TrainingForm


@pytest.fixture
def form(show, qtbot):
    made = show(TrainingForm(), 300, 700)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def lights(form):
    made = FieldLights(form)
    made.told = []
    made.pointed.connect(made.told.append)
    return made


def enter(widget):
    QApplication.sendEvent(widget, QEnterEvent(QPointF(3, 3), QPointF(3, 3), QPointF(3, 3)))


def leave(widget):
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Leave))


def lit(form):
    return {name for name, row in form.rows().items() if all(widget.property("lit") for widget in row)}


def test_the_field_with_the_focus_and_before_it_the_one_under_the_mouse(form, lights):
    rows = form.rows()
    rows["epochs"][1].setFocus()
    lights.watch(True)
    enter(rows["hidden"][0])
    leave(rows["hidden"][0])
    rows["optimizer"][1].setFocus()
    rows["optimizer"][1].clearFocus()
    assert lights.told == ["epochs", "hidden", "epochs", "", "optimizer", ""]


def test_what_has_the_focus_when_it_begins_to_watch_counts(form, lights):
    form.rows()["epochs"][1].setFocus()
    lights.watch(True)
    assert lights.field == "epochs"


def test_it_hears_nothing_unless_it_watches(form, lights):
    form.rows()["epochs"][1].setFocus()
    enter(form.rows()["hidden"][1])
    assert lights.told == []
    lights.watch(True)
    lights.watch(False)
    form.rows()["hidden"][1].setFocus()
    assert lights.told == ["epochs", ""]


@pytest.mark.parametrize("reason", [Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason])
def test_a_list_that_folds_out_and_another_window_take_nothing_away(form, lights, reason):
    lights.watch(True)
    box = form.rows()["optimizer"][1]
    box.setFocus()
    QApplication.sendEvent(box, QFocusEvent(QEvent.Type.FocusOut, reason))
    assert lights.field == "optimizer"


def test_only_what_is_named_is_lit(form, lights):
    lights.light(("hidden", "activation"))
    assert lit(form) == {"hidden", "activation"}
    lights.light(("activation", "digits"))
    assert lit(form) == {"activation"}
    lights.light(())
    assert lit(form) == set()


def test_what_is_folded_away_lights_what_unfolds_it(form, lights):
    lights.light(("seed",))
    assert form.more.property("lit")
    assert lit(form) == set()
    form.more.click()
    lights.light(("dropout",))
    assert lit(form) == {"dropout"}
    assert not form.more.property("lit")


def test_a_field_out_of_sight_is_scrolled_to(show):
    area = QScrollArea(widgetResizable=True)
    form = TrainingForm()
    area.setWidget(form)
    show(area, 300, 150)
    form.more.click()
    QApplication.processEvents()
    FieldLights(form).light(("augmentation",))
    assert not form.rows()["augmentation"][1].visibleRegion().isEmpty()
