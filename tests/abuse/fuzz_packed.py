"""Pictures that are nearly right, of the kinds that others decode for Pillow: TIFF, JPEG and WebP."""

import io
import struct
from functools import cache

import numpy as np
from PIL import Image

from tests.abuse.fuzz_parts import edge, happens, pick, zeros
from tests.abuse.fuzz_sets import SIDE

SIDES = (SIDE, SIDE, SIDE, SIDE, SIDE, 27, 1, 100, 600)


def side(random, bits=32):
    return edge(random, random.choice(SIDES), bits, 20)


# TIFF: the header says where the directory is, and that says where everything else is.

WIDTH, HEIGHT, BITS, PACKING, COLOURS, STRIPS, SAMPLES, ROWS, COUNTS, PLANAR = (
    256,
    257,
    258,
    259,
    262,
    273,
    277,
    278,
    279,
    284,
)
PREDICTOR, PALETTE, TILE_WIDTH, TILE_HEIGHT, TILES, TILE_COUNTS, SUBS, EXTRA, FORM = (
    317,
    320,
    322,
    323,
    324,
    325,
    330,
    338,
    339,
)
NONE, CCITT, FAX_3, FAX_4, LZW, OLD_JPEG, JPEG, DEFLATE, PACKBITS = 1, 2, 3, 4, 5, 6, 7, 8, 32_773
OTHERS = (CCITT, FAX_3, OLD_JPEG, 9, 32_766, 32_809, 34_676, 34_712, 34_887, 34_892, 34_925, 50_000, 50_001, 0, 65_535)
FORMS = {
    1: "B",
    2: "B",
    3: "H",
    4: "I",
    5: "Q",
    6: "B",
    7: "B",
    8: "H",
    9: "I",
    10: "Q",
    11: "I",
    12: "Q",
    13: "I",
    16: "Q",
}
"""Of the numbers of each type; those with signs and fractions, too, have any bits."""
BYTE, SHORT, LONG = 1, 3, 4
NAMES = {
    NONE: None,
    FAX_4: "group4",
    LZW: "tiff_lzw",
    JPEG: "jpeg",
    DEFLATE: "tiff_adobe_deflate",
    PACKBITS: "packbits",
}


def tiff(random):
    order, width, height = random.choice("<>"), side(random, 32), side(random, 32)
    packing = pick(random, random.choice(tuple(NAMES)), *OTHERS, one_in=12)
    samples = pick(random, 1, 3, 4, 2, 0, 5, 65_535, one_in=4)
    bits = pick(random, 1 if packing == FAX_4 else 8, 1, 2, 4, 12, 16, 32, 64, 0, 65_535, one_in=4)
    colours = pick(random, 2 if samples >= 3 else 1, 0, 2, 3, 4, 5, 6, 8, 32_844, 65_535, one_in=4)
    tags = {
        WIDTH: (LONG, [width]), HEIGHT: (LONG, [height]), BITS: (SHORT, [bits] * min(samples, 5)),
        PACKING: (SHORT, [packing]), COLOURS: (SHORT, [colours]), SAMPLES: (SHORT, [samples]),
        PLANAR: (SHORT, [pick(random, 1, 2, 0, 65_535, one_in=8)]),
    }  # fmt: skip
    data = _tiff_rows(random, packing, samples)
    tags |= (_tiles if happens(random, 4) else _strips)(random, height, len(data))
    if colours == 3 or happens(random, 20):
        tags[PALETTE] = SHORT, [random.randrange(65_536) for _ in range(pick(random, 768, 0, 1, 767, one_in=6))]
    tags |= dict(_tiff_extra(random) for _ in range(pick(random, 0, 1, 3, one_in=3)))
    return _tiff_file(random, order, tags, data)


def _strips(random, height, size):
    rows = pick(random, height, 1, 8, 0, 2**31, 2**32 - 1, one_in=6)
    count = pick(random, 1, 0, 2, SIDE, 5_000, one_in=10)
    where = [edge(random, 0, 32, 30)] * count  # 0: where the data are, see _tiff_file
    return {ROWS: (LONG, [rows]), STRIPS: (LONG, where), COUNTS: (LONG, [edge(random, size, 32, 20)] * count)}


def _tiles(random, _height, size):
    width = pick(random, 32, 16, 0, 15, 4_096, 20_000, 65_536, 131_040, 2**31 - 16, one_in=2)
    height = pick(random, width, 32, 16, 2**31 - 16, one_in=3)
    tags = {TILE_WIDTH: (LONG, [width]), TILE_HEIGHT: (LONG, [height])}
    return {**tags, TILES: (LONG, [0]), TILE_COUNTS: (LONG, [edge(random, size, 32, 20)])}


@cache
def _sound_rows(packing, samples, width, height):
    """What libtiff makes of a picture: the data of its only strip."""
    shape = (height, width) if samples == 1 else (height, width, samples)
    image, file = Image.fromarray(np.resize(np.arange(256, dtype=np.uint8), shape)), io.BytesIO()
    image = image.convert("1") if packing == FAX_4 else image
    image.save(file, "TIFF", compression=NAMES[packing], tiffinfo={ROWS: height})
    with Image.open(file) as saved:
        places = zip(saved.tag_v2[STRIPS], saved.tag_v2[COUNTS], strict=True)
        return b"".join(file.getvalue()[at : at + size] for at, size in places)


