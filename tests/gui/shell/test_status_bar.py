"""The bottom of the window tells of the digits in hand and of what the form would train."""

from dataclasses import replace

import pytest

from engine.digits.changes import Change, Changes
from engine.networks.network import FeedForward, NetworkSpec
from gui.look import theme
from gui.model.networks import OPENED, Known
from gui.shell.status_bar import StatusBar
from gui.train.training_form import TrainingForm


@pytest.fixture
def form(qtbot):
    made = TrainingForm()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bar(qtbot, session, form):
    made = StatusBar(session.data, form, session.messages)
    qtbot.addWidget(made)
    made.show()
    return made


def words(bar):
    return [bar.findChild(object, name).text().strip() for name in ("digitsStatus", "networkStatus")]


def test_until_the_digits_are_there_it_says_so(bar, session):
    assert words(bar)[0] == "Loading the digits…"
    session.data.changed.emit()
    assert words(bar)[0] == "No digits"


def test_the_split_follows_the_form_and_the_own_test_set(bar, session, form, some_digits, few_digits):
    session.data.set_digits(some_digits)
    assert words(bar) == [
        f"{some_digits.name} · 1,800 train, 200 test",
        "the form's 784-64-32-32-10, 53,706 parameters",
    ]
    form.set_values({"test_fraction": "25", "hidden": "8"})
    assert words(bar) == [f"{some_digits.name} · 1,500 train, 500 test", "the form's 784-8-10, 6,370 parameters"]
    session.data.set_digits(some_digits, few_digits)
    assert words(bar)[0] == f"{some_digits.name} · 2,000 train, 300 test"
    form.set_values({"validation_fraction": "20"})
    assert words(bar)[0] == f"{some_digits.name} · 1,600 train, 400 validation, 300 test"


def test_what_is_applied_is_named_and_a_wrong_field_leaves_the_name_alone(bar, session, form, some_digits):
    session.data.set_digits(some_digits)
    session.data.set_changes(Changes((Change("inverted"),)))
    assert words(bar)[0].endswith("200 test · with what is applied above")
    form.set_values({"hidden": "many"})
    assert words(bar)[0] == some_digits.name


def test_what_was_done_is_said_for_a_moment(bar, session):
    session.messages.told.emit("Saved x.png")
    assert bar.currentMessage() == "Saved x.png"


def test_it_tells_of_the_network_of_the_page_in_sight_and_with_other_text_leaves_no_words_upon_words(
    window, qapp, wait
):
    wait(lambda: not window.session.tasks.busy)
    network = window.findChild(object, "networkStatus")
    shipped = str(window.session.networks.network("shipped").spec)
    for page, spec in (
        (window.draw_page, shipped), (window.inspect_page, shipped), (window.train_page, "the form's 784-64-32-32-10"),
    ):  # fmt: skip
        window.show_page(page)
        assert network.text().strip().startswith(spec), page.objectName()
    small = FeedForward(NetworkSpec((3,)))
    window.show_page(window.draw_page)
    window.session.networks.add(OPENED, Known("a friend's", lambda: small, None))
    window.session.networks.choose(OPENED)
    assert network.text().strip() == "784-3-10, 2,395 parameters"
    bar = window.statusBar()
    bar.showMessage("Opened some images.", 6000)
    assert not bar._digits.isVisible()
    theme.set_text_size(qapp, 1.6)
    qapp.processEvents()
    assert (bar.currentMessage(), bar._digits.isVisible()) == ("", True)


def test_the_form_s_network_has_as_many_outputs_as_there_are_classes(bar, session, form, some_digits):
    session.data.set_digits(replace(some_digits, names=tuple("ABCDEFGHIJKL")))
    assert words(bar)[1] == "the form's 784-64-32-32-12, 53,772 parameters"
