"""The person chooses between probabilities and their logarithms."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from gui.widgets.evidence_kinds import EvidenceKinds


@pytest.fixture
def kinds(qtbot):
    made = EvidenceKinds("some_{}_button")
    made.told = []
    made.chosen.connect(made.told.append)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_click_chooses_and_the_other_is_let_go(kinds, click):
    assert kinds.kind() == "probability"
    click(kinds.findChild(QRadioButton, "some_log_probability_button"))
    assert (kinds.kind(), kinds.told) == ("log_probability", ["log_probability"])
    click(kinds.findChild(QRadioButton, "some_probability_button"))
    assert (kinds.kind(), kinds.told[1:]) == ("probability", ["probability"])


def test_the_arrow_keys_choose(kinds):
    button = kinds.findChild(QRadioButton, "some_probability_button")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Right)
    assert kinds.told == ["log_probability"]


def test_what_is_set_is_shown_without_a_signal(kinds):
    kinds.set_kind("log_probability")
    assert (kinds.kind(), kinds.told) == ("log_probability", [])
    with pytest.raises(KeyError):
        kinds.set_kind("odds")


def test_it_speaks_of_digits_only_where_there_are_digits(qtbot):
    kinds = EvidenceKinds("classes_{}_button")
    qtbot.addWidget(kinds)
    buttons = kinds._buttons.values()
    digits = [button.toolTip() for button in buttons]
    kinds.set_names(("cat", "dog"))
    assert not any("digit" in button.toolTip() for button in buttons)
    kinds.set_names(tuple("0123456789"))
    assert [button.toolTip() for button in buttons] == digits
