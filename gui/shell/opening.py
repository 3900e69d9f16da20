"""A file that the person has dropped, or started the program with: who opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def local_files(data: QMimeData) -> list[Path]:
    """Of what is dragged, the files of this computer."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def open_file(window, path: Path) -> None:
    """Whatever it is: a network, a run, an experiment with its results, a lesson, a yardstick, or digits. ``window``:
    the main one."""
    from engine.experiments.results import ENDING as RESULTS_ENDING
    from engine.experiments.yardsticks.keeping import is_yardstick
    from engine.lesson.reading import ENDING
    from engine.runs.archive import is_run

    if path.suffix == f".{RESULTS_ENDING}":
        window.show_page(window.compare_page)
        window.compare_page.files.open_file(path)
    elif path.suffix.lower() in (".safetensors", ".pt", ".pth"):
        window.session.networks.open(path)
    elif path.suffix.lower() == ENDING:
        window.lesson.open_file(path)
    elif is_yardstick(path):
        window.session.yardsticks.read(path)
    elif is_run(path):
        window.show_runs()
        window.runs.take_in(path)
    else:
        window.opener.open(path)
