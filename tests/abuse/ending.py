"""The window of ends.py: brought into a state, and then told to end.

python tests/abuse/ending.py state [closed | quit] folder
"""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

HOLDS = """
import os, signal, sys
from pathlib import Path
from engine.locks import Lock
lock = Lock(Path(sys.argv[1]), 5)
print("held", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""


HOLDS_SETTINGS = """
import os, signal, sys
from PySide6.QtCore import QLockFile
lock = QLockFile(sys.argv[1])
assert lock.tryLock(5000)
print("held", flush=True)
os.kill(os.getpid(), signal.SIGSTOP)
"""


@dataclass(frozen=True)
class State:
    """``enter``: brings the window there, and calls what it is given when it is; ``locked``: a file of the folder that
    a stopped process holds, in the way that ``holds`` says; ``check``: of the folder, when the window is gone."""

    enter: Callable
    locked: str = ""
    holds: str = HOLDS
    check: Callable = lambda place: None


@contextmanager
def surroundings(state, place):
    """What has to be there around the window."""
    name = STATES[state].locked
    if not name:
        yield
        return
    lock = place / "Inkling" / name
    lock.parent.mkdir(parents=True, exist_ok=True)
    with subprocess.Popen(
        [sys.executable, "-c", STATES[state].holds, str(lock)], cwd=ROOT, stdout=subprocess.PIPE
    ) as holder:
        holder.stdout.readline()
        try:
            yield
        finally:
            holder.kill()


# States


def idle(_window, ready):
    ready()


def when(condition, then):
    """Look every 20 ms."""
    from PySide6.QtCore import QTimer

    def look():
        if condition():
            then()
        else:
            QTimer.singleShot(20, look)

    look()


def training(window, ready):
    window.train_page.start.click()
    when(lambda: window.session.training.run.history.count > 2, ready)


def paused(window, ready):
    training(window, lambda: (window.train_page.pause.click(), ready()))


def error_box(window, ready):
    try:
        raise ZeroDivisionError("a mistake")
    except ZeroDivisionError:
        sys.excepthook(*sys.exc_info())
    from PySide6.QtWidgets import QApplication, QMessageBox

    when(lambda: any(isinstance(one, QMessageBox) for one in QApplication.topLevelWidgets()), ready)


def nested(open_it):
    """What waits in an event loop of its own."""

    def enter(window, ready):
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        QTimer.singleShot(0, lambda: open_it(window))
        when(lambda: QApplication.activeModalWidget() or QApplication.activePopupWidget(), ready)

    return enter


def question(window):
    window.opener._offer_scaling(Path("x"), "These images are larger.")


def file_dialog(window):
    from PySide6.QtWidgets import QFileDialog

    QFileDialog.getOpenFileName(window, "Open", "", "", options=QFileDialog.Option.DontUseNativeDialog)


def menu(window):
    window.menuBar().actions()[0].menu().exec()


def about(window):
    from gui.shell.about import show_about

    show_about(window, window.session.tasks)


def hanging_reading(window, ready):
    from engine.digits.readers import csv

    hangs = threading.Event()
    csv.read = lambda *_: (hangs.set(), threading.Event().wait())
    path = Path(sys.argv[3]) / "digits.csv"
    path.write_text("1,2\n")
    window.opener.open(path)
    when(hangs.is_set, ready)


def hanging_drawings(window, ready):
    """My digits cannot be read, and one is drawn."""
    from engine.handwriting import my_digits

    my_digits.read_file = lambda *_: threading.Event().wait()
    draw(window)
    ready()


def draw(window):
    import numpy as np

    from engine.handwriting.my_digits import kept

    window.session.my_digits.add(kept(3, [np.array([[140.0, 40.0], [140.0, 240.0]])]))


def drawn_while_locked(window, ready):
    draw(window)
    ready()


def drawing_is_kept(place):
    from engine.handwriting.my_digits import load_sound

    found, _ = load_sound(place / "Inkling" / "my-digits.json")
    assert [int(drawing.name) for drawing in found] == [3], found


def note_while_locked(window, ready):
    """A run is named whose lock a stopped process has."""
    folder = Path(sys.argv[3]) / "Inkling" / "runs" / "one"
    window.runs.set_note(folder, "written at the last moment")
    ready()


def note_is_kept(place):
    from engine.runs.about import read_about

    assert read_about(place / "Inkling" / "runs" / "one").note == "written at the last moment"


def importing(window, ready):
    """A run comes in from a drive so slow that it would take for ever."""
    import zipfile

    from engine.runs import archive

    archive.PIECE, archive.limits.RATIO = 1, 10_000
    path, begun, copy = Path(sys.argv[3]) / "run.zip", threading.Event(), archive._copy
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("run.safetensors", os.urandom(60_000_000))
    archive._copy = lambda *args: (begun.set(), copy(*args))
    window.runs.take_in(path)
    when(begun.is_set, ready)


def race(window, ready):
    """Its processes have only begun to load what they need."""
    window.show_page(window.compare_page)
    window.compare_page.start.click()
    when(lambda: window.compare_page.controller.race.place.crew, ready)


def looked_at(window, ready):
    """Nobody has pressed Start, and processes have begun to load what a race needs."""
    import psutil

    window.show_page(window.compare_page)
    when(lambda: any("spawn_main" in " ".join(one.cmdline()) for one in psutil.Process().children()), ready)


def looked_at_long(window, ready):
    window.show_page(window.compare_page)
    when(lambda: window.compare_page.workers_ahead.ahead.ready, ready)


def raced(window, ready):
    race(window, lambda: when(lambda: any(run.history.count > 1 for run in runs_of(window)), ready))


def runs_of(window):
    return window.compare_page.controller.race.runs


STATES = {
    "starting": State(idle),
    "idle": State(idle),
    "training": State(training),
    "paused": State(paused),
    "error box": State(error_box),
    "question": State(nested(question)),
    "file dialog": State(nested(file_dialog)),
    "menu": State(nested(menu)),
    "about": State(nested(about)),
    "hanging reading": State(hanging_reading),
    "hanging drawings": State(hanging_drawings, check=drawing_is_kept),
    "locked drawings": State(drawn_while_locked, ".my-digits.json.lock", check=drawing_is_kept),
    "locked note": State(note_while_locked, "runs/one/.about.json.lock", check=note_is_kept),
    "locked settings": State(idle, "settings.ini.lock", HOLDS_SETTINGS),
    "importing": State(importing),
    "form looked at": State(looked_at),
    "processes ready": State(looked_at_long),
    "race": State(race),
    "raced": State(raced),
}


def end(window, how):
    """In the words that the window knows."""
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    sys.stdin.readline()
    if how == "closed":
        window.asked.emit()
    else:
        QCoreApplication.postEvent(QApplication.instance(), QEvent(QEvent.Type.Quit))


def start():
    """The program itself: it is in its state when it begins to load what takes long."""
    import main as program
    from gui.shell import system_libraries

    problem = system_libraries.problem
    system_libraries.problem = lambda: (print("starting", flush=True), problem())[1]
    sys.argv[1:] = []
    sys.exit(program.main())


def main():
    state, how, _ = sys.argv[1:]
    if state == "starting":
        start()
    import torch  # before Qt

    torch.set_num_threads(1)
    from PySide6.QtCore import Signal

    from gui.shell import app

    class Window(app.MainWindow):
        asked = Signal()

        def __init__(self):
            super().__init__()
            self.asked.connect(self.close)
            when(self._is_ready, self._enter)

        def _is_ready(self):
            return self.session.data.digits is not None and self.isVisible() and not self.session.tasks.busy

        def _enter(self):
            STATES[state].enter(self, self._on_ready)

        def _on_ready(self):
            if how:
                threading.Thread(target=end, args=(self, how), daemon=True).start()
            print(state, flush=True)

    app.MainWindow = Window
    sys.exit(app.run(["inkling"]))


if __name__ == "__main__":
    main()
