"""Sets that are known by the names of their files, by a mapping beside them, or by their first image.

EMNIST: Cohen and others 2017; Fashion-MNIST: Xiao and others 2017; KMNIST and K49: Clanuwat and others 2018.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits

import numpy as np

from engine.digits.readers.common import Watch
from engine.digits.readers.file_names import told_by
from engine.digits.readers.sources import Source
from engine.errors import UserError
from engine.words import _

FASHION = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
KMNIST = ("お", "き", "す", "つ", "な", "は", "ま", "や", "れ", "を")
K49 = tuple("あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをんゝ")
MERGED = tuple(digits + ascii_uppercase + "abdefghnqrt")
FASHION_FIRST = {0xF270BEB5, 0x52830860}  # zlib.crc32 of the first image for training, and of that for testing
MAPPING_BYTES = 10_000


@dataclass(frozen=True)
class Known:
    """``names``: by label. ``transposed``: whether its files hold the images so."""

    title: str
    names: Mapping[int, str]
    transposed: bool = False


def _counted(names: Sequence[str], first: int = 0) -> dict[int, str]:
    return {first + place: name for place, name in enumerate(names)}


_BY_NAME: tuple[tuple[str, Known], ...] = (
    (r"emnist.?letters", Known("EMNIST Letters", _counted(ascii_lowercase, 1), True)),
    (r"emnist.?balanced", Known("EMNIST Balanced", _counted(MERGED), True)),
    (r"emnist.?bymerge", Known("EMNIST ByMerge", _counted(MERGED), True)),
    (r"emnist.?byclass", Known("EMNIST ByClass", _counted(digits + ascii_uppercase + ascii_lowercase), True)),
    (r"emnist", Known("EMNIST", _counted(digits), True)),
    (r"fashion", Known("Fashion-MNIST", _counted(FASHION))),
    (r"k49", Known("Kuzushiji-49", _counted(K49))),
    (r"kmnist|kuzushiji", Known("KMNIST", _counted(KMNIST))),
    (r"sign.?(language.?)?mnist", Known("Sign Language MNIST", {n: c for n, c in enumerate(ascii_uppercase)
                                                              if c not in "JZ"})),
    (r"a_z.?handwritten", Known("A-Z Handwritten", _counted(ascii_uppercase))),
)  # fmt: skip
_FASHION = next(known for pattern, known in _BY_NAME if pattern == "fashion")


def by_name(source: Source, folder: str) -> tuple[Known | None, bool]:
    """What a file's own name says, else the name of the folder that it is in; and whether it was its own."""
    own = _found(source.name)
    if own is not None or [word for word in told_by(source.name).rest if not word.isdigit()]:
        return own, True
    around = source.folders[-1] if source.folders else folder
    return _found(around), False


def _found(name: str) -> Known | None:
    return next((known for pattern, known in _BY_NAME if re.search(pattern, name.lower())), None)


def by_content(images: np.ndarray) -> Known | None:
    """By the first image: of those sets whose files are always in one order."""
    first = zlib.crc32(np.ascontiguousarray(images[0]).tobytes())
    return _FASHION if first in FASHION_FIRST else None


def mapping(source: Source, others: Sequence[Source], watch: Watch) -> dict[int, str] | None:
    """The names in the mapping file beside a file of EMNIST's form, if there is one that belongs to it.

    Its lines are a label and the codes of its characters; of two, which are a letter's both cases, the small one.
    """
    words = set(told_by(source.name).rest)
    files = [other for other in others if "mapping" in other.name.lower() and other.name.lower().endswith(".txt")]
    own = [other for other in files if set(told_by(other.name).rest) - {"mapping"} <= words]
    for other in own[:1] if len(own) == 1 or len(files) == 1 else own[-1:]:
        return _mapped(other, watch)
    return None


def _mapped(source: Source, watch: Watch) -> dict[int, str] | None:
    names = {}
    try:
        lines = source.read(MAPPING_BYTES, watch).decode("ascii", "replace").split("\n")
    except (UserError, OSError):
        return None
    for line in lines:
        numbers = line.split()
        if not all(re.fullmatch(r"\d{1,6}", number) for number in numbers):
            return None
        if len(numbers) >= 2 and chr(int(numbers[-1])).isprintable() and not chr(int(numbers[-1])).isspace():
            names[int(numbers[0])] = chr(int(numbers[-1]))
    return names if 2 <= len(names) <= 62 and len(set(names.values())) == len(names) else None


def note_of(known: Known) -> str:
    return _("This is taken for {set}: its classes are called as they are there.").format(set=known.title)
