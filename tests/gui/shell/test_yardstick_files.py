"""Yardsticks are saved as their recipes, and opened by the File menu or dropped onto the window."""

from PySide6.QtWidgets import QFileDialog

from engine.experiments.yardsticks.keeping import kept, open_yardstick, save_yardstick
from engine.experiments.yardsticks.measuring import Images
from engine.experiments.yardsticks.recipes import Centroid, Neighbours


def test_one_is_dropped_inspected_drawn_for_saved_and_removed(window, pretended, drop, wait, tmp_path, monkeypatch):
    yardsticks, data = window.session.yardsticks, window.session.data
    mine = kept(Neighbours(), 5, Images(data.digits, None, 0.25))
    save_yardstick(tmp_path / "friend.json", mine)
    assert not window.menus.save_yardstick.isEnabled()
    drop(window, tmp_path / "friend.json")
    wait(lambda: yardsticks.names() and not window.inspect_page.inspector.busy)
    assert window.pages.currentWidget() is window.inspect_page
    assert window.inspect_page.network.currentText() == "3 nearest neighbours"
    assert window.draw_page.evidence.said.open
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "mine"), ""))
    window.menus.save_yardstick.trigger()
    wait(lambda: "Saved mine.json" in window.statusBar().currentMessage())
    assert open_yardstick(tmp_path / "mine.json") == mine
    window.yardstick_files.save(tmp_path / "no" / "such" / "folder.json")
    wait(lambda: "could not be saved" in window.notice.text())
    yardsticks.drop(yardsticks.chosen)
    assert not window.menus.save_yardstick.isEnabled()
    assert window.inspect_page.inspector.which() == "shipped"
    assert not window.draw_page.evidence.said.open
    window.yardstick_files.save(tmp_path / "none.json")
    assert not (tmp_path / "none.json").exists()


def test_without_its_digits_it_says_which_to_open_and_the_next_network_gives_the_split(
    window, few_digits, wait, tmp_path, monkeypatch
):
    save_yardstick(tmp_path / "friend.json", kept(Centroid(), 0, Images(few_digits)))
    text = (tmp_path / "friend.json").read_text().replace(few_digits.name, "letters of a friend")
    (tmp_path / "friend.json").write_text(text)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "friend.json"), ""))
    window.yardstick_files.ask_open()
    wait(lambda: "open “letters of a friend” first" in window.notice.text())
    assert not window.session.yardsticks.names()
    window.train_page.form.set_values({"test_fraction": "25", "seed": "9"})
    assert window.session.yardsticks.images().test_fraction == 0.25
    assert window.session.yardsticks._split[1] == 9
