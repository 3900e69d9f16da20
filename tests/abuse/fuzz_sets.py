"""Files of digits that are nearly right: CSV, and IDX, gzipped or not. Each function returns a file and its ending."""

import struct
import zlib

from tests.abuse.fuzz_parts import edge, happens, pick

PIXELS, SIDE = 784, 28
FIELDS = (
    "", " ", "nan", "-nan", "inf", "-0", "0.0", "1.5", "1e5", "1e1", "-1", "10", "255", "256", "+7", "007", "0x10",
    "1_0", "١", "½", "²", '"7"', '"7', "'7'", "7\0", "=1+1", "9" * 30, "9" * 5_000, "x" * 100_001, "é", "#", "\u2028",
    "\v", "\x1c", "\ufeff", "1 ", " 1", "1 2", "null", "True", "label", "7\n7", "2**31", str(2**64),
)  # fmt: skip
ENCODINGS = ("utf-8-sig", "utf-16", "utf-16-le", "utf-32", "utf-7", "cp037", "latin-1")


def pixels(random):
    """784 numbers, mostly 0, as of a digit."""
    ink = [random.randrange(256) for _ in range(random.choice((0, 1, 30)))]
    start = random.randint(0, PIXELS - len(ink))
    return [0] * start + ink + [0] * (PIXELS - start - len(ink))


# CSV


def csv(random):
    delimiter = pick(random, random.choice(",,,;\t "), "|", ", ", ",,", "\x1f", "", one_in=12)
    rows = [_row(random) for _ in range(pick(random, 2, 0, 1, 3, 40, one_in=6))]
    if rows and happens(random, 2):
        _spoil(random, random.choice(rows))
    if happens(random, 2):
        rows.insert(pick(random, 0, 1, one_in=15), _names(random))
    if happens(random, 6):
        rows.insert(random.randint(0, len(rows)), random.choice(([], [" "], ["#"], ["\t"])))
    text = _quoted(random, rows, delimiter)
    return _encoded(random, text), pick(random, ".csv", ".txt", ".tsv", "", ".png", one_in=8)


def _row(random):
    return [str(random.randrange(10)), *map(str, pixels(random))]


def _names(random):
    names = [pick(random, "label", "", "Label ", "5", "x"), *(f"pixel{place}" for place in range(PIXELS))]
    return pick(random, names, names[:-1], ["label"], [*map(str, range(PIXELS + 1))], ["é"] * (PIXELS + 1), one_in=6)


def _spoil(random, row):
    """One thing is wrong with a row."""
    at = random.choice((0, 1, random.randrange(len(row)), len(row) - 1))
    match random.randrange(6):
        case 0:
            del row[at : pick(random, at + 1, len(row), one_in=3)]
        case 1:
            row.insert(at, random.choice(("0", *FIELDS)))
        case 2:
            row.extend(row * random.choice((1, 1, 10)))
        case _:
            row[at] = random.choice(FIELDS)


def _quoted(random, rows, delimiter):
    """The lines, put together, the fields mostly without quotes."""
    quote, end = pick(random, "", '"', "'", one_in=15), random.choice(("\n", "\n", "\r\n", "\r"))
    lines = [delimiter.join(f"{quote}{field}{quote}" for field in row) for row in rows]
    lines = [pick(random, line, line + delimiter, f" {line} ", f"{line}\t", one_in=30) for line in lines]
    if len(lines) > 2 and happens(random, 15):
        lines[-2:] = [lines[-2].ljust(100_000) + lines[-1]]  # so many characters of a line are read at once
    end = pick(random, end, "\n\n", "\n \n", "\n\r", "\v", "\x85", "\u2028", "", one_in=15)
    start = pick(random, "", "\n", "\n" * 300, "sep=,\n", "# digits\n", one_in=15)
    return start + end.join(lines) + pick(random, end, "")


def _encoded(random, text):
    data = text.encode(pick(random, "utf-8", *ENCODINGS, one_in=12), "replace")
    return pick(random, data, data + b"\xff", b"\xef\xbb\xbf" * 2 + data, data + b"\0" * 50, data[:-1], b"", one_in=20)


# IDX


def idx(random):
    """One file of a pair, ".images" or ".labels"."""
    count, is_images = pick(random, 2, 0, 1, 3, 1_000, 70_000, one_in=8), happens(random, 2)
    side = pick(random, (SIDE, SIDE), (8, 8), (0, SIDE), (1, 60_000), (60_000, 1), (SIDE, 0), (5_000, 5_000), one_in=8)
    shape = (count, *side) if is_images else (count,)
    data = _idx_header(random, shape) + _idx_body(random, count, is_images, min(3_000_000, side[0] * side[1]))
    packed = random.choice((bytes, bytes, lambda data: gzipped(random, data)))(data)
    return packed, ".images" if is_images else ".labels"


def _idx_header(random, shape):
    kind = pick(random, 8, 0, 7, 9, 0x0B, 0x0C, 0x0D, 0x0E, 0x0F, 255, one_in=15)
    dimensions = pick(random, len(shape), 0, 1, 2, 3, 4, 255, one_in=15)
    start = struct.pack(">BBBB", edge(random, 0, 8, 40), edge(random, 0, 8, 40), kind, dimensions)
    order = pick(random, ">", "<", one_in=30)
    return start + struct.pack(f"{order}{len(shape)}I", *(edge(random, size) for size in shape))


def _idx_body(random, count, is_images, size):
    if not is_images:
        some = [edge(random, random.randrange(10), 8, 100) for _ in range(min(count, 9))]
        body = (bytes(some) * count)[:count]
    else:
        body = (bytes(pixels(random)) * 2 + bytes(size))[:size] * min(count, 3_000_000 // max(1, size))
    wrong = random.randint(1, 20)
    return pick(random, body, body[:-wrong], body + bytes(wrong), b"", body * 2, one_in=10)


def gzipped(random, data):
    """One or several members, of which the header, the packed data or the sum may be wrong."""
    parts = [data]
    if happens(random, 6):
        middle = random.randint(0, len(data))
        parts = [data[:middle], b"", data[middle:]]
    packed = b"".join(_gzip_member(random, part) for part in parts)
    short = packed[: -random.randint(1, 20)]
    return pick(random, packed, short, packed[:10], packed[:2], packed + bytes(8), packed + b"\x1f\x8b", packed * 2)


def _gzip_member(random, data):
    flags = pick(random, 0, 1, 2, 4, 8, 16, 30, 0x20, 0xE0, 255, one_in=6)
    header = struct.pack("<HBBIBB", 0x8B1F, pick(random, 8, 0, 7, 9, one_in=30), flags, 0, 0, 255)
    if flags & 4:
        header += struct.pack("<H", edge(random, 3, 16)) + b"abc"
    for bit in (8, 16):
        if flags & bit:
            header += pick(random, b"train", b"", b"n" * 100_000, b"\xff", one_in=3) + pick(random, b"\0", b"")
    if flags & 2:
        header += struct.pack("<H", edge(random, zlib.crc32(header) & 0xFFFF, 16))
    packer = zlib.compressobj(random.choice((0, 1, 9)), zlib.DEFLATED, -15)
    packed = packer.compress(data) + packer.flush(pick(random, zlib.Z_FINISH, zlib.Z_SYNC_FLUSH, one_in=30))
    return header + packed + struct.pack("<II", edge(random, zlib.crc32(data), 32, 40), edge(random, len(data), 32, 40))
