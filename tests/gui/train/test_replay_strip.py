"""The strip says what is shown, and every part of it goes where it says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.networks.network import NetworkSpec
from engine.runs.run import Run
from engine.training.config import TrainingConfig
from gui.train.replay_strip import ReplayStrip


def trained(digits, epochs=3):
    run = Run(NetworkSpec((3,)), TrainingConfig(epochs=epochs), digits, 0.25)
    run.carry_out(None)
    return run


@pytest.fixture
def strip(session, show):
    return show(ReplayStrip(session.replay, session.training), 900, 34)


def test_without_a_run_it_is_not_there_and_then_says_what_to_do(session, strip, few_digits):
    strip.refresh()
    assert not strip.isVisible()
    session.training.show(trained(few_digits))
    assert strip.isVisible()
    assert strip.words.text() == "Drag to the left to see how it learned."
    assert "3 epochs of this run are kept to go back to: 0–2." in strip.slider.toolTip()
    assert strip.play.isEnabled()
    assert not strip.now.isEnabled()


def test_slider_buttons_and_keys_go_from_epoch_to_epoch_and_back(session, strip, few_digits, click):
    replay = session.replay
    session.training.show(trained(few_digits))
    strip.slider.setValue(1)
    assert (replay.epoch, strip.slider.value()) == (1, 1)
    assert strip.words.text().startswith("Epoch 1 of 3, test ")
    assert strip.property("role") == "replay"
    strip.slider.setFocus()
    QTest.keyClick(strip.slider, Qt.Key.Key_Right)
    assert replay.epoch == 2
    QTest.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert replay.epoch == strip.slider.value() == 1
    click(strip.play)
    assert (replay.playing, strip.play.text()) == (True, "Hold")
    QTest.keyClick(strip, Qt.Key.Key_F12)
    assert (replay.playing, strip.play.text()) == (False, "Replay")
    click(strip.now)
    assert (replay.epoch, strip.slider.value(), strip.property("role")) == (None, 3, "")


def test_whoever_takes_the_handle_holds_what_plays(session, strip, few_digits):
    session.training.show(trained(few_digits))
    session.replay.play()
    strip.slider.setSliderDown(True)
    assert not session.replay.playing
    strip.slider.setSliderDown(False)


def test_a_network_too_large_to_be_kept_is_said_to_be(session, strip, few_digits, monkeypatch):
    monkeypatch.setattr("engine.runs.replay.room_for", lambda parameters: 0)
    session.training.show(trained(few_digits, 1))
    assert strip.isVisible()
    assert "too large" in strip.words.text()
    assert not strip.play.isEnabled()
    assert not strip.slider.isEnabled()


def test_in_little_room_the_words_stand_below(session, strip, few_digits):
    session.training.show(trained(few_digits, 1))
    beside = strip.words.parentWidget().y() < strip.play.geometry().bottom()
    strip.resize(420, 70)
    strip.layout().activate()
    assert beside
    assert strip.words.parentWidget().y() > strip.play.geometry().bottom()
