"""What fuzz.py opens files with: by the engine's own functions, and what must hold for whatever they open."""

import gzip
import io
import math
import os
import re
import time
import zipfile
import zlib
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import torch
from numpy.lib import format as npy
from safetensors import SafetensorError

from engine.digits.dataset import check_names, is_name
from engine.digits.readers import NoLabels, NotTheSize, read_sets
from engine.errors import UserError
from engine.experiments.experiment import as_text, open_experiment, save_experiment
from engine.handwriting import my_digits
from engine.networks.files import load_network, read_facts, save_network
from engine.networks.foreign import read_foreign
from engine.runs.about import ABOUT, read_sound_about, write_about
from engine.runs.archive import unpack_run
from engine.runs.library import HISTORY, LOCK, RUN, entries, history_csv
from engine.runs.provenance import from_facts
from engine.runs.replay import KeptEpochs, network_of
from engine.runs.replay_file import REPLAY, epochs_found, read_epochs
from engine.runs.run_file import read_run, read_summary
from engine.training.control import Control
from engine.training.trainer import train
from tests.abuse.fuzz_tensors import sets, sound_run

SMALL, SLOWEST, SLOWEST_LARGE = 1_000_000, 3.0, 15.0  # bytes of a file, and the seconds that opening one may take
MEMORY = 1_500_000_000  # bytes that opening a file may take
LONGEST = 1_000  # characters of a sentence
WORDS = re.compile(r'Traceback|File "|Exception|<class|<ZipInfo|object at 0x|NoneType|ufunc|\w+Error\b|numpy\.|torch\.')
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


# Limits


@contextmanager
def bounded(size):
    """Raises AssertionError if a file of so many bytes takes too long, or too much memory, to open."""
    before, began = _memory("VmRSS"), time.process_time()
    with suppress(OSError):
        RESET.write_text("5")  # the highest so far begins anew
    try:
        yield
    finally:
        seconds, taken = time.process_time() - began, _memory("VmHWM") - before
        assert taken < MEMORY, f"{taken / 1e9:.1f} GB of memory"
        assert seconds < (SLOWEST if size < SMALL else SLOWEST_LARGE), f"{seconds:.1f} s"


def _memory(name):
    """Bytes, as Linux tells them; 0 elsewhere."""
    with suppress(OSError):
        found = re.search(rf"{name}:\s+(\d+) kB", STATUS.read_text("ascii"))
        return 1024 * int(found[1])
    return 0


def check_sentence(sentence):
    assert sentence.strip(), "a refusal without a sentence"
    assert len(sentence.splitlines()) <= 2, f"a refusal of many lines: {sentence[:500]!r}"
    assert len(sentence) <= LONGEST, f"a refusal of {len(sentence):,} characters: {sentence[:500]!r}"
    assert not WORDS.search(sentence), f"a refusal in the words of programs: {sentence[:500]!r}"


def check_words(words):
    """What a page shows of a thing that was opened, on one line."""
    assert len(words) <= LONGEST, f"words of {len(words):,} characters: {words[:300]!r}"


# Digits


def _read(path):
    """Whatever it holds, also where its images have to be made to fit first."""
    try:
        return read_sets(path), False
    except NotTheSize as error:
        _sound_samples(error.samples)
        _read_prepared(path)
        return read_sets(path, scale=True), True
    except NoLabels as error:
        _sound_images(error.images)
        raise


def _sound_samples(samples):
    assert all(sample.ndim == 2 and sample.dtype == np.uint8 for sample in samples)


def _read_prepared(path):
    with suppress(NoLabels):
        _sound_sets(read_sets(path, prepare=True))


def _sound_images(images):
    assert len(images) > 0, "nothing at all"
    assert images.images.shape == (len(images), 28, 28), images.images.shape
    assert images.images.dtype == np.uint8, images.images.dtype


def _sound_sets(loaded):
    assert all(sentence.strip() for sentence in loaded.notes)
    check_words(loaded.note[:LONGEST])
    if loaded.unlabelled is not None:
        _sound_images(loaded.unlabelled)
    for offer in loaded.offers:
        _sound_images(offer.apply(loaded.digits))
    for digits in filter(None, (loaded.digits, loaded.test_digits)):
        count = len(digits)
        check_names(digits.names)
        assert count > 0, "an empty set"
        assert digits.images.shape == (count, 28, 28), digits.images.shape
        assert digits.labels.shape == (count,), digits.labels.shape
        assert (digits.images.dtype, digits.labels.dtype) == (np.uint8, np.int64), digits.images.dtype
        assert ((digits.labels >= 0) & (digits.labels < digits.classes)).all(), digits.labels
        assert digits.name, "a set without a name"


