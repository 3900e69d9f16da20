"""Settings that are no settings are set aside, and nothing else is."""

import pytest

from gui.work.settings import set_damaged_settings_aside, settings


@pytest.mark.parametrize("content", [b"\x00\x01\xff" * 40, b"[unclosed\na=1"])
def test_settings_that_do_not_parse_are_set_aside(folder, content):
    (folder / "settings.ini").write_bytes(content)
    assert "set aside" in set_damaged_settings_aside()
    assert (folder / "settings.damaged.ini").read_bytes() == content
    assert not (folder / "settings.ini").exists()
    settings().setValue("form/epochs", "7")
    assert set_damaged_settings_aside() == ""


def test_sound_settings_stay(folder):
    assert set_damaged_settings_aside() == ""
    stored = settings()
    stored.setValue("form/epochs", "7")
    stored.sync()
    assert set_damaged_settings_aside() == ""
    assert settings().value("form/epochs") == "7"
