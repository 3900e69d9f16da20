"""In the window every page follows the replay, and nobody can take an earlier network for the one that was trained."""

import pytest
from PySide6.QtWidgets import QFileDialog

from engine.inspection.evaluation import evaluate
from engine.networks.files import load_network, read_facts
from gui.model.networks import SHIPPED
from gui.shell.replaying import BEFORE

pytestmark = pytest.mark.usefixtures("few_ship")


def test_drawings_and_images_are_judged_by_the_epoch_that_is_shown_and_it_is_said(
    window, click, wait, folder, monkeypatch
):
    session, strip, page = window.session, window.replaying.strip, window.inspect_page
    before = window.replaying.before
    window.show_page(window.train_page)
    assert not strip.isVisible()
    assert before.isVisible(), "before the first run its place tells what will be there"
    assert before.text() == BEFORE
    window.show_page(window.draw_page)
    assert not before.isVisible()
    window.show_page(window.train_page)
    window.train_page.form.set_values({"epochs": "3", "hidden": "8"})
    click(window.train_page.start)
    wait(lambda: not session.training.under_way)
    assert strip.isVisible()
    assert not before.isVisible()
    run = session.training.run
    strip.slider.setValue(1)
    assert window.statusBar().replay.isVisible()
    assert window.statusBar().replay.text() == "Replay: epoch 1"
    assert [line.value() for line in window.replaying.marks.lines] == [1, 1]

    window.show_page(page)
    wait(lambda: page.inspector.found is not None and not page.inspector.busy)
    assert strip.isVisible()
    assert page.network.currentText() == "Yours, epoch 1, 784-8-10"
    assert page.summary.text().startswith("Test accuracy after epoch 1: ")
    shown = page.inspector.found.evaluation
    assert shown.accuracy == evaluate(session.networks.network(), shown.digits).accuracy
    assert abs(shown.accuracy - run.history.test_accuracy[1]) < 1e-9
    strip.slider.setValue(2)
    strip.slider.setValue(0)
    wait(lambda: page.summary.text().startswith("Test accuracy after epoch 0: "))
    assert abs(page.inspector.found.evaluation.accuracy - run.history.test_accuracy[0]) < 1e-9

    window.show_page(window.draw_page)
    assert window.draw_page.choice.currentText() == "Yours, epoch 0, 784-8-10"
    session.networks.choose(SHIPPED)
    assert not strip.isVisible(), "what judges here is not of this run"
    session.networks.choose("trained")
    assert strip.isVisible()
    asked = []

    def answer(_parent, title, name, _kinds):
        asked.append((title, name))
        session.replay.show(2)  # it may play on meanwhile
        return str(folder / "first.safetensors"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    window.network_files.ask_save()
    wait(lambda: "after epoch 0" in window.statusBar().currentMessage())
    assert asked == [("Save the network as it was after epoch 0", "inkling-784-8-10-epoch-0.safetensors")]
    assert load_network(folder / "first.safetensors").flat.equal(run.epochs.kept[0])
    assert read_facts(folder / "first.safetensors")["epoch"] == "0"

    click(strip.now)
    assert not window.statusBar().replay.isVisible()
    assert session.networks.network() is run.control.latest()
    window.show_page(page)
    wait(lambda: page.summary.text().startswith("Test accuracy: "))
    assert abs(page.inspector.found.evaluation.accuracy - run.history.test_accuracy[3]) < 1e-9
    strip.slider.setValue(1)
    session.training.go_on(1)
    assert session.replay.epoch is None, "it goes on from its end"
    wait(lambda: not session.training.under_way)
    assert session.training.run.history.count == 5
