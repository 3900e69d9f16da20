"""Files that are nearly right, of every format that Inkling opens: each is opened, and sound, or refused in a sentence.

python tests/abuse/fuzz.py [minutes in all, 5] [seed, 0] [formats, comma separated; all] [--keep]

A grammar for each format makes files in which one part or another is wrong or extreme; every second file is a mutant of
one in corpus/, which holds a small file for each outcome known. With --keep, files with a new outcome are added there.
A file that is neither opened nor refused stays where it is, and is named with its format, seed and number.
"""

import faulthandler
import hashlib
import logging
import os
import re
import shutil
import sys
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import torch

from engine.errors import UserError
from tests.abuse import (
    fuzz_checks,
    fuzz_foreign,
    fuzz_pictures,
    fuzz_records,
    fuzz_sets,
    fuzz_tables,
    fuzz_tensors,
    fuzz_zips,
)
from tests.abuse.fuzz_parts import mutant

CORPUS = Path(__file__).resolve().parent / "corpus"
MOST_BYTES, MOST_FILES = 20_000, 40  # of a file of the corpus, and of its files of one format
STUCK = 120  # seconds after the end in which a file is taken to hold up the program for ever
MEMORY_DISK = Path("/dev/shm")  # folders are made and removed for every file: a real disk would take most of the time
OPENED = "opened"
BLANKS = {  # in this order
    r"\(.*\)|\(.*|\[.*\]|\{.*\}|(?<=JSON in header: ).*": "…",  # what numpy and others say in detail
    r"“[^”]*”?|`[^`]*`?|\"[^\"]*\"?|(?<!\w)'[^']*'?": "…",
    r"(?i:\b(nan|inf|infinity|true|false|null)\b)|0x[0-9a-f]+|\d+([.,_]\d+)*": "#",
    r"[-+−#e]*#": "#",
    r"\b\w+[._]\w[\w.]*|\b[\w#-]+-ubyte": "…",
    r"([#…])(, [#…])+": r"\1",
    "is (a list|a record|#), not": "is …, not",
}


@dataclass(frozen=True)
class Format:
    """``make``: from a Random to a file and its ending. ``open``: opens such a file in an empty folder, and checks it.
    ``kind``: of a file and its ending, where the corpus shall hold several of the same outcome."""

    make: Callable
    open: Callable
    kind: Callable = lambda data, ending: ""


FORMATS = {
    "csv": Format(fuzz_sets.csv, fuzz_checks.open_csv),
    "idx": Format(fuzz_sets.idx, fuzz_checks.open_idx, lambda data, ending: ending),
    "npz": Format(fuzz_zips.npz, fuzz_checks.open_npz),
    "picture": Format(fuzz_pictures.picture, fuzz_checks.open_picture, fuzz_pictures.kind),
    "table": Format(fuzz_tables.table, fuzz_checks.open_table),
    "arff": Format(fuzz_tables.arff, fuzz_checks.open_table),
    "npy": Format(fuzz_tables.npy, fuzz_checks.open_npy, lambda data, ending: ending),
    "archive": Format(fuzz_tables.archive, fuzz_checks.open_archive),
    "foreign": Format(fuzz_foreign.foreign, fuzz_checks.open_foreign),
    "network": Format(fuzz_tensors.network, fuzz_checks.open_network),
    "run": Format(fuzz_tensors.run, fuzz_checks.open_run),
    "epochs": Format(fuzz_tensors.epochs, fuzz_checks.open_epochs),
    "zip": Format(fuzz_tensors.packed_run, fuzz_checks.open_zip),
    "experiment": Format(fuzz_records.experiment, fuzz_checks.open_experiment_file),
    "drawings": Format(fuzz_records.drawings, fuzz_checks.open_drawings),
    "about": Format(fuzz_records.about, fuzz_checks.open_about),
}


@dataclass
class Tally:
    """What became of the files of a format: how often each outcome was seen, and the first file of each failure."""

    outcomes: Counter = field(default_factory=Counter)
    failures: dict = field(default_factory=dict)

    @property
    def made(self):
        return self.outcomes.total()

    @property
    def opened(self):
        return self.outcomes[OPENED]


# One file


def blanked(sentence):
    """Without names and numbers: two refusals for the same reason are the same."""
    words = " ".join(sentence.split())
    for pattern, blank in BLANKS.items():
        words = re.sub(pattern, blank, words)
    return words[:300]


def outcome(format_, folder, data, ending):
    """Open a file in an empty folder in ``folder``; returns OPENED, or why it was refused, without names and numbers.

    Raises AssertionError, or whatever else than a UserError, for what must never happen.
    """
    place = folder / "place"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    try:
        with warnings.catch_warnings(action="ignore"), fuzz_checks.bounded(len(data)):
            FORMATS[format_].open(place, data, ending)
    except UserError as refused:
        fuzz_checks.check_sentence(str(refused))
        return blanked(str(refused))
    return OPENED


def _failed(format_, folder, seed, number, data, ending, error):
    """The words about a file that is neither opened nor refused; it is left in ``folder``."""
    left = folder / f"{format_}-{seed}-{number}{ending}"
    left.write_bytes(data)
    return AssertionError(f"{format_}, file {number} of seed {seed}, {left}: {error!r:.1000}")


