"""What the file of another's network does not say is asked, and the network judges then."""

import pytest
import torch
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from gui.model.networks import OPENED
from gui.shell.foreign_dialog import ForeignDialog
from gui.shell.network_files import NetworkFiles


@pytest.fixture
def path(tmp_path):
    torch.manual_seed(0)
    layers = torch.nn.Sequential(torch.nn.Linear(784, 9), torch.nn.Tanh(), torch.nn.Linear(9, 3))
    torch.save(layers.state_dict(), tmp_path / "theirs.pt")
    return tmp_path / "theirs.pt"


@pytest.fixture
def dialog(session, show, wait, path):
    """Without the window."""
    beside = show(QWidget(), 300, 200)
    beside.files = NetworkFiles(session.networks, session.tasks, session.messages, beside)
    session.networks.open(path)
    wait(lambda: beside.findChild(ForeignDialog) is not None)
    yield beside.findChild(ForeignDialog)
    for shown in beside.findChildren(ForeignDialog):
        shown.reject()


def test_a_dropped_state_dict_is_asked_about_and_what_the_person_says_makes_the_network(window, drop, path, wait):
    drop(window, path)
    wait(lambda: window.findChild(ForeignDialog) is not None)
    dialog = window.findChild(ForeignDialog)
    dialog.activation.setCurrentIndex(dialog.activation.findData("tanh"))
    dialog.range.setCurrentIndex(2)
    assert (dialog.low.text(), dialog.high.text()) == ("−1", "1")
    dialog._on_accepted()
    wait(lambda: window.session.networks.chosen == "opened")
    spec = window.session.networks.network().spec
    assert (spec.sizes, spec.activation, spec.input_range) == ((784, 9, 3), "tanh", (-1.0, 1.0))
    assert window.draw_page.choice.currentText() == "theirs, 784-9-3"
    assert dialog.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize(("low", "said"), [("much", "“much” is no number"), ("1", "two different numbers")])
def test_what_cannot_be_is_told_there_and_nothing_is_opened(session, dialog, low, said):
    dialog.low.setText(low)
    dialog.high.setText("1")
    dialog._on_accepted()
    assert said in dialog.error.text()
    assert session.networks.known(OPENED) is None
    assert session.networks.chosen == "shipped"
    assert dialog.isVisible()


def test_a_decimal_comma_is_taken(session, dialog):
    dialog.low.setText("−0,4242")
    dialog._on_accepted()
    assert session.networks.network().spec.input_range[0] == -0.4242


def test_who_gives_up_has_the_networks_of_before(session, dialog):
    dialog.reject()
    QApplication.processEvents()
    assert session.networks.known(OPENED) is None
    assert session.networks.chosen == "shipped"


def test_what_is_no_network_is_named_for_what_it_is(session, wait, tmp_path):
    told = []
    session.messages.failed.connect(told.append)
    (tmp_path / "a.pt").write_bytes(b"\x80\x04model")
    session.networks.open(tmp_path / "a.pt")
    wait(lambda: told and "a.pt is a pickle" in told[0])
