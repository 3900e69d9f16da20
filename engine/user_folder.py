"""Where everything of one user is kept, the same for the window and for the command: where the system wants it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME, RUNS, EXPERIMENTS = "Inkling", "runs", "experiments"


def user_folder() -> Path:
    """The user's folder; nothing is made. It is Qt's GenericDataLocation, by the rules of each system."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / NAME
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / NAME
    given = os.environ.get("XDG_DATA_HOME", "")
    return (Path(given) if os.path.isabs(given) else home / ".local" / "share") / NAME  # else it is to be ignored
