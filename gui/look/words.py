"""The pages' names."""

from __future__ import annotations

from engine.words import _

RUN_PAGES = ((_("Train"), "trainPage"), (_("Inspect"), "inspectPage"), (_("Draw"), "drawPage"))
"""Where a run can be opened: what the page is called, and its objectName."""
