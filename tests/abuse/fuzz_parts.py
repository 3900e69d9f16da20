"""What the grammars of fuzz.py share: productions that are now and then replaced, JSON that need not be sound, numbers
at the edges, and mutants of files that are there.

Every function takes a ``random.Random``: the same seed makes the same file.
"""

import gzip
import io
import json
import re
import struct
import zipfile
import zlib
from functools import cache

EDGES = (0, 1, 2, 27, 28, 29, 127, 255, 256, 784, 4095, 4097, 65_535, 65_536, 2**24, 2**31 - 1, 2**31, 2**32 - 1)
LONG_EDGES = (*EDGES, 2**53, 2**63 - 1, 2**63, 2**64 - 1)
MOST = 200_000  # bytes of a member that are damaged: nobody wants mutants of a bomb's content


class Raw(str):
    """JSON as it shall stand in the file, sound or not."""


class Pairs(list):
    """A record, as a list of names and values: of JSON's, a name may occur twice."""


DEEP = Raw("[" * 900 + "]" * 900), Raw('{"a":' * 900 + "1" + "}" * 900), Raw("[" * 100_000)
ODD = (
    None, True, False, -1, 0, 1, 2, 3, 255, 2**31, 2**53 + 1, 10**19, 0.5, 1.5, -0.0, 1e-300, 1e308, "", "x", "0",
    "nan", "\0", "\ud800", "\u202e<b>x</b>\n\n", "x" * 101, "x" * 10_001, "x" * 100_001, [], [0], [1, 2, 3], [[[]]],
    {}, {"a": 1}, Raw("NaN"), Raw("Infinity"), Raw("-Infinity"), Raw("1e400"), Raw("1" + "0" * 400), Raw("9" * 4_000),
    Raw("9" * 5_000), Raw("nan"), Raw("1."), Raw("01"), Raw("'x'"), Raw('"\\u12"'), Raw('"\n"'), Raw(""), *DEEP,
)  # fmt: skip
"""What may stand in the place of any value in JSON."""


def pick(random, usual, *others, one_in=10):
    """``usual``, and once in so many times one of the others."""
    return random.choice(others) if random.randrange(one_in) == 0 else usual


@cache
def zeros(size):
    """So many bytes, packed by zlib."""
    return zlib.compress(bytes(size), 1)


def happens(random, one_in):
    return random.randrange(one_in) == 0


def edge(random, usual, bits=32, one_in=12):
    """A number that may be at an edge, of so many bits without a sign."""
    return pick(random, usual, usual - 1, usual + 1, *LONG_EDGES, one_in=one_in) % 2**bits


# JSON


def as_json(value):
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict | Pairs):
        pairs = value.items() if isinstance(value, dict) else value
        return "{" + ", ".join(f"{json.dumps(name)}: {as_json(part)}" for name, part in pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_json, value)) + "]"
    return json.dumps(value)


def odd(random, usual, *others, one_in=100):
    """A value of JSON that may be one of ``others``, or anything."""
    return random.choice((*others, *others, *ODD)) if happens(random, one_in) else usual


def record(random, fields, one_in=200):
    """A record in which each field may be missing, there twice, renamed, or something else."""
    pairs = Pairs()
    for name, value in fields.items():
        match pick(random, "whole", "missing", "twice", "renamed", "odd", one_in=one_in):
            case "missing":
                continue
            case "twice":
                pairs.append((name, random.choice(ODD)))
            case "renamed":
                name += "_"
            case "odd":
                value = random.choice(ODD)
        pairs.append((name, value))
    if happens(random, one_in):
        pairs.insert(random.randint(0, len(pairs)), ("from the future", random.choice(ODD)))
    return pairs


def json_file(random, tree):
    """The bytes of a file of JSON, in an encoding that is mostly the right one."""
    text = as_json(tree)
    text = pick(random, text, f"[{text}]", text + text, text[:-1], f"\ufeff{text}", f" \n{text}\n", "", one_in=40)
    return text.encode(pick(random, "utf-8", "utf-16", "utf-32", "utf-8-sig", one_in=40), "surrogatepass")


# Mutants


def mutant(random, data, other):
    """``data``, damaged; what is packed is mostly damaged inside. ``other``: a file from which something may come."""
    if data[:2] == b"PK" and happens(random, 2):
        return _zip_mutant(random, data, other)
    if data[:2] == b"\x1f\x8b" and happens(random, 2):
        return _gzip_mutant(random, data, other)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        data = random.choice(DAMAGE)(random, data, other)
    return data


def _zip_mutant(random, data, other):
    """One member is damaged, and all are packed anew, so that sizes and sums are right."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            infos = [info for info in file.infolist() if info.compress_type in (0, 8)]
            members = {info.filename: file.open(info).read(MOST) for info in infos}
    except Exception:  # whatever zipfile says about a file that is broken on purpose
        members = {}
    if not members:
        return _flipped(random, data, other)
    name = random.choice(list(members))
    members[name] = random.choice(DAMAGE)(random, members[name], other)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _gzip_mutant(random, data, other):
    try:
        plain = gzip.GzipFile(fileobj=io.BytesIO(data)).read(MOST)
    except (OSError, EOFError, zlib.error):
        return _flipped(random, data, other)
    return gzip.compress(random.choice(DAMAGE)(random, plain, other), mtime=0)


def _flipped(random, data, _other):
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 4, 16))):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(random, data, _other):
    middle, size = random.randint(0, len(data)), random.randint(1, 64)
    return random.choice((data[:middle], data[middle:], data[:middle] + data[middle + size :]))


def _grown(random, data, _other):
    middle, size = random.randint(0, len(data)), random.choice((1, 4, 64, 1_000))
    more = random.choice((data[middle : middle + size], random.randbytes(size), bytes(size)))
    return data[:middle] + more * random.choice((1, 1, 3)) + data[middle:]


def _spliced(random, data, other):
    """The beginning of one and the end of another."""
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def _with_edge(random, data, _other):
    """Four bytes, mostly of a header, are a number at an edge."""
    form, bits = random.choice((("<H", 16), (">H", 16), ("<I", 32), (">I", 32), ("<Q", 64), ("B", 8)))
    number = struct.pack(form, random.choice(LONG_EDGES) % 2**bits)
    at = random.randint(0, min(len(data), random.choice((32, 256, len(data)))))
    return data[:at] + number + data[at + len(number) :]


def _with_odd_word(random, data, _other):
    """A number or a text, as files of text have them, is another."""
    words = list(re.finditer(rb'-?\d+(\.\d+)?|"[^"\n]*"|true|false|null', data[:MOST]))
    if not words:
        return _flipped(random, data, _other)
    found = random.choice(words)
    odd_word = as_json(random.choice(ODD)).encode("utf-8", "surrogatepass")
    another = random.choice((odd_word, data[slice(*random.choice(words).span())]))
    return data[: found.start()] + another + data[found.end() :]


def _recoded(random, data, _other):
    return data.decode("latin-1").encode(random.choice(("utf-8", "utf-16", "utf-8-sig", "utf-32")))


DAMAGE = (_flipped, _flipped, _cut, _grown, _spliced, _with_edge, _with_edge, _with_odd_word, _with_odd_word, _recoded)
