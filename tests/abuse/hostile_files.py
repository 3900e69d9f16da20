"""The files of hostile.py: of which kind each is, and how it is made. Each function returns the path to open."""

import gzip
import io
import json
import os
import socket
import struct
import zipfile
import zlib
from functools import partial
from pathlib import Path

import numpy as np
from PIL import Image

from engine.experiments.experiment import Experiment, Factor, as_text
from engine.experiments.factors import Plan

SIDE = 28
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a">%s</g>%s<use href="#z"/></svg>'


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def sparse(folder, name, size, start=b""):
    """A file of ``size`` bytes that takes no room."""
    path = put(folder, name, start)
    os.truncate(path, size)
    return path


def image_of(data, folder, name="0/a.png"):
    """A folder of images of which one is ``data``."""
    put(folder, f"set/{name}", data)
    return folder / "set"


# Pictures


def postscript(marker):
    """A program that writes a file, and never ends."""
    return (
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 28 28\n(" + marker + b") (w) file closefile {} loop\nshowpage\n"
    )


def nested_svg():
    layers = b"".join(b'<g id="l%d">' % n + b'<use href="#l%d"/>' % (n + 1) * 10 + b"</g>" for n in range(12))
    return SVG % (layers, b"")


def png(width, height, chunks=b""):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(bytes(min(200_000_000, (width + 1) * height)), 1)
    return b"\x89PNG\r\n\x1a\n" + header + chunks + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def texts(count):
    packed = b"k\0\0" + zlib.compress(bytes(900_000))
    one = struct.pack(">I", len(packed)) + b"zTXt" + packed + struct.pack(">I", zlib.crc32(b"zTXt" + packed))
    return one * count


def many_scans(count):
    """A progressive JPEG of which each further scan takes a pass over the whole picture."""
    file = io.BytesIO()
    Image.new("L", (2_000, 2_000), 128).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + b"\xff\xd9"


def tiff_loop():
    """A TIFF whose next directory is itself."""
    entries = [(256, 3, 1, 28), (257, 3, 1, 28), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 8)]
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\0" + struct.pack("<I", 8) + body + struct.pack("<I", 8)


def tiled(side):
    """A TIFF of 28 x 28 pixels in one tile that unpacks to a square of so many."""
    file = io.BytesIO()
    Image.new("L", (SIDE, SIDE)).save(file, "TIFF", compression="tiff_lzw")
    entries = [
        (256, 3, 1, SIDE), (257, 3, 1, SIDE), (258, 3, 1, 8), (259, 3, 1, 5), (262, 3, 1, 1), (277, 3, 1, 1),
        (322, 4, 1, side), (323, 4, 1, side), (324, 4, 1, 300), (325, 4, 1, 40),
    ]  # fmt: skip
    body = struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *entry) for entry in entries)
    start = b"II*\0" + struct.pack("<I", 8) + body + struct.pack("<I", 0)
    return start.ljust(300, b"\0") + file.getvalue()[8:48].ljust(40, b"\0")


def bmp(width, height):
    return (
        b"BM" + struct.pack("<IHHI", 1_000, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 1, *[0] * 6)
    )


# Sets of digits


def labels_bomb(folder):
    """A pair of which the labels are two billion."""
    images = bytes([0, 0, 8, 3]) + np.array([10, SIDE, SIDE], ">u4").tobytes() + bytes(7840)
    put(folder, "train-images-idx3-ubyte", images)
    with gzip.open(folder / "train-labels-idx1-ubyte.gz", "wb", 9) as file:
        file.write(bytes([0, 0, 8, 1]) + np.array([1_900_000_000], ">u4").tobytes())
        for _ in range(190):
            file.write(bytes(10_000_000))
    return folder / "train-images-idx3-ubyte"


