"""Every save, with the disk failing or the process dying at each of its steps, one after another; and several writers.

python tests/abuse/faults.py [cases of each kind, all] [rounds of each writer, 1000] [seed, 0]

The n-th time that a file is opened, written, flushed or renamed, or a folder made, the system refuses (EIO, ENOSPC,
with half of it written), or the process ends, for every n. Afterwards the old or the new is there and whole, whoever
asked was told, the next start leaves nothing half written, and the same save works when the disk does. Each case is a
process of its own. Qt writes settings itself: there, a file may only become so long, or the process is killed at some
moment. Only where processes can be forked: not on Windows.
"""

import builtins
import errno
import gc
import io
import logging
import os
import resource
import signal
import sys
import tempfile
import threading
import time
import traceback
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np
import torch
from saves import KINDS
from writers import write_together

from engine.errors import UserError
from engine.runs.library import RUN, tidy
from gui.work.settings import remember, settings, tidy_data_folder, use_folder

HOWS = ("EIO", "ENOSPC", "dies")
DONE, TOLD, FOUND_NO_FAULT, WRONG, DIED = 0, 3, 4, 5, 9
LEFT = (".part", ".damaged")


class Faults:
    """Patches what changes the disk; the call of that ``number`` fails, or ends the process."""

    def __init__(self, number, how):
        self.number, self.how, self.count = number, how, 0
        self._lock = threading.Lock()

    def reached(self):
        """Whether this call is the one."""
        with self._lock:
            self.count += 1
            return self.count == self.number

    def strike(self):
        if self.how == "dies":
            os._exit(DIED)
        number = getattr(errno, self.how)
        raise OSError(number, os.strerror(number))

    def at(self, call):
        def struck(*args, **words):
            if self.reached():
                self.strike()
            return call(*args, **words)

        return struck

    def opening(self, call):
        def struck(path, mode="r", *args, **words):
            if not set(mode) & set("wxa+"):
                return call(path, mode, *args, **words)
            if self.reached():
                self.strike()
            return _File(call(path, mode, *args, **words), self)

        return struck

    def opening_low(self, call):
        def struck(path, flags, *args, **words):
            if flags & (os.O_WRONLY | os.O_RDWR) and self.reached():
                self.strike()
            return call(path, flags, *args, **words)

        return struck

    @contextmanager
    def patched(self):
        names = {"fsync": self.at, "replace": self.at, "rename": self.at, "mkdir": self.at, "open": self.opening_low}
        before = {name: getattr(os, name) for name in names}
        opens = builtins.open, io.open
        for name, patch in names.items():
            setattr(os, name, patch(before[name]))
        builtins.open = io.open = self.opening(opens[0])
        try:
            yield
        finally:
            builtins.open, io.open = opens
            for name, call in before.items():
                setattr(os, name, call)


class _File:
    """A file that is being written, of which a write may fail with half of it done."""

    def __init__(self, file, faults):
        self._file, self._faults = file, faults

    def write(self, data):
        if self._faults.reached():
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            self._faults.strike()
        return self._file.write(data)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()


def forked(work):
    """Do ``work()`` in a process of its own; returns how that ended. What it returns is its exit status."""
    child = os.fork()
    if child == 0:
        status = WRONG
        try:
            status = work()
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def attempted(kind, place, faults):
    """Save, with faults. In a process of its own."""
    use_folder(place)
    try:
        with faults.patched():
            problem = kind.save(place)
    except UserError as error:
        return TOLD if str(error).strip() else WRONG
    if problem:
        return TOLD
    return FOUND_NO_FAULT if faults.count < faults.number else DONE


def calls(kind):
    """How many calls a save makes that could fail."""
    with tempfile.TemporaryDirectory() as folder:
        kind.prepare(Path(folder))
        use_folder(Path(folder))
        faults = Faults(0, "dies")
        with faults.patched():
            assert not kind.save(Path(folder))
        kind.tidy(Path(folder))
        return faults.count


def start(place):
    """What the next start of the program puts in order. A folder whose run has only begun would be left for an hour."""
    use_folder(place)
    runs = place / "runs"
    for folder in runs.iterdir() if runs.exists() else ():
        if folder.is_dir() and not (folder / RUN).exists():
            os.utime(folder, (0, 0))
    tidy_data_folder()
    tidy(runs)
    return DONE


