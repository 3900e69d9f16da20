"""Pictures that are nearly right: PNG, GIF, BMP, and what is no picture at all. See fuzz_packed.py for the others."""

import struct
import zlib

from tests.abuse.fuzz_packed import jpeg, side, tiff, webp
from tests.abuse.fuzz_parts import edge, happens, pick, zeros
from tests.abuse.fuzz_sets import SIDE, pixels

CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # of a PNG, by its colour type
STRANGE = (
    b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 28 28\n{} loop\n", b"%PDF-1.4\n", b"\xc5\xd0\xd3\xc6" + bytes(28),
    b'<svg xmlns="http://www.w3.org/2000/svg" width="28" height="28"/>', b"8BPS\0\1" + bytes(40),
    b"\x89HDF\r\n\x1a\n", b"SIMPLE  =                    T", b"P5 28 28 255\n" + bytes(784),
    b"P6\n9999999 9999999\n255\n", b"Y\xa6j\x95", b"#define a_width 28\n#define a_height 28\n", b"GIF87a", b"GIF89a",
    b"BM", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"", b"II+\0\x08\0\0\0" + bytes(40), b"RIFF\0\0\0\0WEBP",
    b"\0\0\0\x0cjP  \r\n\x87\n", b"\0\0\0 ftypavif" + bytes(40), b"\0\0\1\0\1\0" + bytes(40),
)  # fmt: skip


def picture(random):
    """Of one of the kinds, mostly with its own ending."""
    usual = random.choice(tuple(KINDS))
    data = KINDS[usual](random)
    others = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".PNG", ".svg", "")
    return data, pick(random, usual, *others, one_in=12)


def kind(data, _ending):
    """By its first two bytes; of what is no picture, one for all."""
    return data[:2] if data[:2] in (b"\x89P", b"GI", b"BM", b"II", b"MM", b"\xff\xd8", b"RI") else b""


def strange(random):
    return random.choice(STRANGE) + pick(random, b"", bytes(100), random.randbytes(500), one_in=3)


# PNG


def png(random):
    width, height = side(random), side(random)
    depth, color = pick(random, 8, 1, 2, 4, 16, 0, 3, 255, one_in=3), pick(random, 0, 2, 3, 4, 6, 1, 5, 255, one_in=2)
    interlace = pick(random, 0, 1, 2, one_in=8)
    odd = edge(random, 0, 8, 60), edge(random, 0, 8, 60)
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, *odd, interlace))]
    if color == 3 or happens(random, 20):
        chunks.append((b"PLTE", random.randbytes(pick(random, 768, 0, 3, 4, 6, 771, one_in=6))))
    chunks += [_png_extra(random) for _ in range(pick(random, 0, 1, 2, 5, 200, one_in=4))]
    row = (width * depth * CHANNELS.get(color, 1) + 7) // 8 + 1
    chunks += [(b"IDAT", part) for part in _png_rows(random, row, height)]
    chunks += pick(random, [(b"IEND", b"")], [], [(b"IEND", b"x")], [(b"IEND", b"")] * 2, one_in=20)
    if happens(random, 20):
        random.shuffle(chunks)
    begin = pick(random, b"\x89PNG\r\n\x1a\n", b"\x89PNG\n\x1a\n", b"\x89PNG\r\n\x1a\n" * 2, one_in=60)
    return begin + b"".join(_png_chunk(random, *chunk) for chunk in chunks)


