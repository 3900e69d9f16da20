"""Where an experiment runs is chosen, tried, remembered, and told in sentences."""

import pytest

from engine.errors import UserError
from engine.experiments.cluster import Cluster, Found
from gui.compare import where
from gui.compare.where import ADDRESS_KEY, WHERE_KEY, Where
from gui.work.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def chosen(show, tasks):
    """With a cluster at an address."""
    made = show(Where(tasks), 280, 160)
    made.restore({WHERE_KEY: "cluster", ADDRESS_KEY: "lab:8786"})
    return made


def test_without_a_choice_it_is_this_computer_and_nothing_else_is_asked(show, tasks):
    made = show(Where(tasks), 280, 160)
    assert made.place() is None
    assert not any(part.isVisible() for part in (made.address, made.test, made.found))
    made.where.setCurrentIndex(1)
    assert made.address.isVisible()
    assert not made.test.isEnabled()
    assert "Write the address" in made.found.text()
    with pytest.raises(UserError, match="no address"):
        made.place()


def test_what_is_found_is_said_and_an_edit_forgets_it(chosen, click, wait, monkeypatch):
    asked, changes = [], []
    note = "Results may differ."
    monkeypatch.setattr(where, "try_cluster", lambda address: asked.append(address) or Found(3, 8, 6, note))
    chosen.changed.connect(lambda: changes.append(chosen.places))
    click(chosen.test)
    wait(lambda: chosen.places == 6)
    assert asked == ["tcp://lab:8786"]
    assert chosen.found.text() == "3 workers, 8 threads: 6 runs at a time. Results may differ."
    assert isinstance(chosen.place(), Cluster)
    chosen.address.setText("lab:8787")
    assert (chosen.places, chosen.found.text(), changes) == (None, "", [6, None])


def test_what_goes_wrong_is_a_sentence(chosen, click, wait, monkeypatch):
    def fails(address):
        raise UserError("No cluster answers.")

    monkeypatch.setattr(where, "try_cluster", fails)
    click(chosen.test)
    wait(lambda: chosen.found.text() == "No cluster answers.")
    assert chosen.found.property("role") == "error"
    assert chosen.test.isEnabled()
    chosen.address.setText("lab")
    click(chosen.test)
    assert "no address" in chosen.found.text()


@pytest.mark.parametrize("state", [{}, {WHERE_KEY: "moon"}, {ADDRESS_KEY: "x" * 1000}])
def test_what_makes_no_sense_is_as_at_the_first_start(show, tasks, state):
    made = show(Where(tasks), 280, 160)
    made.restore(state)
    assert made.place() is None
    made.restore({WHERE_KEY: "cluster", ADDRESS_KEY: "lab:1"})
    assert made.state() == {WHERE_KEY: "cluster", ADDRESS_KEY: "lab:1"}


# On the page


def test_a_race_on_a_cluster_that_does_not_answer_says_so(page, click, wait, failures, monkeypatch):
    monkeypatch.setattr("engine.experiments.cluster.PATIENCE", 0.3)
    page.where.restore({WHERE_KEY: "cluster", ADDRESS_KEY: "here"})
    click(page.start)
    assert "no address" in failures.pop()
    page.where.address.setText("127.0.0.1:1")
    click(page.start)
    assert page.controller.running
    wait(lambda: not page.controller.running)
    assert "cluster" in failures.pop()
    assert page.state()[WHERE_KEY] == "cluster"
