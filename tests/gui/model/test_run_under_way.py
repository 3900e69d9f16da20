"""One run at a time: begun, ended, replaced, gone on with."""

import numpy as np


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
