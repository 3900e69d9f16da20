"""Pictures of every state of the window on sheets: pages, tabs, dialogs, menus, empty and error states.

    python scripts/look_at_everything.py FOLDER [--size 1100x700 ...] [--look dark ...] [--scale 2] [--only train ...]
        [--contrast] [--mirrored] [--text 1.5]

The states stand in scripts/sheets/states.py, a function for each subject. Each size and look is a process of its own:
the scale of a screen is Qt's from the start. The pictures are in FOLDER/1100x700-light/; the sheets beside them, four
pictures each, named by their subject. "--mirrored" lays the window out as Arabic has it, with the words as they are.
"""

from __future__ import annotations

import argparse
import gettext
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engine import words

SIZES = "960x620", "1100x700", "1366x768", "1920x1040", "2560x1400"
LOOKS = "light", "dark"


def main() -> None:
    arguments = _parser().parse_args()
    if arguments.one:
        _photograph(arguments)
        return
    for size in arguments.size or SIZES:
        for look in arguments.look or LOOKS:
            command = [sys.executable, __file__, *sys.argv[1:], "--one", "--size", size, "--look", look]
            scale = {"QT_SCALE_FACTOR": arguments.scale, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}
            subprocess.run(command, env={**os.environ, **scale}, check=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", nargs="+")
    parser.add_argument("--look", nargs="+", choices=LOOKS)
    parser.add_argument("--scale", default="1", help="pixels of the screen to each of the window's")
    parser.add_argument("--text", type=float, default=1.0, help="how large the letters are, 1 being the system's")
    parser.add_argument("--contrast", action="store_true", help="in high contrast")
    parser.add_argument("--mirrored", action="store_true", help="from right to left")
    parser.add_argument("--only", nargs="+", default=[], help="subjects, as they are named in states.py")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    return parser


class _AsArabic(gettext.NullTranslations):
    """English sentences for a window that is read from the right."""

    def info(self) -> dict[str, str]:
        return {"language": "ar"}


def _name(arguments: argparse.Namespace) -> str:
    """Of the folder: all that is unlike the usual window."""
    (size,), (look,) = arguments.size, arguments.look
    unlike = {
        f"x{arguments.scale}": arguments.scale != "1",
        f"text{arguments.text:g}": arguments.text != 1,
        "contrast": arguments.contrast,
        "mirrored": arguments.mirrored,
    }
    return "-".join([size, look, *(word for word, is_so in unlike.items() if is_so)])


def _photograph(arguments: argparse.Namespace) -> None:
    import torch  # noqa: F401  (before Qt)

    if arguments.mirrored:
        words.choose(_AsArabic())  # before anything that speaks is imported
    from gui.lesson.first_offer import KEY
    from gui.look import theme
    from gui.shell.app import make_application
    from gui.shell.main_window import MainWindow
    from gui.work.settings import remember, use_folder
    from scripts.sheets.camera import Camera
    from scripts.sheets.states import SUBJECTS

    (size,), (look,) = arguments.size, arguments.look
    folder = arguments.folder / _name(arguments)
    app = make_application(["inkling"])
    for name in arguments.only or SUBJECTS:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as users:
            use_folder(Path(users))
            if name != "start":
                remember({KEY: "1"})
            window = MainWindow()
            theme.set_scheme(app, look)
            theme.set_contrast(app, "on" if arguments.contrast else "off")
            window.resize(*map(int, size.split("x")))
            window.show()
            theme.set_text_size(app, arguments.text)
            camera = Camera(app, window, folder / name)
            SUBJECTS[name](camera)
            window.close()
            camera.settle()
            camera.make_sheets()
        print(f"{folder / name}: {len(camera.pictures)} pictures", flush=True)


if __name__ == "__main__":
    main()
