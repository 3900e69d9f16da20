"""Names the line that holds the GUI thread: another thread looks at it whenever its heartbeat is late.

    python tests/watchdog.py [FILE]

starts Inkling with it, and tells at the end what has held the window up. Held is measured by the processor's time of
the GUI thread between two beats, so that a busy machine, or a training that has the interpreter, does not count.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("commands", "engine", "gui", "main.py")  # of the program
NAME = "watchdog"  # of its thread
HELD = 0.1  # seconds of the processor in which nobody was answered, from which on a person feels it
BEAT = 10  # milliseconds
EARLY = 0.01  # seconds of the processor since the last beat, from which on the thread is looked at
Place = tuple[str, int, str]  # a file, a line of it, the function


@dataclass(frozen=True)
class Hold:
    """``seconds`` of the processor, ``elapsed`` by the clock, and where: places from the outermost call inwards."""

    seconds: float
    elapsed: float
    places: tuple[Place, ...]

    @property
    def line(self) -> str:
        """The innermost line of the program in which most of the time went by."""
        own = [place for place in self.places if _is_own(place)]
        return f"{_name(own[-1])} {own[-1][2]}" if own else "no line of the program: Qt's own work, or what measures it"

    @property
    def road(self) -> str:
        """The last lines of the project that lead there."""
        return " > ".join(f"{_name(place)} {place[2]}" for place in self.places if _is_own(place))


def _is_own(place: Place) -> bool:
    return Path(place[0]).is_relative_to(ROOT) and Path(place[0]).relative_to(ROOT).parts[0] in PARTS


def _name(place: Place) -> str:
    return f"{Path(place[0]).relative_to(ROOT)}:{place[1]}"


class Watchdog(QObject):
    """Made in the GUI thread, and beats there until ``stop``. ``holds``: those of ``held`` seconds and more."""

    def __init__(self, parent: QObject | None = None, held: float = HELD) -> None:
        super().__init__(parent)
        self.holds: list[Hold] = []
        self._held = held
        self._watched = threading.get_ident()
        self._now = _clock_of(self._watched)
        self._samples: list[tuple[float, tuple[Place, ...]]] = []  # processor's time so far, and where it was
        self._begin_anew()
        self._timer = QTimer(self, interval=BEAT)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=NAME, daemon=True)
        self._thread.start()

    def forget(self) -> None:
        """What was before is another matter."""
        self.holds.clear()
        self._begin_anew()

    def stop(self) -> None:
        self._on_beat()
        self._timer.stop()
        self._stopped.set()
        self._thread.join()

    def _begin_anew(self) -> None:
        self._samples, self._since, self._began = [], self._now(), time.perf_counter()

    def _on_beat(self) -> None:
        seconds = self._now() - self._since
        if seconds >= self._held:
            places = heaviest(_weighed(self._samples, self._since))
            self.holds.append(Hold(seconds, time.perf_counter() - self._began, places))
        self._begin_anew()

    def _watch(self) -> None:
        """In its thread."""
        while not self._stopped.wait(BEAT / 1000):
            seconds = self._now()
            if seconds - self._since >= EARLY:
                self._samples.append((seconds, _places(self._watched)))


def _clock_of(thread: int):
    """The processor's time of a thread; where the system does not tell that of another one, the clock's."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.perf_counter
    clock = time.pthread_getcpuclockid(thread)
    return lambda: time.clock_gettime(clock)


def _places(thread: int) -> tuple[Place, ...]:
    frame, places = sys._current_frames().get(thread), []
    while frame is not None:
        places.append((frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return tuple(reversed(places))


def _weighed(samples, since: float):
    """Each sample with the processor's time since the one before it."""
    for seconds, places in list(samples):
        yield seconds - since, places
        since = seconds


def heaviest(samples) -> tuple[Place, ...]:
    """The way inwards as long as one line has half of the time. ``samples``: (seconds, places from the outermost)."""
    samples, way = list(samples), []
    whole = sum(seconds for seconds, _places in samples)
    while samples:
        inner: Counter[Place] = Counter()
        for seconds, places in samples:
            if len(places) > len(way):
                inner[places[len(way)]] += seconds
        if not inner:
            break
        place, seconds = inner.most_common(1)[0]
        if seconds < whole / 2:
            break
        samples = [one for one in samples if len(one[1]) > len(way) and one[1][len(way)] == place]
        way.append(place)
    return tuple(way)


def told(holds: list[Hold]) -> str:
    """A line for each line of the program that has held the window, the worst first."""
    if not holds:
        return "Nothing has held the GUI thread."
    by_line: dict[str, list[Hold]] = {}
    for hold in holds:
        by_line.setdefault(hold.line, []).append(hold)
    lines = []
    for line, found in sorted(by_line.items(), key=lambda item: -max(hold.seconds for hold in item[1])):
        worst = max(found, key=lambda hold: hold.seconds)
        lines.append(
            f"{1000 * worst.seconds:6.0f} ms of the processor ({1000 * worst.elapsed:.0f} by the clock), "
            f"{len(found)} times: {line}\n{'':14}{worst.road}"
        )
    return "\n".join(lines)


def main() -> int:
    """Inkling as it is started by a person, with the watchdog from when the window is shown."""
    sys.path.insert(0, str(ROOT))
    import main as program
    from gui.shell.splash import Splash

    give_way, dogs = Splash.give_way, []

    def shown(splash, window) -> None:
        give_way(splash, window)
        dogs.append(Watchdog(window))
        window.closed.connect(dogs[0].stop)

    Splash.give_way = shown
    status = program.main()
    for dog in dogs:
        print(told(dog.holds), file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