def both_bombs(folder, count=900_000):
    for name, shape in (("images-idx3", (count, SIDE, SIDE)), ("labels-idx1", (count,))):
        with gzip.open(folder / f"train-{name}-ubyte.gz", "wb", 1) as file:
            file.write(bytes([0, 0, 8, len(shape)]) + np.array(shape, ">u4").tobytes())
            for _ in range(int(np.prod(shape)) // 10_000_000 + 1):
                file.write(bytes(10_000_000))
    return folder / "train-images-idx3-ubyte.gz"


def gzip_of_nothing(folder, members=400_000):
    return put(folder, "train-images-idx3-ubyte.gz", gzip.compress(b"") * members)


def gzip_with_a_name(folder):
    start = b"\x1f\x8b\x08\x08" + bytes(6)
    return put(folder, "train-images-idx3-ubyte.gz", start + b"a" * 60_000_000)


def npy(shape, kind="|u1", version=1, length=None, body=b""):
    text = repr({"descr": kind, "fortran_order": False, "shape": shape}).encode() + b"\n"
    size = len(text) if length is None else length
    return b"\x93NUMPY" + bytes([version, 0]) + struct.pack("<H" if version == 1 else "<I", size) + text + body


def zipped(folder, name, members, method=zipfile.ZIP_DEFLATED):
    path = folder / name
    with zipfile.ZipFile(path, "w", method, compresslevel=1) as file:
        for member, data in members.items():
            file.writestr(member, data)
    return path


def npz(folder, images, labels=None):
    return zipped(folder, "set.npz", {"x_train.npy": images, "y_train.npy": labels or npy((10,), body=bytes(10))})


def npz_bomb(folder, kind="|u1", count=1_200_000):
    size = int(np.dtype(kind).itemsize)
    body = bytes(count * SIDE * SIDE * size)
    return npz(folder, npy((count, SIDE, SIDE), kind, body=body), npy((count,), body=bytes(count)))


def npz_forged_header(folder):
    """Its header says of itself that it has two billion bytes, and there is as much behind it."""
    return npz(folder, npy((10, SIDE, SIDE), version=2, length=2_000_000_000, body=bytes(1_500_000_000)))


def npz_many(folder):
    return zipped(folder, "set.npz", {f"{number}.npy": b"" for number in range(60_000)}, zipfile.ZIP_STORED)


def npz_lying(folder):
    """Its directory says that an array was packed to almost nothing, and another that it lies beyond the file."""
    path = npz(folder, npy((10, SIDE, SIDE), body=bytes(7840)))
    data = bytearray(path.read_bytes())
    place = data.index(b"PK\1\2")
    data[place + 20 : place + 28] = struct.pack("<II", 2**32 - 2, 2**32 - 2)
    path.write_bytes(data)
    return path


def deep_header(folder):
    text = ("{'descr': '|u1', 'fortran_order': False, 'shape': " + "(" * 9_000).encode()
    return npz(folder, b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text)


def folders(folder, count, beginning):
    for number in range(count):
        (folder / "set" / f"{beginning}{number}").mkdir(parents=True)
    return folder / "set"


def special(kind):
    """What is no file, under the name of one."""

    def make(folder, name="thing.csv"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == "pipe":
            os.mkfifo(path)
        elif kind == "socket":
            with socket.socket(socket.AF_UNIX) as made:
                made.bind(str(path))
        elif kind == "loop":
            path.symlink_to(path)
        else:
            path.symlink_to(kind)
        return path

    return make


def special_image(kind):
    def make(folder):
        special(kind)(folder, "set/0/a.png")
        return folder / "set"

    return make


def special_partner(folder):
    images = bytes([0, 0, 8, 3]) + np.array([1, SIDE, SIDE], ">u4").tobytes() + bytes(784)
    special("pipe")(folder, "train-labels-idx1-ubyte")
    return put(folder, "train-images-idx3-ubyte", images)


# Networks, runs and records


def tensors(header, body=b"", length=None):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text) if length is None else length) + text + body


def network(spec, extra=None):
    metadata = {"format": "inkling-network-1", "spec": json.dumps(spec)}
    return tensors({"__metadata__": metadata, **(extra or {})})


SPEC = {"hidden": [64], "activation": "relu", "output": "log_softmax", "input_range": [0, 1]}


def many_tensors(folder):
    one = {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}
    return put(folder, "net.safetensors", network(SPEC, {f"t{number}": one for number in range(300_000)}))


def invented(folder):
    """A sound run with a tensor more, of 990 MB that pack to 4."""
    content = io.BytesIO()
    header = {"__metadata__": {}, "more": {"dtype": "U8", "shape": [990_000_000], "data_offsets": [0, 990_000_000]}}
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file, file.open("run.safetensors", "w") as run:
        run.write(tensors(header))
        for _ in range(99):
            run.write(bytes(10_000_000))
    return put(folder, "run.zip", content.getvalue())


def run_zip(folder, members):
    return zipped(folder, "run.zip", members)


