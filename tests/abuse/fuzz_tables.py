"""Files of digits in other forms that people have them in, nearly right: tables of any columns, ARFF, arrays in files
of their own, and archives. Each function returns a file and its ending."""

import gzip
import io
from functools import cache

import numpy as np
from PIL import Image

from tests.abuse.fuzz_parts import happens, pick
from tests.abuse.fuzz_sets import FIELDS, csv, idx, pixels
from tests.abuse.fuzz_zips import NAMES, npy_images, npy_labels, npz, zipped

WORDS = ("cat", "dog", "é", "T-shirt/top", "a, b", '"q"', "seven", "digit_3", "", " ", "x" * 41, "nan", "3.5", "07")
SIDES = (28, 28, 28, 8, 16, 27, 1, 128, 129)


# Tables


def table(random):
    """Of labels anywhere, an index, odd columns, fractions, words, quotes, decimal commas."""
    side = random.choice(SIDES)
    count = pick(random, 25, 1, 2, 3, 120, one_in=3) if side <= 28 else 3
    labels = _labels(random, count)
    columns = [[str(value) for value in row] for row in _pixels(random, count, side)]
    rows = [list(row) for row in columns]
    names = [random.choice(("pixel{}", "{}", "{}x1", "V{}")).format(place) for place in range(side * side)]
    for name, values in _others(random, count, labels):
        at = random.choice((0, 0, len(names), random.randint(0, len(names))))
        names.insert(at, name)
        for row, value in zip(rows, values, strict=True):
            row.insert(at, value)
    return _written(random, names, rows)


def _labels(random, count):
    known = random.choice(("0123456789", "01", [str(k) for k in range(1, 27)], [str(k) for k in range(70)], WORDS))
    return [random.choice(known) for _ in range(count)]


def _pixels(random, count, side):
    base = np.resize(np.array(pixels(random)), (count, side * side))
    match random.randrange(6):
        case 0:
            return (base / 255).round(4).tolist()
        case 1:
            return (base / 127.5 - 1).round(4).tolist()
        case 2:
            return (base // 16).tolist()
        case 3:
            return (255.0 - base).tolist()
    return base.tolist()


def _others(random, count, labels):
    """The columns beside the pixels."""
    index = [str(place + random.choice((0, 1))) for place in range(count)]
    found = [(random.choice(("label", "class", "y", "species", "Digit", "")), labels)]
    for name, values in (("id", index), ("", index), ("usage", ["Training"] * count), ("target", labels)):
        if happens(random, 5):
            found.append((name, values))
    return pick(random, found, [], found * 2, one_in=8)


def _written(random, names, rows):
    mark = random.choice((",", ",", ";", "\t", " ", "|"))
    point = pick(random, ".", ",", one_in=4)
    quote = pick(random, "", '"', one_in=5)
    if rows and happens(random, 3):
        row = random.choice(rows)
        row[random.randrange(len(row))] = random.choice(FIELDS) if row else ""
    lines = [mark.join(quote + field.replace(".", point) + quote for field in row) for row in rows if row]
    if happens(random, 2):
        lines.insert(0, mark.join(names))
    data = "\n".join(lines).encode(pick(random, "utf-8", "latin-1", "utf-16", "utf-8-sig", one_in=6), "replace")
    if happens(random, 8):
        return gzip.compress(data, 1, mtime=0), ".csv.gz"
    return data, pick(random, ".csv", ".txt", ".tsv", one_in=4)


# ARFF


def arff(random):
    count = pick(random, 2, 0, 1, 30, one_in=4)
    lines = [pick(random, "@RELATION mnist", "% comment", "", one_in=5)]
    names = [pick(random, f"p{place}", "'a b'", "", one_in=400) for place in range(784)]
    lines += [f"@ATTRIBUTE {name} {random.choice(('REAL', 'NUMERIC', '{0,1}'))}" for name in names]
    lines += [pick(random, "@attribute class {0,1,2}", "", "@attribute", "@attribute 'x", one_in=6)]
    lines += [pick(random, "@DATA", "@data", "", "@DATA 5", "@", one_in=6)]
    for _ in range(count):
        values = [*map(str, pixels(random)), pick(random, str(random.randrange(10)), "'3'", "?", "", one_in=6)]
        lines.append(pick(random, ",".join(values), "{1 5, 3 7}", "% x", ",".join(values[:-1]), one_in=12))
    return "\n".join(lines).encode(), ".arff"


# Arrays


def npy(random):
    count = pick(random, 2, 0, 1, 50, one_in=6)
    if happens(random, 2):
        return npy_images(random, count), "images.npy"
    return npy_labels(random, count), "labels.npy"


# Archives


@cache
def _png(label):
    data = io.BytesIO()
    Image.new("L", (28, 28), 20 * label).save(data, "PNG")
    return data.getvalue()


def archive(random):
    """Several files in one, some of which belong together."""
    members = []
    match random.randrange(5):
        case 0:
            members = [(f"set/{k % 3}/{k}.png", _png(k)) for k in range(pick(random, 6, 1, 0, one_in=6))]
        case 1:
            members = [("train.csv", csv(random)[0]), ("test.csv", csv(random)[0]), ("sample_submission.csv", b"a,b")]
        case 2:
            members = [("x/train-images-idx3-ubyte", idx(random)[0]), ("x/train-labels-idx1-ubyte", idx(random)[0])]
        case 3:
            members = [("mnist.npz", npz(random)[0]), ("readme.txt", b"hello")]
        case 4:
            members = [(f"{k}.png", _png(k)) for k in range(5)]
            rows = "".join(f"{k}.png,{random.choice(WORDS)}\n" for k in range(5))
            members.append(("labels.csv", rows.encode("utf-8")))
    for _ in range(pick(random, 0, 1, 3, one_in=4)):
        more = (table(random)[0], b"", b"x", b"1 65 97\n2 66 98\n", _png(3)[:40])
        names = ("a.csv", "emnist-letters-mapping.txt", "._a.png", "__MACOSX/a.csv", "3/a.png", "a.json", *NAMES)
        members.append((random.choice(names), random.choice(more)))
    return zipped(random, members), ".zip"
