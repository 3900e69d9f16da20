"""One run at a time: begun, ended, replaced, gone on with."""

from dataclasses import replace

import numpy as np

from engine.runs.library import RUN, Removed
from engine.runs.run import Run
from engine.runs.run_file import read_run
from gui.model.networks import BEFORE, TRAINED


def test_starting_again_replaces_the_run_and_stale_messages_change_nothing(window, click, wait):
    window.train_page.form.set_values({"epochs": "1"})
    click(window.train_page.start)
    first = window.session.training.run
    wait(window.train_page.start.isEnabled)
    click(window.train_page.start)
    second = window.session.training.run
    assert second is not first
    wait(window.train_page.start.isEnabled)
    assert window.session.networks.network("trained") is second.control.latest()
    np.testing.assert_array_equal(first.history.loss, second.history.loss)


def test_the_network_of_the_run_before_can_still_be_chosen_while_the_new_one_learns(window, click, wait):
    networks, form = window.session.networks, window.train_page.form
    form.set_values({"epochs": "1", "hidden": "6"})
    click(window.train_page.start)
    wait(window.train_page.start.isEnabled)
    first = window.session.training.run.control.latest()
    assert BEFORE not in networks.names()
    form.set_values({"epochs": "1000", "hidden": "5"})
    click(window.train_page.start)
    wait(lambda: networks.network(TRAINED) is not first)
    assert networks.names()[BEFORE] == "The run before, 784-6-10"
    assert networks.network(BEFORE) is first
    assert window.draw_page.choice.findText("The run before, 784-6-10") >= 0
    click(window.train_page.stop)
    wait(window.train_page.start.isEnabled)


def test_a_training_that_fails_at_once_leaves_the_network_that_was_there(window, click, wait):
    networks, form = window.session.networks, window.train_page.form
    form.set_values({"epochs": "1", "hidden": "6"})
    click(window.train_page.start)
    wait(window.train_page.start.isEnabled)
    trained = networks.network(TRAINED)
    window.session.data.set_digits(window.session.data.digits.take(np.arange(5)))
    form.set_values({"batch_size": "1"})
    window.session.training.start(form.setup().spec, form.setup().config, 0.5)
    wait(lambda: not window.session.training.under_way)
    assert "cannot be split" in window.notice.text()
    assert networks.network(TRAINED) is trained
    assert BEFORE not in networks.names()  # the same is there as Yours


def test_going_on_with_other_versions_is_told(window, click, wait):
    training, form = window.session.training, window.train_page.form
    form.set_values({"epochs": "1", "hidden": "6"})
    click(window.train_page.start)
    wait(window.train_page.start.isEnabled)
    saved = read_run(training.run.folder / RUN)
    older = replace(saved, checkpoint=replace(saved.checkpoint, versions={"torch": "2.1.0"}))
    data = window.session.data
    training.show(Run.found(older, training.run.folder, data.digits, data.test_digits))
    told = []
    window.session.messages.noted.connect(lambda about, sentence: told.append((about, sentence)))
    training.go_on(1)
    wait(lambda: not training.under_way)
    ((about, sentence),) = told
    assert about == "versions"
    assert "torch 2.1.0" in sentence
    assert sentence in window.notice.text()


def test_what_was_removed_to_make_room_is_told(session):
    told = []
    session.messages.noted.connect(lambda about, sentence: told.append(sentence))
    for removed in (Removed(0, []), Removed(2, []), Removed(2, ["softmax"])):
        session.training._on_room_made(removed)
    assert len(told) == 2
    assert "the epochs of 2 old runs were removed" in told[0]
    assert "the run “softmax” was removed" in told[1]