def _tiff_rows(random, packing, samples):
    if packing == DEFLATE and happens(random, 6):  # for tiles that are far larger than the picture
        return zeros(random.choice((0, 784, 5_000_000, 60_000_000)))
    if packing not in NAMES:
        return random.randbytes(1_000)
    width, height = random.choice(((SIDE, SIDE), (SIDE, SIDE), (32, 32), (100, 100)))
    data = _sound_rows(packing, samples if samples in (1, 3, 4) and packing != FAX_4 else 1, width, height)
    wrong = random.randrange(max(1, len(data)))
    return pick(random, data, data[:wrong], data + b"x" * 9, random.randbytes(wrong), b"", data * 2, one_in=8)


def _tiff_extra(random):
    """Of the many tags that there are."""
    numbers = [edge(random, 1, 16, 3) for _ in range(random.choice((0, 1, 3, 9)))]
    tags = (
        PREDICTOR,
        EXTRA,
        FORM,
        266,
        274,
        282,
        292,
        293,
        296,
        301,
        318,
        347,
        512,
        513,
        514,
        529,
        530,
        531,
        532,
        34_377,
    )
    known = random.choice((*tags, 700, 33_723, 34_665, 34_675, 34_853, SUBS, 65_000, random.randrange(65_536)))
    return known, (pick(random, SHORT, *FORMS, one_in=3), numbers)


def _tiff_file(random, order, tags, data):
    entries = sorted(tags.items(), key=lambda entry: pick(random, entry[0], 0, 65_535, one_in=200))
    start = pick(random, 8, 0, 2, 4, 9, 2**31, 2**32 - 1, one_in=40)
    at, directory, values = 8 + 2 + 12 * len(entries) + 4, b"", b""
    body = at + sum(_tiff_size(*entry) for _, entry in entries)
    for tag, (kind, numbers) in entries:
        numbers = [body if tag in (STRIPS, TILES) and not number else number for number in numbers]
        most = 256 ** struct.calcsize(f"<{FORMS[kind]}")
        packed = struct.pack(f"{order}{len(numbers)}{FORMS[kind]}", *(number % most for number in numbers))
        count, kind = edge(random, len(numbers), 32, 100), pick(random, kind, 0, 14, 255, *FORMS, one_in=100)
        place = (
            packed.ljust(4, b"\0")
            if len(packed) <= 4
            else struct.pack(f"{order}I", edge(random, at + len(values), 32, 60))
        )
        values += packed if len(packed) > 4 else b""
        directory += struct.pack(f"{order}HHI", tag, kind, count) + place
    then = pick(random, 0, 8, 4, at, body, 2**32 - 1, one_in=12)  # the next directory: 8 is this very one
    count = edge(random, len(entries), 16, 60)
    magic = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", start)
    return magic + struct.pack(f"{order}H", count) + directory + struct.pack(f"{order}I", then) + values + data


def _tiff_size(kind, numbers):
    size = struct.calcsize(f"<{len(numbers)}{FORMS[kind]}")
    return size if size > 4 else 0


# JPEG: segments, each a mark and its data; after a scan's come the packed pixels.

SCAN, FRAME, TABLES, CODES, END = 0xDA, 0xC0, 0xDB, 0xC4, 0xD9
FRAMES = (0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC9, 0xCA, 0xCB)


@cache
def _sound_segments(mode, progressive, quality):
    """(mark, data of the segment, what follows it) of a picture that Pillow saves."""
    image, file = Image.new(mode, (SIDE, SIDE), 40 if mode == "L" else None), io.BytesIO()
    image.paste(200 if mode == "L" else (200,) * len(mode), (5, 5, 20, 24))
    image.save(file, "JPEG", progressive=progressive, quality=quality)
    data, segments, at = file.getvalue(), [], 2
    while at < len(data) and data[at + 1] != END:
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        end = at + 2 + size
        while data[at + 1] == SCAN and (data[end] != 0xFF or data[end + 1] in (0, *range(0xD0, 0xD8))):
            end += 1
        segments.append((data[at + 1], data[at + 4 : at + 2 + size], data[at + 2 + size : end]))
        at = end
    return tuple(segments)


def jpeg(random):
    mode = pick(random, "L", "RGB", "CMYK", one_in=2)
    segments = [*_sound_segments(mode, happens(random, 3), random.choice((5, 75, 100)))]
    segments = [_jpeg_changed(random, *segment) for segment in segments]
    for _ in range(pick(random, 0, 1, 2, 20, one_in=3)):
        segments.insert(random.randint(0, len(segments)), _jpeg_extra(random, segments))
    if happens(random, 12):
        del segments[random.randrange(len(segments))]
    if happens(random, 30):
        random.shuffle(segments)
    body = b"".join(_jpeg_segment(random, *segment) for segment in segments)
    return b"\xff\xd8" + body + pick(random, b"\xff\xd9", b"", b"\xff\xd9" + body, b"\xff", one_in=10)


