"""Before any test: torch ahead of Qt, as everywhere, and a window system that needs no screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import torch  # noqa: F401
