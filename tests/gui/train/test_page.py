"""The Train page: what is said at the fields, what the buttons do, and what the plots show."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton

from tests.gui.train.tools import short, write


def test_pausing_holds_and_resuming_goes_on(page, click, wait, training):
    short(page, 500)
    click(page.start)
    wait(lambda: training.run.history.count > 1)
    click(page.pause)
    assert page.pause.text() == "Resume"
    control = training.run.control
    wait(lambda: control.progress() is not None and control.paused)
    held = training.run.history.count
    click(page.pause)
    wait(lambda: training.run.history.count > held)
    click(page.stop)
    wait(lambda: not training.under_way)
    assert training.run.outcome == "stopped"


def test_stop_works_while_paused_and_keeps_the_network(page, click, wait, training, session, room):
    short(page, 500)
    click(page.start)
    wait(lambda: training.run.history.count > 1)
    click(page.pause)
    click(page.stop)
    wait(lambda: not training.under_way)
    assert session.networks.network("trained") is not None
    assert "Stopped after" in room.progress.words()
    assert page.start.isEnabled()


def test_one_epoch_trains_one_and_holds(page, click, wait, training):
    short(page, 5)
    click(page.step)
    wait(lambda: training.paused)
    wait(lambda: page.pause.text() == "Resume")
    assert training.run.history.count == 2
    click(page.step)
    wait(lambda: training.run.history.count == 3 and training.paused)
    click(page.stop)
    wait(lambda: not training.under_way)


def test_one_batch_trains_one_and_holds_also_in_the_middle_of_an_epoch(page, click, wait, training):
    short(page, 5)
    click(page.batch)
    wait(lambda: training.paused and page.pause.text() == "Resume")
    for batches in (2, 3):
        click(page.batch)
        wait(lambda count=batches: len(training.run.control.progress().batch_losses) == count and training.paused)
    assert training.run.history.count == 1
    click(page.step)
    wait(lambda: training.run.history.count == 2 and training.paused)
    click(page.stop)
    wait(lambda: not training.under_way)


def test_divergence_is_told_and_the_last_sound_network_kept(page, click, wait, training, session, room):
    write(page, "learningRateField", "1000")
    click(page.start)
    wait(lambda: not training.under_way)
    assert training.run.outcome == "diverged"
    assert "smaller learning rate" in room.notice.text()
    assert session.networks.network("trained").flat.isfinite().all()


def test_the_diagram_says_how_many_parameters(alone):
    write(alone, "hiddenField", "10")
    assert alone.diagram.architecture.parameters == 784 * 10 + 10 + 10 * 10 + 10


def test_every_button_and_field_explains_itself(page):
    for widget in [*page.findChildren(QPushButton), *page.findChildren(QLineEdit), *page.findChildren(QComboBox)]:
        assert widget.toolTip(), widget.objectName()


def test_the_form_and_the_diagram_follow_the_classes_of_the_set(alone, session, classed):
    session.data.set_digits(classed)
    spec = alone.form.setup().spec
    assert spec.names == classed.names
    assert alone.diagram.architecture.sizes[-1] == classed.classes
    assert alone.diagram.architecture.names == classed.names
    assert "classes" in alone.form.findChild(object, "hiddenField").toolTip()
    assert f"-{classed.classes} " in f"{alone.plots.loss.caption()} "


def test_a_network_of_any_classes_is_trained_and_checked(alone, session, classed, click, wait):
    session.data.set_digits(classed)
    alone.form.set_values({"epochs": "1"})
    click(alone.start)
    wait(lambda: not session.training.under_way)
    assert session.training.run.spec.names == classed.names
    assert alone.accuracy_plot.title().startswith("Final test accuracy")
