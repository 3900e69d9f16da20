"""What is missing at the start is told, and the rest works."""

import pytest

from engine.digits import bundled
from gui.model import at_start, networks
from gui.shell.main_window import MainWindow


def reopened(qtbot, wait):
    window = MainWindow()
    window.show()
    wait(lambda: window.session.data.digits is not None)
    return window


@pytest.mark.parametrize("content", [None, b"not a zip at all"])
def test_missing_or_damaged_digits_are_told_in_a_sentence(qtbot, folder, wait, monkeypatch, tmp_path, content):
    path = tmp_path / "mnist.npz"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(at_start, "bundled", lambda: bundled("mnist-20k", path))
    window = MainWindow()
    window.show()
    wait(lambda: window.notice.text() != "")
    assert "digits" in window.notice.text()
    assert "Install Inkling again" in window.notice.text()
    assert not window.train_page.start.isEnabled()
    window.close()


def test_without_the_network_that_ships_one_can_still_train(qtbot, folder, wait, monkeypatch):
    monkeypatch.setattr(networks, "PRETRAINED", folder / "nothing.safetensors")
    window = reopened(qtbot, wait)
    window.pages.setCurrentWidget(window.draw_page)
    assert "no network yet" in window.draw_page.verdict.text()
    assert window.train_page.start.isEnabled()
    window.close()
