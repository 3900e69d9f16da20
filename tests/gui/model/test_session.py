"""The end waits for what is under way, and begins nothing more."""

import threading

from engine.locks import ending
from gui.model.session import Session


def test_closing_while_training_is_clean_and_begins_nothing_any_more(window, qapp, click, wait):
    window.train_page.form.set_values({"epochs": "500"})
    click(window.train_page.start)
    wait(lambda: window.session.training.run.history.count > 1)
    before = threading.active_count()
    assert not ending.is_set()
    window.close()
    assert ending.is_set(), "waiting for locks is short from here on"
    assert window.session.training.run.outcome == "stopped"
    assert threading.active_count() <= before
    qapp.processEvents()  # were its end told, there would be old runs to remove
    assert window.session.training.run.outcome == "stopped"
    assert not window.session.tasks.busy


def test_waiting_for_locks_is_short_as_long_as_the_program_ends_and_no_longer(qapp, folder):
    session = Session()
    assert not ending.is_set()
    session.close()
    assert ending.is_set()
    Session().close()
    assert ending.is_set()
    session = Session()
    assert not ending.is_set()
    session.close()