def left_behind(place):
    """What nobody needs."""
    paths = [str(path.relative_to(place)) for path in place.rglob("*")]
    bins = [path for path in paths if path.startswith("runs/.deleted")]
    empty = [path.name for path in (place / "runs").glob("[!.]*") if not (path / RUN).exists()]
    return [path for path in paths if any(word in path for word in LEFT)] + bins + empty


def case(kind, number, how):
    """One save that fails. Raises AssertionError if anything is not as it should be."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        kind.prepare(place)
        ended = forked(lambda: attempted(kind, place, Faults(number, how)))
        assert ended in ((DIED,) if how == "dies" else (DONE, TOLD)), f"it ended with {ended}"
        parts = [path.name for path in place.rglob("*.part")]
        assert how == "dies" or not parts, f"{parts} stayed"
        state = kind.state(place)
        assert state in (("new",) if ended == DONE else ("old", "new")), f"{state} after {ended}"
        assert forked(lambda: start(place)) == DONE
        assert left_behind(place) == [], f"left behind: {left_behind(place)}"
        assert kind.state(place) == state, "the start has changed it"
        if kind.repeats or state == "old":
            assert forked(lambda: attempted(kind, place, Faults(0, how))) == DONE
            assert kind.state(place) == "new", "it could not be saved afterwards"
        return ended


def inject(cases, random):
    """``cases`` of each kind, chosen by chance, or all of them. Returns how many there were, and ended how."""
    ends = {DONE: 0, TOLD: 0, DIED: 0}
    for kind in KINDS:
        every = [(number, how) for number in range(1, calls(kind) + 1) for how in HOWS]
        chosen = every if cases is None else [every[index] for index in random.permutation(len(every))[:cases]]
        for number, how in chosen:
            try:
                ends[case(kind, number, how)] += 1
            except AssertionError as error:
                raise AssertionError(
                    f"{kind.name}, call {number} of {len(every) // len(HOWS)}, {how}: {error}"
                ) from None
        print(f"{kind.name}: {len(chosen)} of {len(every)} cases", flush=True)
    return ends


# Settings


def settings_of(place):
    use_folder(place)
    return settings().value("a")


def written_with_room(place, room):
    """Settings, where no file may be longer than that. In a process of its own."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, -1))
    use_folder(place)
    return TOLD if remember({"a": "new" * 20}) else DONE


def inject_settings(cases, random):
    """Full disks, and kills. Returns how many saves failed and how many processes were killed."""
    whole, failed, killed = len("[General]\na=\n") + 60, 0, 0
    rooms = range(whole) if cases is None else random.permutation(whole)[:cases]
    for room in rooms:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            use_folder(place)
            assert not remember({"a": "old"})
            ended = forked(lambda place=place, room=room: written_with_room(place, int(room)))
            state = forked(lambda place=place: ("old", "new" * 20).index(settings_of(place)))
            assert (ended, state) in ((TOLD, 0), (DONE, 1)), f"room for {room}: {ended}, {state}"
            failed += ended == TOLD
    for _ in range(40 if cases is None else cases):
        killed += _killed_settings(random)
    return failed, killed


def _killed_settings(random):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        use_folder(place)
        remember({"a": "0"})
        child = os.fork()
        if child == 0:
            for number in range(10**9):
                remember({"a": str(number)})
        time.sleep(random.uniform(0.001, 0.05))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert forked(lambda: start(place)) == DONE
        assert forked(lambda: DONE if str(settings_of(place)).isdecimal() else WRONG) == DONE
        strange = {path.name for path in place.iterdir()} - {"settings.ini", "settings.ini.lock", "runs"}
        assert not strange, f"left behind: {strange}"
    return 1


def main():
    given = sys.argv[1:]
    cases = None if not given or given[0] == "all" else int(given[0])
    rounds, seed = (int(word) for word in (*given[1:3], *("1000", "0")[len(given[1:3]) :]))
    torch.set_num_threads(1)
    logging.disable()  # what is logged is what is asked for here
    gc.freeze()  # what is forked does not look through the libraries, whose pages would be copied for it
    random, began = np.random.default_rng(seed), time.monotonic()
    ends = inject(cases, random)
    print(f"{sum(ends.values())} faults: {ends[TOLD]} told, {ends[DIED]} deaths, {ends[DONE]} that did not matter")
    failed, killed = inject_settings(cases, random)
    print(f"settings: {failed} full disks told, {killed} kills")
    for writers in (2, 4):
        write_together(writers, rounds)
        print(f"{writers} writers, {rounds} rounds each: nothing is lost")
    print(f"The old or the new was there each time, whole, in {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    main()
