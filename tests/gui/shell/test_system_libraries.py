"""Libraries that are missing are named with what brings them."""

import sys

import pytest

from gui.shell import system_libraries


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux installs Qt's libraries apart")
def test_missing_libraries_are_named_with_the_command_that_brings_them(monkeypatch):
    monkeypatch.setattr(system_libraries, "ALWAYS", {"libnothing-of-the-kind.so.9": "libnothing9"})
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert "apt-get install libnothing9" in system_libraries.problem()
