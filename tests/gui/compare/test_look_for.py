"""What was found is folded away until the person has predicted it, and is claimed only for its own settings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.networks.network import NetworkSpec
from engine.training.config import TrainingConfig
from gui.compare.look_for import LookFor
from gui.model.setup import Setup


@pytest.fixture
def look_for(qtbot):
    made = LookFor()
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show()
    return made


def shown(look_for):
    return [part.objectName() for part in (look_for.predict, look_for.words, look_for.other) if part.isVisible()]


def test_it_asks_for_a_prediction_first_and_unfolds_on_demand(look_for):
    look_for.show_words("Softmax ends far below.")
    assert shown(look_for) == ["predictWords"]
    QTest.mouseClick(look_for.fold, Qt.MouseButton.LeftButton)
    assert shown(look_for) == ["lookForWords"]


def test_settings_that_are_not_the_form_s_are_named_with_the_words(look_for):
    look_for.show_words("Softmax ends far below.", "Found with SGD 0.01.")
    assert shown(look_for) == ["predictWords"]
    look_for.unfold()
    assert shown(look_for) == ["lookForWords", "foundWithWords"]
    look_for.show_found_with("")
    assert shown(look_for) == ["lookForWords"]


def test_words_that_are_no_finding_are_not_folded(look_for):
    look_for.show_words("Choose one thing to vary.", folded=False)
    assert shown(look_for) == ["lookForWords"]
    assert not look_for.fold.isVisible()


def test_on_the_page_the_form_s_settings_decide_and_the_end_unfolds(page, wait, click):
    form = page.form
    activation = (
        form.preset.findText("Activation functions") if form.preset.findText("Activation functions") >= 0 else 1
    )
    form.preset.setCurrentIndex(activation)
    form.preset.activated.emit(activation)
    assert form.look_for.other.text() == ""
    page.set_setup(Setup(NetworkSpec(), TrainingConfig(optimizer="adam", learning_rate=0.001), 0.1))
    assert form.look_for.other.text().startswith("Found with SGD 0.01")
    assert not form.look_for.words.isVisible()
    form.epochs.setValue(1)
    form.seeds.setValue(1)
    form.values[0].setText("ReLU, tanh")
    assert form.look_for.words.isVisible()  # it is the person's own comparison now
    click(page.start)
    wait(lambda: not page.controller.running)
    assert form.look_for.words.isVisible()
