"""Networks, runs, and zips of runs that are nearly right. Each function returns the file and its ending."""

import json
import struct
from functools import cache

import numpy as np

from engine.digits.bundle import bundled
from engine.networks.files import NETWORK_FORMAT
from engine.networks.network import FeedForward, NetworkSpec
from engine.runs.library import ABOUT, HISTORY, RUN, history_csv
from engine.runs.provenance import TrainedOn
from engine.runs.replay import KeptEpochs
from engine.runs.replay_file import REPLAY_FORMAT
from engine.runs.run_file import LOSSES, OUTCOMES, RUN_FORMAT, SavedRun
from engine.training.config import TrainingConfig
from engine.training.control import Control
from engine.training.history import History
from engine.training.trainer import train
from tests.abuse import fuzz_records
from tests.abuse.fuzz_parts import Pairs, as_json, edge, happens, odd, pick, record
from tests.abuse.fuzz_zips import NAMES, zipped

ENDING = ".safetensors"
DTYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4", "U8": "|u1"}
ODD_DTYPES = ("BF16", "I8", "BOOL", "F8_E4M3", "F8_E5M2", "F4", "C64", "U64", "f32", "float32", "", 1, None, *DTYPES)
WILD = (np.nan, np.inf, -np.inf, 1e38, -1e38, 1e-40, 1e300, -1.0, 100.5, 0.0)
IMAGES, KEPT = 24, 8  # that are trained on, and tested with


# Tensors


def safetensors(random, facts, tensors):
    """A file with ``facts`` in its header; ``tensors``: name to (kind, shape, bytes)."""
    header, body = Pairs([("__metadata__", odd(random, facts, one_in=80))]), b""
    for name, (kind, shape, data) in tensors.items():
        header.append((name, odd(random, _listed(random, kind, shape, len(body), len(data)), one_in=300)))
        body += data
    header = Pairs(entry for entry in header if not happens(random, 150))
    if header and happens(random, 25):
        header.append(
            (random.choice(("step.x", "a", "", "__metadata__", "last", header[-1][0])), random.choice(header)[1])
        )
    text = (as_json(header) + " " * pick(random, 0, 7, one_in=3)).encode("utf-8", "surrogatepass")
    text = pick(random, text, text[:-1], b" " + text, b"", b"{}", text + b"x", b"[1]", text + b" " * 10**6, one_in=80)
    body = pick(random, body, body[:-1], body + b"\0", b"", body + body, one_in=40)
    return struct.pack("<Q", edge(random, len(text), 64, 80)) + text + body


def _listed(random, kind, shape, start, size):
    """What the header says of a tensor."""
    kind = pick(random, kind, *ODD_DTYPES, one_in=300)
    shape = odd(random, [*shape], [*shape[::-1]], [*shape, 1], [-1], [2**63], [2**32, 2**32], [0], [1.0], one_in=300)
    offsets = [start, start + size]
    places = (
        [start, start],
        offsets[::-1],
        [0, size],
        [start, 2**63],
        [-1, size],
        [start + 1, start + 1 + size],
        [start],
    )
    return record(
        random, {"dtype": kind, "shape": shape, "data_offsets": odd(random, offsets, *places, one_in=150)}, 400
    )


def _packed(random, array, dtype):
    """(kind, shape, bytes) of an array, in which a number may be wild."""
    array = np.array(array, np.float64)
    if array.size and happens(random, 80):
        array.flat[random.randrange(array.size)] = random.choice(WILD)
    with np.errstate(all="ignore"):
        return dtype, array.shape, array.astype(DTYPES[dtype]).tobytes()


# A network


def network(random):
    hidden = random.choice(((), (1,), (1,), (2,), (1, 2)))
    kind = pick(random, "F16", "F32", "F64", "U8", one_in=2)
    parts = pick(random, FeedForward(NetworkSpec(hidden)).state_dict(), {}, one_in=6)
    tensors = {name: _packed(random, part.numpy(), kind) for name, part in parts.items()}
    trained_on = as_json(_trained_on(random, {"digits": "MNIST", "test_fraction": 0.1, "seed": 0, "mark": ""}))
    spec = pick(random, as_json(fuzz_records.network(random, hidden)), "", "null", "x" * 20_000, one_in=40)
    facts = {
        "format": odd(random, NETWORK_FORMAT, "inkling-network-2", one_in=60), "spec": odd(random, spec, one_in=60),
        "trained_on": odd(random, trained_on, one_in=20),
    }  # fmt: skip
    return safetensors(random, record(random, facts), tensors), ENDING


def _trained_on(random, usual):
    fields = {**usual, "changes": fuzz_records.changes(random), "note": odd(random, "", "x" * 10_001)}
    fields |= {"seed": fuzz_records.number(random, usual["seed"]), "digits": odd(random, usual["digits"])}
    return record(random, fields | {"test_fraction": fuzz_records.number(random, usual["test_fraction"])})


# A run


@cache
def sets():
    """The images that the runs were trained on and tested with."""
    digits = bundled()
    return digits.take(np.arange(IMAGES)), digits.take(np.arange(IMAGES, IMAGES + KEPT))