def run_folder(kind):
    """The folder of all runs, in which one has something odd in the place of its files."""

    def make(folder):
        for name in ("run.safetensors", "about.json", ".lock", ".about.json.lock", "history.csv", "replay.safetensors"):
            special(kind)(folder, f"runs/2026 {name}/{name}")
        return folder / "runs"

    return make


def json_file(name, text):
    return lambda folder: put(folder, name, text if isinstance(text, bytes) else text.encode())


DEEP = "[" * 1_000_000
DRAWN = '{"format": "inkling-digits-1", "digits": ['
MANY = DRAWN + ",".join(['{"label": 1, "strokes": [[[1,2]]]}'] * 400_000) + "]}"
POINTS = DRAWN + '{"label": 1, "strokes": [[' + ",".join(["[1,2]"] * 2_000_000) + "]]}]}"
VALUES = json.dumps({"format": "inkling-experiment-1", "factors": [{"name": "seed", "values": ["1"] * 300_000}]})

WIDE = DRAWN + '{"label": 1, "strokes": [[["' + "x" * 100_000 + '", ""]' + ',["",""]' * 20_000 + "]]}]}"
BOMB = Path(__file__).with_name("corpus") / "zip" / "run-that-bzip2-has-packed.zip"
"""Its run is two gigabytes of zeros, and says that it has a thousand bytes."""


def experiment(name, value):
    text = as_text(Experiment("", Plan(), (Factor("epochs", (1, 2)),)))
    return text.replace('"epochs",\n      "values": [\n        "1"', f'"{name}",\n      "values": [\n        "{value}"')