def _jpeg_changed(random, mark, data, then):
    if mark in FRAMES and happens(random, 3):
        sides = struct.pack(">BHH", edge(random, 8, 8, 15), side(random, 16), side(random, 16))
        mark, data = pick(random, mark, *FRAMES, one_in=10), sides + data[5:]
    if data and happens(random, 25):
        at = random.randrange(len(data))
        data = data[:at] + bytes([edge(random, data[at], 8, 2)]) + data[at + 1 :]
    if then and happens(random, 6):
        at = random.randrange(len(then))
        then = random.choice((then[:at], then + then, random.randbytes(len(then)), then[:at] + b"\xff\xd3" + then[at:]))
    return mark, data, then


def _jpeg_extra(random, segments):
    """A segment for cameras or colours, or one that was there before."""
    tags = {274: (SHORT, [edge(random, 6, 16)]), 34_665: (LONG, [edge(random, 8)])}
    exif = b"Exif\0\0" + _tiff_file(random, "<", tags, b"")
    several = b"MPF\0" + _tiff_file(random, "<", {0xB000: (7, [48] * 4), 0xB001: (LONG, [edge(random, 2)])}, bytes(32))
    icc = b"ICC_PROFILE\0" + bytes([edge(random, 1, 8, 3), edge(random, 1, 8, 3)]) + bytes(200)
    adobe = b"Adobe\0d\0\0\0\0" + bytes([edge(random, 1, 8, 3)])
    known = (0xE0, b"JFIF\0\1\1\1\0\0\0\0\0\0"), (0xE1, exif), (0xE2, icc), (0xE2, several), (0xEE, adobe)
    more = (
        (0xFE, b"hello"),
        (0xDD, b"\0\1"),
        (0xDC, b"\0\x1c"),
        (0xED, b"Photoshop 3.0\0" + b"8BIM\4\4" * 9),
        (0xE0, b""),
    )
    return random.choice((*((*segment, b"") for segment in (*known, *more)), *segments))


def _jpeg_segment(random, mark, data, then):
    size = edge(random, len(data) + 2, 16, 60)
    return pick(random, b"\xff", b"\xff\xff", b"", one_in=100) + bytes([mark]) + struct.pack(">H", size) + data + then


# WebP: chunks in a RIFF


@cache
def _sound_chunks(mode, lossless, frames):
    """(name, data) of a picture that Pillow saves."""
    image, file = Image.new(mode, (SIDE, SIDE)), io.BytesIO()
    image.paste((200, 100, 50, 128)[: len(mode)], (5, 5, 20, 24))
    more = {"save_all": True, "append_images": [image.rotate(90)] * (frames - 1)} if frames > 1 else {}
    image.save(file, "WEBP", lossless=lossless, **more)
    data, chunks, at = file.getvalue(), [], 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        chunks.append((data[at : at + 4], data[at + 8 : at + 8 + size]))
        at += 8 + size + size % 2
    return tuple(chunks)


def webp(random):
    mode, frames = random.choice(("RGB", "RGBA")), pick(random, 1, 3, one_in=3)
    chunks = [_webp_changed(random, *chunk) for chunk in _sound_chunks(mode, happens(random, 2), frames)]
    for _ in range(pick(random, 0, 1, 3, 100, one_in=4)):
        chunks.insert(random.randint(0, len(chunks)), _webp_extra(random, chunks))
    if happens(random, 12):
        del chunks[random.randrange(len(chunks))]
    body = b"WEBP" + b"".join(_webp_chunk(random, *chunk) for chunk in chunks)
    body = pick(random, body, body[:-1], body[: len(body) // 2], body + b"x" * 9, one_in=12)
    return b"RIFF" + struct.pack("<I", edge(random, len(body), 32, 15)) + body


def _webp_changed(random, name, data):
    """The beginning of each holds sizes and flags."""
    if data and happens(random, 4):
        at = random.randrange(min(len(data), random.choice((10, 24, len(data)))))
        data = data[:at] + bytes([edge(random, data[at], 8, 2)]) + data[at + 1 :]
    return name, data


def _webp_extra(random, chunks):
    sides = b"".join((edge(random, SIDE - 1, 24, 3)).to_bytes(3, "little") for _ in range(2))
    canvas = b"VP8X", bytes([random.randrange(256), 0, 0, 0]) + sides
    known = (
        (b"ICCP", bytes(200)),
        (b"EXIF", b"II*\0\x08\0\0\0\xff\xff"),
        (b"XMP ", b"<x"),
        (b"ANIM", bytes(6)),
        (b"ALPH", b"\0x"),
    )
    return random.choice((canvas, canvas, *known, (b"JUNK", b""), *chunks))


def _webp_chunk(random, name, data):
    return (
        name
        + struct.pack("<I", edge(random, len(data), 32, 40))
        + data
        + b"\0" * pick(random, len(data) % 2, 0, 1, one_in=60)
    )