@cache
def sound_run(optimizer="sgd"):
    """A run of the smallest network: two of four epochs."""
    control, history = Control(resumable=True), History(4)
    momentum = 0.5 if optimizer == "momentum" else 0.0
    config = TrainingConfig(4, 8, 1e-3, "sgd" if momentum else optimizer, momentum=momentum, dropout=0.1)
    for report in train(NetworkSpec((1,)), config, *sets(), control):
        history.append(report)
        if report.epoch == 2:
            control.stop()
    return SavedRun(control.checkpoint(), history, TrainedOn("MNIST", 0.1, 0), "stopped")


@cache
def _parts(optimizer):
    """What the header of a sound run says, and its tensors as arrays."""
    data = sound_run(optimizer).to_bytes()
    start = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:start])
    facts, arrays = header.pop("__metadata__"), {}
    for name, entry in header.items():
        begin, end = (start + offset for offset in entry["data_offsets"])
        numbers = np.frombuffer(data[begin:end], DTYPES[entry["dtype"]])
        arrays[name] = entry["dtype"], numbers.reshape(entry["shape"])
    return json.loads(facts["run"]), arrays


def run(random):
    known, arrays = _parts(random.choice(("sgd", "sgd", "momentum", "adam", "rmsprop")))
    epoch = pick(random, 2, 0, 1, one_in=4)
    told = _told(random, known, epoch)
    tensors = {}
    for name, (dtype, array) in pick(random, arrays, {}, one_in=6).items():
        if name.startswith("step.") and happens(random, 3):
            continue  # the states of the random generators are half of the file, and a run opens without
        if name.startswith("history."):
            array = array[: edge(random, epoch, 4, 150) + (name != LOSSES)]
        tensors[name] = _packed(random, array, pick(random, dtype, *DTYPES, one_in=200))
    if happens(random, 20):
        name = random.choice(("step.x", "history.x", "x", "step.", "step.optimizer.first"))
        tensors[name] = _packed(random, [0.0] * random.choice((0, 1, 900)), "F32")
    text = pick(random, as_json(told), "", "{}", "null", one_in=80)
    facts = {"format": odd(random, RUN_FORMAT, "inkling-run-9", one_in=80), "run": odd(random, text, one_in=80)}
    return safetensors(random, record(random, facts, 100), tensors), ENDING


def _told(random, known, epoch):
    """What the header says of a run; nearly all of it as it was."""
    number = fuzz_records.number
    fields = {name: number(random, value) if isinstance(value, int | float) else value for name, value in known.items()}
    fields |= {
        "epoch": odd(random, epoch, 3, 5, -1, 1.5),
        "outcome": odd(random, random.choice(OUTCOMES), "", "won"),
        "spec": odd(random, fuzz_records.network(random)),
        "config": odd(random, fuzz_records.training(random, known["config"])),
        "trained_on": odd(random, _trained_on(random, known["trained_on"])),
        "origin": odd(random, "", "/etc/passwd", "x" * 10_001),
        "versions": odd(random, known["versions"], {}, {"torch": 1}, {"a": "b" * 20_000}),
    }
    return record(random, fields, 150)


# The epochs of a run


def epochs(random):
    point = sound_run().checkpoint
    kept = {f"epoch.{epoch}": flat.numpy() for epoch, flat in KeptEpochs.of(point, 1, {}).kept.items()}
    tensors = {}
    for name, flat in pick(random, kept, {}, one_in=10).items():
        name = pick(random, name, "epoch.3", "epoch.-1", "epoch.01", "epoch", "epoch.99999999", "last", one_in=30)
        flat = pick(random, flat, flat[:-1], flat[::-1], one_in=30)
        tensors[name] = _packed(random, flat, pick(random, "F32", *DTYPES, one_in=40))
    spec = pick(random, as_json(point.spec.record()), as_json(fuzz_records.network(random)), "{}", one_in=10)
    facts = {"format": odd(random, REPLAY_FORMAT, RUN_FORMAT, one_in=60), "spec": odd(random, spec, one_in=60)}
    return safetensors(random, record(random, facts, 100), tensors), ENDING


# A zip of a run


def packed_run(random):
    saved = sound_run()
    sound = saved.to_bytes(), b'{"name": "mine", "note": "", "starred": true, "left": false}'
    file, said = (
        run(random)[0] if happens(random, 4) else sound[0],
        fuzz_records.about(random)[0] if happens(random, 2) else sound[1],
    )
    history = pick(random, history_csv(saved.history, 2), b"", b"x" * 9_000, bytes(3_000_000), one_in=20)
    members = [(RUN, file), (HISTORY, history), (ABOUT, said)]
    members = pick(random, members, members[:2], members[1:], members[::-1], [*members, members[2]], [], one_in=15)
    if happens(random, 15):
        members.append(
            (
                random.choice((*NAMES, f"x/{RUN}", RUN.upper(), f"./{RUN}", ".lock", ABOUT)),
                random.choice((b"", sound[1])),
            )
        )
    return zipped(random, members), ".zip"