DEVICES = ("/dev/zero", "/dev/random", "/dev/tty", "/dev/null")
FILES = {
    "PostScript as a PNG": ("digits", lambda f: image_of(postscript(str(f / "marker").encode()), f)),
    "PostScript as a picture": ("picture", lambda f: put(f, "a.png", postscript(str(f / "marker").encode()))),
    "PostScript in DOS clothes": ("digits", lambda f: image_of(b"\xc5\xd0\xd3\xc6" + bytes(28) + postscript(b"x"), f)),
    "SVG as a picture": ("picture", lambda f: put(f, "a.png", nested_svg())),
    "SVG as an image": ("digits", lambda f: image_of(nested_svg(), f)),
    "SVG that is gzipped": ("picture", lambda f: put(f, "a.gif", gzip.compress(nested_svg()))),
    "PNG of 3.6 gigapixels": ("digits", lambda f: image_of(png(60_000, 60_000), f)),
    "PNG of 3.6 gigapixels as a picture": ("picture", lambda f: put(f, "a.png", png(60_000, 60_000))),
    "PNG of 49 megapixels": ("picture", lambda f: put(f, "a.png", png(7_000, 7_000))),
    "PNG of one row": ("digits", lambda f: image_of(png(100_000_000, 1), f)),
    "PNG with 200 packed texts": ("digits", lambda f: image_of(png(28, 28, texts(200)), f)),
    "PNG with 200 packed texts as a picture": ("picture", lambda f: put(f, "a.png", png(28, 28, texts(200)))),
    "JPEG with 20,000 scans": ("digits", lambda f: image_of(many_scans(20_000), f, "0/a.jpg")),
    "JPEG with 20,000 scans as a picture": ("picture", lambda f: put(f, "a.jpg", many_scans(20_000))),
    "TIFF that follows itself": ("digits", lambda f: image_of(tiff_loop(), f, "0/a.tif")),
    "TIFF that follows itself as a picture": ("picture", lambda f: put(f, "a.tif", tiff_loop())),
    "BMP of 2 gigapixels": ("picture", lambda f: put(f, "a.bmp", bmp(2**31 - 1, 1))),
    "BMP that is upside down": ("digits", lambda f: image_of(bmp(28, -(2**31)), f, "0/a.bmp")),
    "picture of 5 GB": ("picture", lambda f: sparse(f, "a.png", 5_000_000_000, b"\x89PNG\r\n\x1a\n")),
    "labels that unpack to 1.9 GB": ("digits", labels_bomb),
    "images that unpack to 700 MB": ("digits", both_bombs),
    "gzip of 400,000 nothings": ("digits", gzip_of_nothing),
    "gzip with a name of 60 MB": ("digits", gzip_with_a_name),
    "NPZ that unpacks to 940 MB": ("digits", npz_bomb),
    "NPZ of doubles that unpacks to 1.3 GB": ("digits", partial(npz_bomb, kind="<f8", count=200_000)),
    "NPZ whose header says 2 GB": ("digits", npz_forged_header),
    "NPZ of 60,000 files": ("digits", npz_many),
    "NPZ that lies about its sizes": ("digits", npz_lying),
    "NPZ with a deep header": ("digits", deep_header),
    "NPZ of shape (2**62, 28, 28)": ("digits", lambda f: npz(f, npy((2**62, SIDE, SIDE)))),
    "CSV of one line of 2 GB": ("digits", lambda f: sparse(f, "a.csv", 2_000_000_000, b"label")),
    "CSV of a hundred million empty lines": ("digits", lambda f: put(f, "a.csv", b"\n" * 100_000_000)),
    "CSV of 5 GB": ("digits", lambda f: sparse(f, "a.csv", 5_000_000_000, b"label")),
    "CSV of nan": ("digits", lambda f: put(f, "a.csv", b"3," + b",".join([b"nan"] * 784))),
    "30,000 folders": ("digits", lambda f: folders(f, 30_000, "x")),
    "30,000 folders for training": ("digits", lambda f: folders(f, 30_000, "train")),
    **{f"a {kind} as digits": ("digits", special(kind)) for kind in ("pipe", "socket", "loop", *DEVICES)},
    **{f"a {kind} as an image": ("digits", special_image(kind)) for kind in ("pipe", "socket", "loop", "/dev/zero")},
    "a pipe as the labels": ("digits", special_partner),
    **{
        f"a {thing} as {kind}": (kind, partial(special(thing), name=name))
        for thing in ("pipe", "socket", "loop", "/dev/zero")
        for kind, name in (
            ("picture", "a.png"),
            ("network", "a.safetensors"),
            ("run", "run.safetensors"),
            ("zip", "run.zip"),
            ("experiment", "a.json"),
            ("drawings", "my-digits.json"),
            ("about", "about.json"),
        )
    },
    **{f"a {thing} in the folder of runs": ("runs", run_folder(thing)) for thing in ("pipe", "socket", "/dev/zero")},
    "network with a header of 90 MB": ("network", lambda f: put(f, "a.safetensors", tensors(b" " * 90_000_000))),
    "network whose header never ends": ("network", lambda f: put(f, "a.safetensors", tensors({}, length=2**63))),
    "network of 300,000 tensors": ("network", many_tensors),
    "network of a billion units": ("network", lambda f: put(f, "a.safetensors", network(SPEC | {"hidden": [10**9]}))),
    "network of 999": ("network", lambda f: put(f, "a.safetensors", network(SPEC | {"hidden": "999"}))),
    "network of 5 GB": ("network", lambda f: sparse(f, "a.safetensors", 5_000_000_000, tensors({}))),
    "run with an invented tensor": ("zip", invented),
    "zip of 60,000 files": ("zip", lambda f: zipped(f, "run.zip", {str(n): b"" for n in range(60_000)})),
    "zip with a million letters": ("zip", lambda f: run_zip(f, {"run.safetensors": b"", "about.json": b"a" * 10**6})),
    "zip in a zip in a zip": (
        "zip",
        lambda f: run_zip(f, {"run.safetensors": zipped(f, "i.zip", {"a": bytes(10**8)}).read_bytes()}),
    ),
    "experiment that is deep": ("experiment", json_file("a.json", DEEP)),
    "experiment of 300,000 values": ("experiment", json_file("a.json", VALUES)),
    "run that bzip2 has packed": ("zip", lambda f: put(f, "run.zip", BOMB.read_bytes())),
    "TIFF in one large tile": ("digits", lambda f: image_of(tiled(46_000), f, "0/a.tif")),
    "TIFF in one large tile as a picture": ("picture", lambda f: put(f, "a.tif", tiled(46_000))),
    "experiment of a depth of ten digits": (
        "experiment",
        lambda f: put(f, "a.json", experiment("depth", 10**10 - 1).encode()),
    ),
    "experiment of digits": ("experiment", json_file("a.json", b"9" * 1_900_000)),
    "drawings that are deep": ("drawings", json_file("my-digits.json", DEEP)),
    "drawings of 400,000 digits": ("drawings", json_file("my-digits.json", MANY)),
    "drawings of 2,000,000 points": ("drawings", json_file("my-digits.json", POINTS)),
    "drawings of one long word": ("drawings", json_file("my-digits.json", WIDE)),
    "name of a million letters": ("about", json_file("about.json", json.dumps({"name": "a" * 10**6}))),
}
