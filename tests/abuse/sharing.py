"""Thousands of damaged networks, runs and zips: each is opened whole, or refused with a sentence; no code in them is
run, and no other file is touched.

python tests/abuse/sharing.py [mutants of each kind, 2000] [seed, 0]
"""

import hashlib
import io
import json
import logging
import os
import pickle
import runpy
import stat
import sys
import tempfile
import time
import warnings
import zipfile
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np
import torch

from engine.digits.bundle import bundled
from engine.digits.changes import Change, Changes
from engine.errors import UserError
from engine.networks.files import load_network, read_facts, save_network
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.archive import pack_run, unpack_run
from engine.runs.library import (
    ABOUT,
    HISTORY,
    LOCK,
    RUN,
    About,
    entries,
    history_csv,
    tidy,
    write_about,
    write_history,
    write_run,
)
from engine.runs.provenance import TrainedOn, from_facts
from engine.runs.run_file import SavedRun, read_run, read_summary
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import History
from engine.training.trainer import train

damaged = runpy.run_path(str(Path(__file__).with_name("reading.py")))["mutant"]

KINDS = ("network", "run", "folder", "zip")
SLOWEST = 10.0  # seconds of the processor that opening a small file may take
HUGE, DEEP = "@huge@", "@deep@"
RAW = {f'"{HUGE}"': "9" * 5000, f'"{DEEP}"': "[" * 100_000 + "]" * 100_000}  # what json.dumps would not write
ODD = (
    None, True, -1, 0, 1, 2, 3, 255, 10**9, 10**19, 10**300, 0.5, -0.0, 1e308, float("nan"), float("inf"), "", "x",
    "\0", "\ud800", "relu", "adam", "sgd", "softmax", "training", "../../x", [], [0], [1, 2, 3], [[[]]], {}, {"a": 1},
    HUGE, DEEP,
)  # fmt: skip
DTYPES = ("F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U8", "BOOL", "F8_E4M3", "F4", "C64", "U32", "f32")


class Place:
    """A folder of its own for one kind of file, with sound files in it; everything that could be touched is inside."""

    def __init__(self, root):
        self.root, self.runs, self.temporary = root, root / "runs", root / "temporary"
        self.marker, self.canary = root / "marker", root / "canary.txt"
        self.temporary.mkdir()
        self.canary.write_text("not to be touched")
        self.run = self.runs / "2026-01-02 03.04.05"
        self.run.mkdir(parents=True)
        self.saved, self.sets = _trained()
        write_run(self.run, self.saved)
        write_history(self.run, self.saved.history, self.saved.checkpoint.epoch)
        write_about(self.run, About("mine", "with a note", True))
        self.network, self.zip = root / "network.safetensors", root / "sent.zip"
        save_network(self.network, self.saved.checkpoint.network(), self.saved.trained_on.facts())
        pack_run(self.run, self.zip)

    def listing(self):
        """Everything in the place, and what is in it."""
        return {str(path.relative_to(self.root)): _seen(path) for path in self.root.rglob("*")}


def _seen(path):
    if path.is_symlink():
        return f"link to {os.readlink(path)}"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"


def _trained():
    """A run of two of four epochs, and its images."""
    digits, control, history = bundled(), Control(resumable=True), History(4)
    sets = digits.take(np.arange(96)), digits.take(np.arange(96, 120))
    config = TrainingConfig(epochs=4, optimizer="adam", learning_rate=1e-3, dropout=0.1)
    for report in train(NetworkSpec((6,)), config, *sets, control):
        history.append(report)
        if report.epoch == 2:
            control.stop()
    changes = Changes((Change("shifted", 2), Change("left_out", (3, 4), "training"), Change("few", 90)), 1)
    return SavedRun(control.checkpoint(), history, TrainedOn("MNIST", 0.1, 0, changes, "ab"), "stopped"), sets


# Damage


def mutant(data, random, place):
    """A safetensors file, damaged by chance or by malice."""
    match random.integers(0, 6):
        case 0 | 1:
            return damaged(data, random)
        case 2 | 3:
            return _edited(data, random)
        case 4:
            return _with_odd_tensors(data, random)
        case _:
            return _evil(data, random, place)


def _parts(data):
    length = int.from_bytes(data[:8], "little")
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def _joined(header, body):
    text = _json(header)
    return len(text).to_bytes(8, "little") + text + body


def _json(tree):
    text = json.dumps(tree)
    for word, raw in RAW.items():
        text = text.replace(word, raw)
    return text.encode()


def _edited(data, random):
    """The JSON of the header is still JSON, but says something else."""
    header, body = _parts(data)
    facts = header["__metadata__"]
    nested = [key for key, value in facts.items() if value.startswith("{")]
    if random.random() < 0.8:
        key = str(random.choice(nested))
        tree = json.loads(facts[key])
        _change(tree, random)
        facts[key] = _json(tree).decode()
    else:
        _change(header, random)
    return _joined(header, body)


