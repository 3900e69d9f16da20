"""High contrast is wanted by the person, or by the system where the person has said nothing. (test_theme.py tests its
colours, with the others.)"""

import pytest
from PySide6.QtCore import Qt

from gui.look import contrast, palettes


@pytest.mark.parametrize(
    ("preference", "system", "wanted"),
    [
        ("on", "NoPreference", True), ("off", "HighContrast", False),
        ("system", "HighContrast", True), ("system", "NoPreference", False),
    ],
)  # fmt: skip
def test_the_person_has_the_last_word(qapp, monkeypatch, preference, system, wanted):
    monkeypatch.setattr(contrast, "system_preference", lambda app: Qt.ContrastPreference[system])
    assert contrast.is_wanted(qapp, preference) is wanted


def test_the_system_can_be_asked_again_and_again(qapp):
    assert {contrast.system_preference(qapp) for _ in range(3)} == {Qt.ContrastPreference.NoPreference}


def test_each_role_of_the_usual_palettes_has_its_colour():
    assert set(contrast.LIGHT) == set(contrast.DARK) == set(palettes._LIGHT)