def made_files(format_, seed):
    """(number, file, ending) without end: by turns from the grammar, and a mutant of a file of the corpus."""
    there = [(path.read_bytes(), path.suffix) for path in corpus(format_)]
    for number in count():
        random = Random(f"{format_} {seed} {number}")
        if there and number % 2:
            data, ending = random.choice(there)
            yield number, mutant(random, data, random.choice(there)[0]), ending
        else:
            yield number, *FORMATS[format_].make(random)


# The corpus


def corpus(format_):
    folder = CORPUS / format_
    return sorted(folder.iterdir()) if folder.is_dir() else []


def replay(format_, folder):
    """Open every file of the corpus; returns how many there are. Raises AssertionError, see ``fuzz``."""
    for path in corpus(format_):
        try:
            outcome(format_, folder, path.read_bytes(), path.suffix)
        except Exception as error:
            raise AssertionError(f"{format_}, {path}: {error!r:.1000}") from error
    return len(corpus(format_))


class Keeper:
    """Adds to the corpus of a format: the smallest file of each outcome and kind, up to so many."""

    def __init__(self, format_, known):
        """``known``: the outcome of each file that is there."""
        self._folder, self._kept = CORPUS / format_, {}
        self._kind = FORMATS[format_].kind
        for path, found in sorted(known.items(), key=lambda item: item[0].stat().st_size):
            key = found, self._kind(path.read_bytes(), path.suffix)
            if found is not None and self._kept.setdefault(key, path) is not path:
                path.unlink()

    def offer(self, found, data, ending):
        key = found, self._kind(data, ending)
        former = self._kept.get(key)
        if len(data) > MOST_BYTES or (former is None and len(self._kept) >= MOST_FILES):
            return
        if former is not None and len(data) >= 0.9 * former.stat().st_size:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        slug = re.sub("[^a-z0-9]+", "-", found.lower()).strip("-")[:60].strip("-")
        self._kept[key] = self._folder / f"{slug}-{hashlib.sha256(data).hexdigest()[:8]}{ending}"
        self._kept[key].write_bytes(data)
        if former is not None:
            former.unlink()


# Many files


def fuzz(format_, folder, number_of_files, seed):
    """Open so many files that are nearly right. Returns how many could be opened.

    Raises AssertionError, and leaves the file in ``folder``, at the first one that is neither opened nor refused.
    """
    opened = 0
    for number, data, ending in made_files(format_, seed):
        if number == number_of_files:
            return opened
        try:
            opened += outcome(format_, folder, data, ending) == OPENED
        except Exception as error:
            raise _failed(format_, folder, seed, number, data, ending, error) from error
    return opened


def campaign(format_, folder, seconds, seed, keeps):
    """The corpus, and then files until the time is over; goes on after failures. Returns a Tally."""
    tally, end = Tally(), time.monotonic() + seconds
    known = {}
    faulthandler.dump_traceback_later(seconds + STUCK, exit=True, file=sys.__stdout__)
    for path in corpus(format_):
        known[path] = _tried(tally, format_, folder, seed, path.stem, path.read_bytes(), path.suffix)
    keeper = Keeper(format_, known) if keeps else None
    for number, data, ending in made_files(format_, seed):
        if time.monotonic() > end:
            break
        found = _tried(tally, format_, folder, seed, number, data, ending)
        if keeper is not None and found is not None:
            keeper.offer(found, data, ending)
    faulthandler.cancel_dump_traceback_later()
    return tally


def _tried(tally, format_, folder, seed, number, data, ending):
    """What became of a file, told to ``tally``; None if that must never happen."""
    try:
        found = outcome(format_, folder, data, ending)
    except Exception as error:
        kind = blanked(f"{type(error).__name__} {error}")
        if kind not in tally.failures:
            tally.failures[kind] = str(_failed(format_, folder, seed, number, data, ending, error))
            print(tally.failures[kind], flush=True)
        return None
    tally.outcomes[found] += 1
    return found


def main():
    words = [word for word in sys.argv[1:] if word != "--keep"]
    minutes, seed, names = (*words, *("5", "0", ",".join(FORMATS))[len(words) :])
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    torch.set_num_threads(1)
    logging.disable()  # thousands of warnings about what is damaged
    last_words = os.fdopen(os.dup(2), "w")  # the other is closed while pictures are decoded
    faulthandler.enable(last_words)
    disk, failures = MEMORY_DISK if MEMORY_DISK.is_dir() else None, 0
    folder = Path(tempfile.mkdtemp(prefix="inkling-fuzz-", dir=disk))
    seconds = 60 * float(minutes) / len(names.split(","))
    for format_ in names.split(","):
        began = time.perf_counter()
        tally = campaign(format_, folder, seconds, int(seed), "--keep" in sys.argv)
        failures += len(tally.failures)
        print(
            f"{format_:10} {tally.made:,} files: {tally.made - tally.opened:,} refused in a sentence, {tally.opened:,} "
            f"opened, {len(tally.outcomes)} outcomes, {time.perf_counter() - began:.1f} s",
            flush=True,
        )
    if failures:
        sys.exit(f"{failures} failures: the files are in {folder}")
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
