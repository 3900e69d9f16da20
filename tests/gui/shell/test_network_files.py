"""Networks are saved and opened by the File menu, and a file that is none changes nothing."""

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.inspection.cutting import units_in
from engine.inspection.doubt import PASTED
from engine.networks.files import load_network, read_facts, save_network
from engine.networks.network import FeedForward, NetworkSpec
from gui.model import at_start
from gui.model.cut_network import CutNetwork
from gui.model.networks import CUT, SHIPPED
from gui.shell.network_files import NetworkFiles


@pytest.fixture
def networks(session):
    """With the one that ships."""
    session.networks.add(SHIPPED, at_start.shipped())
    return session.networks


@pytest.fixture
def files(session, networks, show):
    return NetworkFiles(networks, session.tasks, session.messages, show(QWidget(), 300, 200))


@pytest.fixture
def told(session):
    """What is told, be it good or bad."""
    said = [""]
    session.messages.told.connect(said.append)
    session.messages.failed.connect(said.append)
    return said


def test_a_network_with_units_cut_is_saved_as_one_of_its_own_and_a_saved_one_is_opened_and_judges(
    window, monkeypatch, wait, folder, tmp_path
):
    networks, offered = window.session.networks, []
    networks.add(CUT, CutNetwork(networks.known("shipped"), [(1, 7)]).known("Ships with Inkling"))
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *asked: offered.append(asked[2]) or (str(folder / "cut.safetensors"), "")
    )
    window.inspect_page.units.save_wanted.emit()
    wait(lambda: "Saved cut.safetensors" in window.statusBar().currentMessage())
    assert offered == ["inkling-784-1024-512-10-cut.safetensors"]
    saved, whole = load_network(folder / "cut.safetensors"), networks.network("shipped")
    assert not saved.layers[1].weight[:, 7].any()
    assert (saved.layers[0].weight == whole.layers[0].weight).all()
    assert units_in(read_facts(folder / "cut.safetensors")) == ("Ships with Inkling", 1)
    path = tmp_path / "friend.safetensors"
    save_network(path, FeedForward(NetworkSpec((9,))))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.network_files.ask_open()
    wait(lambda: window.session.networks.chosen == "opened")
    assert window.pages.currentWidget() is window.draw_page
    assert window.draw_page.choice.currentText() == "friend, 784-9-10"
    assert window.inspect_page.inspector.which() == "opened"


def test_nonsense_is_no_network_and_changes_nothing(networks, told, wait, tmp_path):
    path = tmp_path / "friend.safetensors"
    path.write_bytes(b"nonsense")
    networks.open(path)
    wait(lambda: "friend.safetensors" in told[-1])
    assert networks.chosen == "shipped"
    assert "opened" not in networks.names()


def test_saving_says_where_or_why_not(files, networks, told, folder, wait):
    files.save(folder / "mine.safetensors")
    wait(lambda: "Saved mine.safetensors" in told[-1])
    assert load_network(folder / "mine.safetensors").spec == networks.network().spec
    files.save(folder / "no" / "such" / "folder.safetensors")
    wait(lambda: "could not be saved" in told[-1])


def test_a_calibrated_network_that_is_saved_and_opened_again_doubts_as_before(files, networks, folder, wait):
    before = networks.known()
    files.save(folder / "mine.safetensors")
    wait((folder / "mine.safetensors").exists)
    networks.open(folder / "mine.safetensors")
    wait(lambda: networks.chosen == "opened")
    assert networks.doubt() == before.doubt is not None
    assert networks.doubt(kind=PASTED) == before.doubt_of_pictures is not None
    assert networks.trained_on() == before.trained_on
    assert networks.known().facts["temperature"] == before.facts["temperature"]


def test_a_name_without_ending_gets_one(files, session, folder, wait, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "mine, 784-64.10"), ""))
    files.ask_save()
    wait((folder / "mine, 784-64.10.safetensors").exists)
    wait(lambda: not session.tasks.busy)