def _read_twice(path):
    """Memory that nobody has written to is not the same twice."""
    (loaded, is_scaled), (again, _) = _read(path), _read(path)
    for digits, other in ((loaded.digits, again.digits), (loaded.test_digits, again.test_digits)):
        assert (digits is None) == (other is None)
        assert digits is None or np.array_equal(digits.images, other.images), "other images at a second reading"
    _sound_sets(loaded)
    return loaded, is_scaled


def open_csv(folder, data, ending):
    path = _written(folder / f"train{ending}", data)
    loaded, is_scaled = _read_twice(path)
    rows = _plain_rows(data)
    if rows is not None and not is_scaled and loaded.digits.are_digits:
        _as_in_file(loaded.digits, rows)


def _plain_rows(data):
    """(N, 785) numbers of a file of nothing else but lines of whole numbers, and one line of names; None of others."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    lines = [line for line in io.StringIO(text, newline=None) if not line.isspace()]
    marks = [mark for mark in ",;\t" if mark in lines[-1]] if lines else []
    rows = [line.split(marks[0] if marks else None) for line in lines]
    is_plain = [all(field.strip().lstrip("+-").isdecimal() for field in row) and len(row) == 785 for row in rows]
    has_names = bool(rows) and sum(any(map(str.isalpha, field)) for field in rows[0]) > len(rows[0]) / 2
    if len(marks) > 1 or not rows or not all(is_plain[has_names:]):
        return None
    with suppress(OverflowError):
        return np.array(rows[has_names:], np.int64).reshape(-1, 785)
    return None


def _as_in_file(digits, rows):
    """One column has the labels, the others have the pixels; the first row may be one of names that are numbers."""
    rows = rows[len(rows) - len(digits) :]
    assert len(rows) == len(digits), "more rows than there are lines"
    labels = [place for place in range(785) if np.array_equal(rows[:, place], digits.labels)]
    images = digits.images.reshape(len(digits), -1)
    assert any(np.array_equal(np.delete(rows, place, 1), images) for place in labels), "other numbers than in the file"


def open_idx(folder, data, ending):
    """``ending``: ".images" or ".labels"; the other file of the pair is a sound one."""
    count, is_images = _count_of(data), ending == ".images"
    labels, images = bytes(index % 10 for index in range(count)), bytes(784 * count)
    if is_images:
        path = _written(folder / "train-images-idx3-ubyte", data)
        _written(folder / "train-labels-idx1-ubyte", b"\0\0\x08\1" + count.to_bytes(4, "big") + labels)
    else:
        path, sides = _written(folder / "train-labels-idx1-ubyte", data), (28).to_bytes(4, "big") * 2
        _written(folder / "train-images-idx3-ubyte", b"\0\0\x08\3" + count.to_bytes(4, "big") + sides + images)
    loaded, is_scaled = _read_twice(path)
    body = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    if is_scaled or body[2] != 8 or body[3] != (3 if is_images else 1):
        return
    digits = loaded.digits
    found = digits.images if is_images else np.array([int(digits.names[label]) for label in digits.labels], np.uint8)
    assert found.tobytes() == body[16 if is_images else 8 :], "other numbers than in the file"


def _count_of(data):
    """What the header says, as far as a sound file can have so many."""
    with suppress(OSError, EOFError, zlib.error):
        start = gzip.GzipFile(fileobj=io.BytesIO(data)).read(8) if data[:2] == b"\x1f\x8b" else data[:8]
        count = int.from_bytes(start[4:], "big")
        return count if count <= 70_000 else 2
    return 2


def open_npz(folder, data, ending):
    loaded, is_scaled = _read_twice(_written(folder / f"mnist{ending}", data))
    if ending != ".npz" and not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = {name.removesuffix(".npy") for name in file.namelist() if name.endswith(".npy")}
        pair = next((pair for pair in PAIRS if names >= {*pair}), None)
        if pair is None or len(names) != 2 or is_scaled:
            return
        images, labels = (npy.read_array(file.open(f"{name}.npy")) for name in pair)
    digits = loaded.digits
    if labels.dtype.kind in "uif" and labels.size == len(labels):
        found = [float(digits.names[label]) for label in digits.labels]
        assert np.array_equal(found, labels.reshape(-1)), "other labels than in the file"
    if images.dtype == np.uint8 and images.ndim < 4:
        assert np.array_equal(digits.images.reshape(-1), images.reshape(-1)), "other numbers"


PAIRS = (("x_train", "y_train"), ("images", "labels"), ("x", "y"), ("x_test", "y_test"), ("test_images", "test_labels"))


def open_table(folder, data, ending):
    """Of a form that is not checked number for number: the tests do that."""
    _read_twice(_written(folder / f"train{ending}", data))


def open_npy(folder, data, ending):
    """``ending``: "images.npy" or "labels.npy"; the other of the pair is a sound one."""
    path, count = _written(folder / ending, data), 2
    with suppress(Exception):  # whatever numpy says of it
        count = min(1_000, npy.read_array(io.BytesIO(data), allow_pickle=False).shape[0])
    np.save(folder / "images.npy" if "labels" in ending else folder / "labels.npy",
            np.zeros((count, 28, 28) if "labels" in ending else count, np.uint8))  # fmt: skip
    _read_twice(path)


def open_archive(folder, data, ending):
    with _quiet():
        _read_twice(_written(folder / f"set{ending}", data))


def open_foreign(folder, data, ending):
    path, images = _written(folder / f"a{ending}", data), sets()[1].images
    found = read_foreign(path)
    network = found.network(found.activation or "relu", found.input_range or (0.0, 1.0))
    assert network.flat.isfinite().all(), "parameters that are no numbers"
    assert network.spec.sizes == found.sizes
    assert network.log_probabilities(images).shape == (len(images), found.sizes[-1])


def open_picture(folder, data, ending):
    """As one of the images of a folder."""
    (folder / "set" / "0").mkdir(parents=True)
    _written(folder / "set" / "0" / f"a{ending}", data)
    with _quiet():
        loaded, _ = _read_twice(folder / "set")
    assert (loaded.digits.labels.tolist(), loaded.digits.are_digits) == ([0], True)


@contextmanager
def _quiet():
    """Without what libtiff and others write past Python, for every file that is damaged."""
    former, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(former, 2)
        os.close(former)
        os.close(nowhere)


# Networks and runs


def open_network(folder, data, ending):
    path, images = _written(folder / f"a{ending}", data), sets()[1].images
    network = load_network(path)
    if (trained_on := from_facts(read_facts(path))) is not None:
        check_words(str(trained_on.changes))
    assert network.flat.isfinite().all(), "parameters that are no numbers"
    assert network.flat.shape == (network.spec.parameters,)
    assert network.log_probabilities(images).shape == (len(images), 10)
    save_network(folder / "again.safetensors", network)
    again = load_network(folder / "again.safetensors")
    assert again.spec == network.spec
    assert again.flat.equal(network.flat), "another network at a second reading"


def open_run(folder, data, ending):
    _sound_run(_written(folder / f"a{ending}", data), folder)


def _sound_run(path, folder):
    saved = read_run(path)
    point, history = saved.checkpoint, saved.history
    assert _facts(read_summary(path)) == _facts(saved.summary()), "the header says something else than the run"
    _sound_numbers(saved)
    again = read_run(_written(folder / "again.safetensors", saved.to_bytes()))
    assert _facts(again.summary()) == _facts(saved.summary()), "another run at a second reading"
    for one, other in zip(_numbers(again), _numbers(saved), strict=True):
        assert np.array_equal(one, other, equal_nan=one.dtype.kind == "f"), "other numbers at a second reading"
    assert len(history_csv(history, point.epoch).splitlines()) == point.epoch + 2
    for network in (point.network(), point.network(best=True)):
        network.log_probabilities(sets()[1].images)
    check_words(str(saved.trained_on.changes))
    _go_on(point)


def _sound_numbers(saved):
    point, history = saved.checkpoint, saved.history
    known = [getattr(history, name)[: history.count] for name in ("loss", "train_accuracy", "test_accuracy", "seconds")]
    assert history.count == point.epoch + 1
    assert len(history.batch_losses) == history.count
    for accuracies in known[1:3]:
        assert all(math.isnan(value) or 0 <= value <= 100 for value in accuracies), "an accuracy that cannot be"
    assert np.isfinite(known[3]).all(), "an epoch without a time"
    if saved.outcome != "diverged" and not point.unsound:
        for part in (point.last, point.best, point.sound):
            assert part.isfinite().all(), "parameters that are no numbers"
        assert np.isfinite(known[0]).all(), "a loss that is no number"
        assert all(np.isfinite(losses).all() for losses in history.batch_losses), "a batch's loss that is no number"


def _numbers(saved):
    point, history = saved.checkpoint, saved.history
    tensors = [point.last, point.best, point.sound, *(point.step[name] for name in sorted(point.step))]
    curves = [history.loss, history.train_accuracy, history.test_accuracy, history.seconds, *history.batch_losses]
    return [*(tensor.reshape(-1).view(torch.uint8).numpy() for tensor in tensors), *curves]


def _go_on(point):
    control = Control(resumable=True)
    with suppress(UserError):  # where it is of other images, or its state does not belong to it
        for _ in train(point.spec, point.config, *sets(), control, resume=point):
            control.stop()


def _facts(summary):
    """As text, since nan is not nan; the last accuracy is in the curve, too, which counts."""
    return repr(replace(summary, accuracy=0.0))


def open_epochs(folder, data, ending):
    """What is wrong with them is for the log only."""
    point = sound_run().checkpoint
    path = _written(folder / REPLAY, data)
    found = epochs_found(folder, point)
    if not found:
        try:
            read_epochs(path, point)
        except (OSError, SafetensorError, ValueError) as error:
            raise UserError(f"The file holds no epochs of this run: {error}.") from error
    for flat in found.values():
        assert flat.isfinite().all(), "parameters that are no numbers"
    kept = KeptEpochs.of(point, 1, found)
    for epoch in kept.epochs:
        network_of(point.spec, kept.kept[epoch]).log_probabilities(sets()[1].images)
    assert kept.epochs[-1] == point.epoch


def open_zip(folder, data, ending):
    runs, path = folder / "runs", _written(folder / f"sent{ending}", data)
    runs.mkdir()
    found = unpack_run(path, runs)
    assert {file.name for file in found.iterdir()} - {LOCK} == {RUN, HISTORY, ABOUT}
    assert all(file.is_file() and not file.is_symlink() for file in found.iterdir())
    assert [entry.folder for entry in entries(runs)] == [found], "the list of runs does not show it"
    assert read_run(found / RUN).origin == ""
    read_sound_about(found)
    _sound_run(found / RUN, folder)


# Records


def open_experiment_file(folder, data, ending):
    experiment = open_experiment(_written(folder / f"a{ending}", data))
    save_experiment(folder / "again.json", experiment)
    again = open_experiment(folder / "again.json")
    assert again == experiment, "another experiment at a second reading"
    assert as_text(again) == as_text(experiment)
    assert len(experiment.order(1_000)) == len(experiment.candidates) * len(experiment.seeds)
    assert math.isfinite(experiment.seconds(1_000, 2)), "a time that is no number"
    for candidate in experiment.candidates:
        assert candidate.label
        check_words(candidate.label)
        check_words(str(candidate.plan.changes))
    assert not re.search(r"\b(NaN|Infinity)\b", as_text(experiment.__class__("", experiment.base, experiment.factors)))


def open_drawings(folder, data, ending):
    kept = my_digits.load(_written(folder / f"a{ending}", data))
    my_digits.save(folder / "again.json", kept)
    again = my_digits.load(folder / "again.json")
    assert list(map(my_digits._key, again)) == list(map(my_digits._key, kept)), "other drawings at a second reading"
    for drawing in kept:
        assert is_name(drawing.name)
        for stroke in drawing.strokes:
            assert stroke.dtype == np.float64
            assert stroke.ndim == 2
            assert stroke.shape[1] == 2
            assert np.isfinite(stroke).all(), "a point that is nowhere"
    digits = my_digits.as_digits(kept[:20])
    assert digits.images.dtype == np.uint8


def open_about(folder, data, _ending):
    _written(folder / ABOUT, data)
    about = read_sound_about(folder)
    kinds = [type(value) for value in asdict(about).values()]
    assert kinds == [str, str, bool, bool], kinds
    write_about(folder, about)
    assert read_sound_about(folder) == about, "something else at a second reading"


def _written(path, data):
    path.write_bytes(data)
    return path
