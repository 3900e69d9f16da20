"""One run at a time: begun, ended, replaced, gone on with."""

import numpy as np

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