def _change(tree, random):
    """One place in a tree of JSON: replaced, removed, renamed, or given another's value."""
    places = list(_places(tree))
    branch, key = places[random.integers(len(places))]
    other, other_key = places[random.integers(len(places))]
    match random.integers(0, 8):
        case 0:
            del branch[key]
        case 1 if isinstance(branch, dict):
            branch[f"{key}_"] = branch.pop(key)
        case 2:
            branch[key] = json.loads(json.dumps(other[other_key]))
        case 3:
            branch[key] = [branch[key]]
        case _:
            branch[key] = ODD[random.integers(len(ODD))]


def _places(tree):
    for key in list(tree) if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from _places(tree[key])


def _with_odd_tensors(data, random):
    """Other kinds, shapes or places for the tensors, or other numbers in them."""
    header, body = _parts(data)
    names = [name for name in header if name != "__metadata__"]
    tensor = header[names[random.integers(len(names))]]
    match random.integers(0, 6):
        case 0 | 1:
            tensor["dtype"] = str(random.choice(DTYPES))
        case 2:
            tensor["shape"] = [int(size) for size in random.integers(0, 9, random.integers(0, 4))]
        case 3:
            tensor["shape"] = tensor["shape"][::-1] + [1] * int(random.integers(0, 3))
        case 4:
            tensor["data_offsets"][int(random.integers(0, 2))] = int(random.choice([-1, 0, 7, 2**40, 2**63 - 1]))
        case _:
            start, end = tensor["data_offsets"]
            odd = np.resize(
                random.choice([np.nan, np.inf, -1e38, 0.0, 1e-40], 4).astype(np.float32), (end - start) // 4
            )
            body = body[:start] + odd.tobytes() + body[start + 4 * ((end - start) // 4) :]
    return _joined(header, body)


def _evil(data, random, place):
    match random.integers(0, 4):
        case 0:
            return int(random.choice([0, 1, 2**20, 2**31, 2**62, 2**63])).to_bytes(8, "little") + data[8:]
        case 1:
            return payload(place)
        case 2:
            file = io.BytesIO()
            torch.save({"layers.0.weight": _Payload(str(place.marker))}, file)
            return file.getvalue()
        case _:
            text = b"{" + b'"a":{' * 100_000
            return len(text).to_bytes(8, "little") + text + data[8:]


class _Payload:
    """Whoever unpickles this makes a folder."""

    def __init__(self, marker):
        self.marker = marker

    def __reduce__(self):
        return os.mkdir, (self.marker,)


def payload(place):
    return pickle.dumps(_Payload(str(place.marker)))


def damage_folder(place, random):
    """Something is wrong in a run's folder."""
    path = place.run / str(random.choice([RUN, RUN, RUN, ABOUT, HISTORY, LOCK, ".run.safetensors.1.part"]))
    whole = path.read_bytes() if path.exists() else b""
    path.unlink(missing_ok=True)
    match random.integers(0, 8):
        case 0:
            path.mkdir()
        case 1:
            path.symlink_to(place.canary)
        case 2:
            path.symlink_to(place.root)
        case 3:
            path.write_bytes(payload(place))
        case 4:
            path.write_bytes(_json({"name": ODD[random.integers(len(ODD))], "note": "", "starred": 0, "left": 0}))
        case _:
            path.write_bytes(mutant(whole, random, place) if path.name == RUN else damaged(whole, random))


def damaged_zip(data, random, place):
    if random.random() < 0.4:
        return damaged(data, random)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    names, link = list(content), 0
    match random.integers(0, 7):
        case 0:
            odd = (
                "../canary.txt",
                str(place.canary),
                "a/../../x",
                "C:\\x",
                "run.safetensors/",
                "/",
                "..",
                "\0",
                "é" * 300,
            )
            content[odd[random.integers(len(odd))]] = b"evil"
        case 1:
            link = (stat.S_IFLNK | 0o777) << 16
            content[ABOUT] = str(place.canary).encode()
        case 2:
            names.append(str(random.choice(names)))
        case 3:
            content[ABOUT] = bytes(11_000_000)
        case 4:
            content[str(random.choice(names))] = payload(place)
        case _:
            content[RUN] = mutant(content[RUN], random, place)
    packed = _zip([(name, content[name]) for name in dict.fromkeys([*names, *content])] + _twice(names, content), link)
    return _lying(packed, random) if random.random() < 0.2 else packed


def _twice(names, content):
    return [(name, content[name]) for name in sorted(set(names)) if names.count(name) > 1]


def _zip(entries_, attributes):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, warnings.catch_warnings(action="ignore"):
        for name, data in entries_:
            info = zipfile.ZipInfo(name)
            info.external_attr = attributes
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _lying(data, random):
    """The zip's directory says something else of a file than is true: its method, its sizes, its place."""
    changed, at = bytearray(data), data.rindex(b"PK\1\2")
    field, size = ((8, 2), (10, 2), (20, 4), (24, 4), (42, 4))[random.integers(0, 5)]
    changed[at + field : at + field + size] = random.bytes(size)
    return bytes(changed)


# What a mutant is opened by


def open_network(place, path):
    network = load_network(path)
    from_facts(read_facts(path))
    assert network.flat.isfinite().all(), "a network with parameters that are no numbers"
    network.log_probabilities(place.sets[1].images)


def open_run(place, path):
    saved = read_run(path)
    assert _facts(read_summary(path)) == _facts(saved.summary())
    use(saved, place)


def _facts(summary):
    """As text, since nan is not nan; the last accuracy is in the curve, too, which counts."""
    return repr(replace(summary, accuracy=0.0))


def use(saved, place):
    """What the program does with a run: show it, save it anew, apply its changes, go on with it."""
    point, trained_on, (train_set, test_set) = saved.checkpoint, saved.trained_on, place.sets
    for network in (point.network(), point.network(best=True), FeedForward(point.spec, point.config.seed)):
        network.log_probabilities(test_set.images)
    assert len(saved.to_bytes()) > 0
    assert len(history_csv(saved.history, point.epoch).splitlines()) == point.epoch + 2
    assert str(trained_on)
    trained_on.changes.sets(train_set, test_set, 0.1, trained_on.seed)
    control = Control(resumable=True)
    for _ in train(point.spec, point.config, train_set, test_set, control, resume=point):
        control.stop()


def open_folder(place, _path):
    """As at the start of the program."""
    tidy(place.runs)
    found = entries(place.runs)
    if not found:
        raise UserError("There is no run that can be read.")
    assert found[0].title
    open_run(place, found[0].folder / RUN)


def open_zip(place, path):
    folder = unpack_run(path, place.runs)
    names = {found.name for found in folder.iterdir()} - {LOCK}
    assert names == {RUN, HISTORY, ABOUT}, names
    assert all(stat.S_ISREG(found.lstat().st_mode) for found in folder.iterdir())
    try:
        use(read_run(folder / RUN), place)
    finally:
        for found in folder.iterdir():
            found.unlink()
        folder.rmdir()


OPENERS = {"network": open_network, "run": open_run, "folder": open_folder, "zip": open_zip}


def check(kind, place, path):
    """Open ``path``; returns whether it was opened. Raises AssertionError for what must never happen."""
    before, began, refusal = place.listing(), time.process_time(), None
    try:
        OPENERS[kind](place, path)
    except UserError as error:
        refusal = str(error)
    assert refusal is None or refusal.strip(), "a refusal without a sentence"
    seconds = time.process_time() - began
    assert seconds < SLOWEST, f"{seconds:.1f} s"
    after = place.listing()
    own = str(place.run.relative_to(place.root)) if kind == "folder" else None
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    strange = [name for name in changed if own is None or Path(name).parent != Path(own)]
    assert not strange, f"it has touched {strange}"
    assert not place.marker.exists(), "its code was run"
    return refusal is None


def abuse(kind, folder, count, seed):
    """Open ``count`` mutants of a kind one after the other. Returns how many could be opened all the same.

    Raises AssertionError, and leaves the file where it is, at the first one that is neither opened nor refused.
    """
    random, place = np.random.default_rng([seed, KINDS.index(kind)]), Place(folder)
    path = {"network": place.network, "zip": place.zip}.get(kind, place.run / RUN)
    former, tempfile.tempdir = tempfile.tempdir, str(place.temporary)
    try:
        assert check(kind, place, path), "the sound file was refused"
        return sum(
            _abused(kind, place, path, random, f"{kind}, mutant {number} of seed {seed}") for number in range(count)
        )
    finally:
        tempfile.tempdir = former


def _abused(kind, place, path, random, words):
    whole = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
    if kind == "folder":
        damage_folder(place, random)
    else:
        path.write_bytes((damaged_zip if kind == "zip" else mutant)(whole[path.name], random, place))
    try:
        opened = check(kind, place, path)
    except Exception as error:
        raise AssertionError(f"{words}, {path}: {error!r}") from error
    for file in path.parent.iterdir() if kind == "folder" else ():
        if file.is_dir() and not file.is_symlink():
            file.rmdir()
        else:
            file.unlink()
    for name, data in whole.items():
        (path.parent / name).write_bytes(data)
    return opened


def main():
    count, seed = (int(text) for text in (*sys.argv[1:], *("2000", "0")[len(sys.argv) - 1 :]))
    logging.disable()  # thousands of warnings about what is damaged
    for kind in KINDS:
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            opened = abuse(kind, Path(folder), count, seed)
        seconds = time.perf_counter() - began
        print(
            f"{kind:7} {count:,} mutants: {count - opened:,} refused in a sentence, {opened:,} opened, {seconds:.1f} s"
        )


if __name__ == "__main__":
    main()
