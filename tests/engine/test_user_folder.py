"""The user's folder is where Qt would put it, so that window and command find the same runs."""

from pathlib import Path

import pytest

from engine.user_folder import user_folder


@pytest.mark.parametrize("given", ["", "relative/path", "/somewhere/else"])
def test_it_is_qts_own(monkeypatch, given):
    from PySide6.QtCore import QStandardPaths

    monkeypatch.setenv("XDG_DATA_HOME", given)
    location = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    assert user_folder() == Path(location) / "Inkling"
