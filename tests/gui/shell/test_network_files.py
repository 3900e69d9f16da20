"""Networks are saved and opened by the File menu, and a file that is none changes nothing."""

from PySide6.QtWidgets import QFileDialog

from engine.inspection.cutting import units_in
from engine.inspection.doubt import PASTED
from engine.networks.files import load_network, read_facts, save_network
from engine.networks.network import FeedForward, NetworkSpec
from gui.model.cut_network import CutNetwork
from gui.model.networks import CUT


def test_a_saved_network_is_opened_and_judges(window, monkeypatch, wait, tmp_path):
    path = tmp_path / "friend.safetensors"
    save_network(path, FeedForward(NetworkSpec((9,))))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    window.network_files.ask_open()
    wait(lambda: window.session.networks.chosen == "opened")
    assert window.pages.currentWidget() is window.draw_page
    assert window.draw_page.choice.currentText() == "friend, 784-9-10"
    assert window.inspect_page.inspector.which() == "opened"


def test_nonsense_is_no_network_and_changes_nothing(window, wait, tmp_path):
    path = tmp_path / "friend.safetensors"
    path.write_bytes(b"nonsense")
    window.session.networks.open(path)
    wait(lambda: "friend.safetensors" in window.notice.text())
    assert window.session.networks.chosen == "shipped"
    assert "opened" not in window.session.networks.names()


def test_saving_says_where_or_why_not(window, folder, wait):
    window.network_files.save(folder / "mine.safetensors")
    wait(lambda: "Saved mine.safetensors" in window.statusBar().currentMessage())
    assert load_network(folder / "mine.safetensors").spec == window.session.networks.network().spec
    window.network_files.save(folder / "no" / "such" / "folder.safetensors")
    wait(lambda: "could not be saved" in window.notice.text())


def test_a_calibrated_network_that_is_saved_and_opened_again_doubts_as_before(window, folder, wait):
    before, networks = window.session.networks.known(), window.session.networks
    window.network_files.save(folder / "mine.safetensors")
    wait((folder / "mine.safetensors").exists)
    networks.open(folder / "mine.safetensors")
    wait(lambda: networks.chosen == "opened")
    assert networks.doubt() == before.doubt is not None
    assert networks.doubt(kind=PASTED) == before.doubt_of_pictures is not None
    assert networks.trained_on() == before.trained_on
    assert networks.known().facts["temperature"] == before.facts["temperature"]


def test_a_name_without_ending_gets_one(window, folder, wait, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "mine, 784-64.10"), ""))
    window.network_files.ask_save()
    wait((folder / "mine, 784-64.10.safetensors").exists)
    wait(lambda: not window.session.tasks.busy)


def test_the_network_with_units_cut_is_saved_as_one_of_its_own(window, folder, wait, monkeypatch):
    networks, offered = window.session.networks, []
    networks.add(CUT, CutNetwork(networks.known(), [(1, 7)]).known("Ships with Inkling"))
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
