"""Thousands of damaged files for every format that can be read: each is read whole, or refused with a sentence.

python tests/abuse/reading.py [mutants of each format, 2000] [seed, 0]
"""

import gzip
import io
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np
from PIL import Image

from engine.digits.bundle import bundled
from engine.digits.readers import read_sets
from engine.errors import UserError

FORMATS = ("csv", "idx", "idx.gz", "npz", "png")
SLOWEST = 5.0  # seconds of the processor that reading a small file may take
IMAGES = 12


def sound(kind, folder):
    """Write a sound file of a format. Returns what to open, and the files of which one is damaged."""
    digits = bundled()
    images, labels = digits.images[:IMAGES], digits.labels[:IMAGES]
    if kind == "csv":
        return _csv(folder, images, labels)
    if kind == "npz":
        path = folder / "mnist.npz"
        np.savez_compressed(path, x_train=images, y_train=labels.astype(np.uint8), x_test=images, y_test=labels)
        return path, [path]
    if kind == "png":
        return folder, _pictures(folder, images, labels)
    return _pair(folder, images, labels, gzip.compress if kind == "idx.gz" else bytes, kind.removeprefix("idx"))


def _csv(folder, images, labels):
    path, text = folder / "train.csv", io.StringIO()
    text.write("label," + ",".join(f"pixel{place}" for place in range(784)) + "\n")
    np.savetxt(text, np.column_stack([labels, images.reshape(-1, 784)]), "%d", ",")
    path.write_text(text.getvalue(), "utf-8")
    return path, [path]


def _pair(folder, images, labels, pack, suffix):
    """Original IDX files."""
    paths = folder / f"train-images-idx3-ubyte{suffix}", folder / f"train-labels-idx1-ubyte{suffix}"
    for path, array in zip(paths, (images, labels.astype(np.uint8)), strict=True):
        header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
        path.write_bytes(pack(header + array.tobytes()))
    return paths[0], list(paths)


def _pictures(folder, images, labels):
    paths = []
    for index, (image, label) in enumerate(zip(images, labels, strict=True)):
        paths.append(folder / str(label) / f"{index}.png")
        paths[-1].parent.mkdir(exist_ok=True)
        Image.fromarray(image).save(paths[-1])
    return paths


def mutant(data, random):
    """``data``, damaged in one of the ways in which files are."""
    middle, size = int(random.integers(0, len(data) + 1)), int(random.integers(1, 64))
    match random.integers(0, 9):
        case 0:
            return _flipped(data, random, 1)
        case 1:
            return _flipped(data, random, 16)
        case 2:
            return data[:middle]
        case 3:
            return data[:middle] + data[middle + size :]
        case 4:
            return data[:middle] + data[middle : middle + size] * 2 + data[middle + size :]
        case 5:
            return data[:middle] + random.bytes(size) + data[middle:]
        case 6:
            return data[:middle] + bytes(size) + data[middle + size :]
        case 7:
            return data.decode("latin-1").encode(str(random.choice(["utf-8", "utf-16", "utf-8-sig", "utf-32"])))
        case _:
            return _flipped(data[:64], random, 2) + data[64:]


def _flipped(data, random, count):
    changed = bytearray(data)
    for place in random.integers(0, max(1, len(data)), count):
        if place < len(changed):
            changed[place] ^= 1 << int(random.integers(0, 8))
    return bytes(changed)


def check(path):
    """Read ``path``; returns whether it was taken. Raises AssertionError for what must never happen."""
    began = time.process_time()
    try:
        loaded = read_sets(path)
    except UserError as refused:
        sentence, taken = str(refused), False
    else:
        for digits in filter(None, (loaded.digits, loaded.test_digits)):
            count = len(digits)
            assert count > 0, "an empty set"
            assert digits.images.shape == (count, 28, 28), digits.images.shape
            assert digits.images.dtype == np.uint8, digits.images.dtype
            assert digits.labels.shape == (count,), digits.labels.shape
            assert digits.labels.dtype == np.int64, digits.labels.dtype
            assert ((digits.labels >= 0) & (digits.labels < digits.classes)).all(), digits.labels
        sentence, taken = "", True
    assert taken or sentence.strip(), "a refusal without a sentence"
    seconds = time.process_time() - began
    assert seconds < SLOWEST, f"{seconds:.1f} s"
    return taken


def abuse(kind, folder, count, seed):
    """Read ``count`` mutants of a format one after the other. Returns how many were taken all the same.

    Raises AssertionError, and leaves the file where it is, at the first one that is not refused in a sentence.
    """
    random = np.random.default_rng([seed, FORMATS.index(kind)])
    path, files = sound(kind, folder)
    assert check(path), "the sound file was refused"
    taken = 0
    for number in range(count):
        victim = files[random.integers(len(files))]
        whole = victim.read_bytes()
        victim.write_bytes(mutant(whole, random))
        try:
            taken += check(path)
        except Exception as error:
            raise AssertionError(f"{kind}, mutant {number} of seed {seed}, {victim}: {error!r}") from error
        victim.write_bytes(whole)
    return taken


def main():
    count, seed = (int(text) for text in (*sys.argv[1:], *("2000", "0")[len(sys.argv) - 1 :]))
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    for kind in FORMATS:
        began = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            taken = abuse(kind, Path(folder), count, seed)
        seconds = time.perf_counter() - began
        print(f"{kind:7} {count:,} mutants: {count - taken:,} refused in a sentence, {taken:,} read, {seconds:.1f} s")


if __name__ == "__main__":
    main()
