"""Zips that are nearly right: the writer that fuzz.py's grammars share, and NPZ files."""

import bz2
import lzma
import struct
import zlib
from functools import partial

import numpy as np

from tests.abuse.fuzz_parts import as_json, edge, happens, odd, pick
from tests.abuse.fuzz_sets import SIDE, pixels

STORED, DEFLATED, BZIP2, LZMA = 0, 8, 12, 14
LINK, FOLDER, PIPE = 0o120777, 0o040755, 0o010644  # kinds of files on Unix
NAMES = ("", "..", "/", "a/", "../a", "/etc/a", "C:\\a", "a\0b", "é" * 300, "a" * 65_000, "\u202e", ".npy", "CON", "\n")
LONG = 0xFFFFFFFF  # stands for: see the record of zip64


def _lzma(data):
    """As in a zip: version and size of the properties, these, and the data."""
    packed = lzma.compress(data, lzma.FORMAT_ALONE)
    return b"\x09\x04\x05\x00" + packed[:5] + packed[13:]


def _deflated(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


PACKERS = {STORED: bytes, DEFLATED: _deflated, BZIP2: bz2.compress, LZMA: _lzma}


def zipped(random, members):
    """A zip of (name, data) pairs, of which anything may be said that is not true."""
    local, central = pick(random, b"", b"", b"MZ" + bytes(60), b"PK\3\4", one_in=20), b""
    start = pick(random, 0, len(local))
    for name, data in members:
        one, listed = _member(random, name, data, len(local) - start)
        local, central = local + one, central + pick(random, listed, b"", listed * 2, listed[:-1], one_in=150)
    end = _end(random, len(members), len(central), len(local) - start)
    data = local + central + end
    return pick(random, data, data[:-1], data[: len(data) // 2], data + b"\0", data + data, end, one_in=60)


def _member(random, name, data, at):
    """What stands in front of a member, with it; and what the table of contents says of it."""
    method = pick(random, random.choice((STORED, DEFLATED)), BZIP2, LZMA, 1, 9, 93, 99, 0xFFFF, one_in=40)
    packed = PACKERS.get(method, bytes)(data)
    packed = pick(random, packed, packed[:-3], b"", packed + b"x" * 9, one_in=100)
    flags = pick(random, 0, 1, 8, 0x20, 0x40, 0x800, 0x2000, 0xFFFF, one_in=60)
    raw = name.encode(pick(random, "utf-8", "cp437", "utf-16", one_in=80), "replace")
    sizes = zlib.crc32(data), len(packed), len(data)
    head = partial(_head, random, flags, method, raw)
    lies = tuple(edge(random, size, 32, 80) for size in sizes)
    local = b"PK\3\4" + head(sizes, b"") + packed
    attributes = pick(random, 0, LINK, FOLDER, PIPE, one_in=80) << 16
    where = struct.pack("<HHHII", 0, edge(random, 0, 16, 60), 0, attributes, edge(random, at % 2**32, 32, 60))
    return local, b"PK\1\2" + struct.pack("<H", pick(random, 20, 0x31E, one_in=3)) + head(lies, where)


def _head(random, flags, method, name, sizes, where):
    """What is said of a member in both places, with a record of zip64 now and then."""
    extra = b""
    if happens(random, 30):
        record = struct.pack("<QQ", sizes[2], sizes[1]) + struct.pack("<Q", edge(random, 0, 64)) * random.randrange(2)
        extra, sizes = struct.pack("<HH", 1, edge(random, len(record), 16)) + record, (sizes[0], LONG, LONG)
    extra += pick(random, b"", b"\1\0", b"\1\0\xff\xff", b"\x75\x70\5\0\1abcd", bytes(4), one_in=30)
    version, clock = pick(random, 20, 0, 45, 63, 255, one_in=30), edge(random, 33, 32, 30)
    known = struct.pack("<HHHIIIIHH", version, flags, method, clock, *sizes, len(name) % 2**16, len(extra))
    return known + where + name + extra


def _end(random, count, size, at):
    count, size, at = edge(random, count, 16, 150), edge(random, size, 32, 150), edge(random, at % 2**32, 32, 150)
    long, comment = b"", pick(random, b"", b"c" * 9, b"c" * 70_000, b"PK\5\6", one_in=20)
    if happens(random, 15):
        long = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, edge(random, count), count, size, at)
        long += struct.pack("<IIQI", 0x07064B50, edge(random, 0), edge(random, at + size, 64), edge(random, 1))
        at = LONG
    said = edge(random, len(comment), 16, 30)
    return (
        long + struct.pack("<IHHHHIIH", 0x06054B50, edge(random, 0, 16, 60), 0, count, count, size, at, said) + comment
    )


# NPZ

KINDS = ("|u1", "|b1", "|i1", "<i8", ">i4", "<u2", "<u8", "<f2", "<f4", ">f8", "<f8")
DESCRS = (
    "'|O'", "'|S5'", "'<U7'", "'<M8[s]'", "'<m8'", "'<c8'", "'|V4'", "'<f16'", "'L'", "''", "'x'", "'|u1,|u1'", "5",
    "None", "[('a', '|u1')]", "[('a', '|O')]", "[('', '|u1', (2,))]", "('|u1', (28,))", "'|V2147483648'",
    "'|S99999999999'", "'<U2147483647'", "'|u999'", "{'names': ['a'], 'formats': ['|u1']}", "[]",
    "[('a', [('b', '<f4')])]", "b'|u1'",
)  # fmt: skip
SHAPES = (
    "()", "(2,)", "(2, 784)", "(2, 28, 28, 1)", "(2, 28, 28, 3)", "(1, 2, 28, 28)", "(2, 28)", "(2, 0, 28)",
    "(0, 28, 28)", "(2, -28, -28)", "(-1, 28, 28)", "(2.0, 28, 28)", "(True, 28, 28)", "[2, 28, 28]", "2", "None",
    "(2L, 28L, 28L)", "(4294967296, 28, 28)", "(18446744073709551616, 0)", "(9223372036854775807, 2)",
    "(2, 65536, 65536)", "(1000000, 0, 0)", "(70000, 28, 28)", "('2', 28, 28)", "(2, 28, 28,) * 99",
    "(" + "1," * 40 + ")", "(1, 1, 60000)", "(1568,)", "(0,)",
)  # fmt: skip
HEADERS = (
    "", "None", "[]", "{", "{}", "1", "a", "f()", "(" * 5_000, "-" * 5_000 + "1", "{1: 2}", "[" * 150 + "]" * 150,
    "\0", "{'descr': '|u1'}", "'" * 9_000, "é", "{**{}}",
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 28, 28)",
)  # fmt: skip
ARRAYS = ("x_train", "y_train", "x_test", "y_test", "images", "labels", "x", "y", "test_images", "test_labels")


def npz(random):
    pairs = pick(
        random, [ARRAYS[:2]], [ARRAYS[:2], ARRAYS[2:4]], [ARRAYS[2:4]], [ARRAYS[4:6]], [ARRAYS[:6:5]], one_in=3
    )
    members = []
    for images, labels in pairs:
        count = pick(random, 2, 0, 1, 1_500, one_in=12)
        members += [(f"{images}.npy", _images(random, count)), (f"{labels}.npy", _labels(random, count))]
    for _ in range(pick(random, 0, 1, 2, 300, one_in=12)):
        name = random.choice((*NAMES, *ARRAYS, *(name for name, _ in members)))
        members.append((name + pick(random, ".npy", "", ".npy.npy"), random.choice((b"", b"x", members[0][1][:3_000]))))
    if happens(random, 12):
        random.shuffle(members)
    return zipped(random, members), pick(random, ".npz", ".csv", "", one_in=20)


def npy_images(random, count):
    """An array of images, in a file of its own."""
    return _images(random, count)


def npy_labels(random, count):
    return _labels(random, count)


def _images(random, count):
    kind = np.dtype(random.choice(("|u1", "|u1", *KINDS)))
    image = np.array(pixels(random), np.float64)
    values = np.resize(image / 255 if kind.kind in "fb" and happens(random, 2) else image, (count, SIDE, SIDE))
    return _npy(random, _with_odd_number(random, values), kind)


def _labels(random, count):
    labels = np.array([random.randrange(10) for _ in range(count)], np.float64)
    labels = pick(random, labels, labels[:-1], labels[:, None], np.append(labels, 3), labels[:, None, None], one_in=30)
    return _npy(random, _with_odd_number(random, labels), np.dtype(random.choice(KINDS)))


def _with_odd_number(random, values):
    if values.size and happens(random, 8):
        values.flat[random.randrange(values.size)] = random.choice(
            (np.nan, np.inf, -1, 0.5, 10, 256, 1e30, -0.0, 1e-320)
        )
    return values


def _npy(random, values, kind):
    """As numpy writes an array, with anything in its header that it would not write."""
    with np.errstate(all="ignore"):  # nan has to become some whole number
        data = values.astype(kind).tobytes()
    if happens(random, 40):
        data = random.randbytes(len(data))
    descr = pick(random, repr(kind.str), *DESCRS, *map(repr, KINDS), one_in=30)
    shape = pick(random, str(values.shape), *SHAPES, one_in=30)
    order = pick(random, "False", "True", "True", "1", "None", "'False'", "0.0", one_in=30)
    pairs = [("descr", descr), ("fortran_order", order), ("shape", shape)]
    pairs = pick(random, pairs, pairs[:2], pairs[1:], [*pairs, ("a", as_json(odd(random, 1)))], pairs[::-1], one_in=60)
    header = pick(random, "{" + ", ".join(f"'{name}': {value}" for name, value in pairs) + ", }", *HEADERS, one_in=60)
    body = pick(random, data, data[:-1], data[:9], b"", data + b"\0", data * 2, one_in=40)
    return _npy_header(random, header) + body


def _npy_header(random, header):
    version = pick(random, random.choice(((1, 0), (2, 0), (3, 0))), (0, 0), (1, 1), (4, 0), (255, 255), one_in=60)
    text = (
        header.encode("utf-8", "replace")
        + b" " * pick(random, 20, 0, 9_990, 70_000, one_in=15)
        + pick(random, b"\n", b"")
    )
    form, bits = ("<H", 16) if version[0] == 1 else ("<I", 32)
    magic = pick(random, b"\x93NUMPY", b"\x93NUMPX", b"", b"PK\3\4", one_in=40)
    return magic + bytes(version) + struct.pack(form, edge(random, len(text), bits, 30)) + text