def _png_rows(random, row, height):
    """The packed rows, in one piece or several."""
    size = min(2_000_000, row * height)
    rows = bytearray((b"\0" + bytes(pixels(random)) * 8)[:size].ljust(size, b"\0"))
    rows[::row] = bytes(pick(random, random.randrange(5), 5, 255, one_in=30) for _ in range(len(rows[::row])))
    rows = bytes(rows)
    rows = pick(random, rows, rows[: size // 2], rows[:-1], rows + b"\0" * 50, b"", one_in=8)
    packed = zlib.compress(rows)
    packed = pick(random, packed, packed[:-1], packed[:9], rows, packed + b"x" * 20, packed * 2, b"", one_in=12)
    middle = random.randint(0, len(packed))
    return pick(random, [packed], [packed[:middle], packed[middle:]], [], [b"", packed], [packed] * 2, one_in=8)


def _png_extra(random):
    """One of the chunks that need not be there; some hold texts or colour profiles, which may be packed."""
    packed = zeros(pick(random, 20, 0, 1_100_000, 30_000_000, one_in=8))
    one, other = edge(random, 0), edge(random, 1)
    frame = struct.pack(">IIIIIHHBB", one, SIDE, SIDE, one, other, 1, 1, 0, 0)
    some = random.randbytes(random.choice((0, 1, 2, 6, 7, 32, 256, 300)))
    chunks = (
        (b"tRNS", some), (b"cHRM", some), (b"tIME", some), (b"sBIT", some), (b"bKGD", some), (b"ruSt", some),
        (b"gAMA", struct.pack(">I", other)), (b"pHYs", struct.pack(">IIB", one, other, 1)), (b"sRGB", some[:1]),
        (b"iCCP", b"icc\0\0" + packed), (b"tEXt", b"Comment\0" + some), (b"zTXt", b"Comment\0\0" + packed),
        (b"zTXt", b"Comment\0" + some), (b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + packed), (b"iCCP", some),
        (b"acTL", struct.pack(">II", other, one)), (b"fcTL", frame), (b"fdAT", bytes(4) + packed),
        (b"eXIf", b"II*\0\x08\0\0\0\xff\xff"), (b"\0\0\0\0", b""), (b"IHDR", bytes(13)), (b"IEND", b""),
    )  # fmt: skip
    return random.choice(chunks)


def _png_chunk(random, kind, data):
    check = edge(random, zlib.crc32(kind + data), 32, 60)
    return struct.pack(">I", edge(random, len(data), 32, 60)) + kind + data + struct.pack(">I", check)


# GIF


def gif(random):
    width, height = side(random, 16), side(random, 16)
    flags = pick(random, 0xF7, 0, 0x80, 0x87, 0xFF, one_in=6)
    colors = random.randbytes(3 * 2 ** ((flags & 7) + 1)) if flags & 0x80 else b""
    screen = struct.pack("<HHBBB", width, height, flags, edge(random, 0, 8), edge(random, 0, 8))
    blocks = [_gif_extra(random) for _ in range(pick(random, 0, 1, 3, 100, one_in=3))]
    frames = [_gif_frame(random, width, height) for _ in range(pick(random, 1, 0, 2, 50, one_in=10))]
    end = pick(random, b";", b"", b";;", b"\0;", b"x", one_in=20)
    return pick(random, b"GIF89a", b"GIF87a", b"GIF88a", one_in=6) + screen + colors + b"".join(blocks + frames) + end


def _gif_extra(random):
    control = struct.pack("<BHBB", random.randrange(256), edge(random, 0, 16), edge(random, 0, 8), 0)
    netscape = b"!\xff\x0bNETSCAPE2.0\x03\x01" + struct.pack("<H", edge(random, 0, 16)) + b"\0"
    odd_ones = b"!\xf9\1x\0", b"!\xf9\0", b"!\xfe\5hello\0", b"!\xfe\xffx", b"!\x01\0", b"!\0\0", b"!"
    return random.choice((b"!\xf9\4" + control, netscape, *odd_ones))


def _gif_frame(random, width, height):
    left, top = edge(random, 0, 16, 20), edge(random, 0, 16, 20)
    flags, bits = pick(random, 0, 0x40, 0x87, 0xC7, one_in=6), pick(random, 8, 0, 1, 2, 7, 12, 13, 255, one_in=8)
    place = struct.pack("<HHHHB", left, top, edge(random, width, 16, 20), edge(random, height, 16, 20), flags)
    colors = random.randbytes(768) if flags & 0x80 else b""
    count = min(100_000, width * height)
    data = _lzw(random, pick(random, count, count // 2, count + 90, 0, one_in=8))
    blocks = [data[at : at + 255] for at in range(0, len(data), 255)]
    packed = b"".join(bytes([edge(random, len(block), 8, 200)]) + block for block in blocks)
    return b"," + place + colors + bytes([bits]) + packed + pick(random, b"\0", b"", b"\0\0", one_in=20)


def _lzw(random, count):
    """So many pixels of 8 bits, not packed: codes of nine bits, and so often a clear code that they stay so."""
    codes, image = [], bytes(pixels(random))
    for at in range(count):
        codes += [256, image[at % len(image)]] if at % 200 == 0 else [image[at % len(image)]]
    if happens(random, 10):
        codes.insert(random.randint(0, len(codes)), random.choice((257, 300, 511)))
    codes += pick(random, [257], [], [257, 0], one_in=15)
    bits = sum(code << 9 * place for place, code in enumerate(codes[:4_000]))
    return bits.to_bytes(9 * len(codes[:4_000]) // 8 + 1, "little")


# BMP


def bmp(random):
    width, height = side(random), side(random)
    bits, packing = (
        pick(random, 24, 1, 4, 8, 16, 32, 2, 0, 255, one_in=2),
        pick(random, 0, 1, 2, 3, 4, 5, 6, 99, one_in=5),
    )
    head = pick(random, 40, 12, 16, 52, 56, 64, 108, 124, 0, 39, 2**31, 2**32 - 1, one_in=4)
    height = pick(random, height, -height % 2**32, one_in=6)
    form, values = "<IIIHHIIIIII", (head, width, height, edge(random, 1, 16, 40), bits, packing)
    if head == 12:
        known = struct.pack("<IHHHH", 12, width % 2**16, height % 2**16, 1, bits)
    else:
        known = struct.pack(
            form, *values, edge(random, 0), 2_835, 2_835, edge(random, 0, 32, 20), edge(random, 0, 32, 20)
        )
        known += random.choice((bytes, random.randbytes))(max(0, min(200, head - 40)))
    if packing == 3 and head == 40:
        known += struct.pack("<III", *(edge(random, mask) for mask in (0xF800, 0x7E0, 0x1F)))
    known += random.randbytes((4 << bits) if bits <= 8 else 0)
    start = edge(random, 14 + len(known), 32, 20)
    data = _bmp_rows(random, width, height, bits, packing)
    return struct.pack("<2sIHHI", b"BM", edge(random, 0), 0, 0, start) + known + data


def _bmp_rows(random, width, height, bits, packing):
    if packing in (1, 2):
        return b"".join(_bmp_run(random) for _ in range(pick(random, 30, 0, 1_000, one_in=5))) + pick(
            random, b"\0\1", b""
        )
    size = min(2_000_000, (width * bits + 31) // 32 * 4 * min(height, 2**32 - height))
    data = (bytes(pixels(random)) * 4)[:size].ljust(size, b"\0")
    return pick(random, data, data[:-1], data[: size // 2], b"", data + b"x" * 9, one_in=8)


def _bmp_run(random):
    length = random.randrange(3, 256)
    literal = bytes([0, length]) + random.randbytes(length + length % 2)
    return random.choice((random.randbytes(2), b"\x1c\x07", literal, b"\0\0", b"\0\2" + random.randbytes(2)))


KINDS = {
    ".png": png, ".gif": gif, ".bmp": bmp, ".tif": tiff, ".jpg": jpeg, ".webp": webp, ".jpeg": strange,
    ".tiff": tiff,
}  # fmt: skip
