"""What a file is by its first bytes: one that a reader takes, or one of the many others, which are named for what they
are, with the way round."""

from __future__ import annotations

import re
from pathlib import PurePath

from engine.errors import UserError
from engine.words import _

IDX, NPY, ZIP, TEXT, ARFF = "idx", "npy", "zip", "text", "arff"
START = 512  # bytes that are looked at

_TO_ARRAYS = _(
    "{file} is {kind}, which Inkling does not open: open it in Python, and save its images and labels with "
    "numpy's savez as x_train and y_train."
)
_TO_CSV = _("{file} is {kind}, which Inkling does not open: save it as CSV, and open that.")
_UNPACK = _("{file} is {kind}: unpack it, and open what is in it.")
_NETWORK = _("{file} is {kind}, and holds a network, not images: open it with File > Open network.")
_PICTURE = _("{file} is one image: drop it on the Draw page, or open a folder with images sorted into folders 0 to 9.")
_NOTHING = _(
    "{file} is nothing that Inkling can read: open a CSV file, an IDX file (.gz too), an NPZ file, or a folder of "
    "images sorted into folders 0 to 9."
)
FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"PAR1", _TO_ARRAYS, _("a Parquet file")),
    (b"\x89HDF\r\n\x1a\n", _TO_ARRAYS, _("an HDF5 file")),
    (b"MATLAB 5", _TO_ARRAYS, _("a file of MATLAB's (.mat)")),
    (b"MATLAB 7", _TO_ARRAYS, _("a file of MATLAB's (.mat)")),
    (b"ARROW1", _TO_ARRAYS, _("a Feather file")),
    (b"SQLite format 3", _TO_CSV, _("a database (SQLite)")),
    (b"\xd0\xcf\x11\xe0", _TO_CSV, _("an old Excel or Word file")),
    (b"%PDF", _("{file} is {kind}: save its images in folders, or its numbers as CSV, and open those."), _("a PDF")),
    (b"7z\xbc\xaf\x27\x1c", _UNPACK, _("a 7z archive")),
    (b"Rar!", _UNPACK, _("a RAR archive")),
    (b"BZh", _UNPACK, _("packed with bzip2")),
    (b"\xfd7zXZ", _UNPACK, _("packed with xz")),
    (b"\x28\xb5\x2f\xfd", _UNPACK, _("packed with zstd")),
    (b"\x89PNG", _PICTURE, ""),
    (b"\xff\xd8\xff", _PICTURE, ""),
    (b"GIF8", _PICTURE, ""),
    (b"BM", _PICTURE, ""),
    (b"II*\0", _PICTURE, ""),
    (b"MM\0*", _PICTURE, ""),
    (b"version https://git-lfs", _("{file} is {kind}: get the file itself, with “git lfs pull”."),
     _("a note of Git LFS about a file that was not downloaded")),
)  # fmt: skip
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<svg")
_ENDINGS = {".onnx": _("an ONNX file"), ".h5": _("a file of Keras's"), ".keras": _("a file of Keras's"),
            ".safetensors": _("a safetensors file"), ".pt": _("a file of PyTorch's"),
            ".pth": _("a file of PyTorch's")}  # fmt: skip


def kind_of(start: bytes, name: str) -> str:
    """One of IDX, NPY, ZIP, TEXT and ARFF. Raises UserError for anything else, by what it is.

    ``start``: its first bytes, unpacked if it is gzipped.
    """
    if start[:2] == b"PK":
        return ZIP
    if start[:6] == b"\x93NUMPY":
        return NPY
    if re.match(rb"\0\0[\x08\x09\x0b-\x0e][\1-\x08]", start, re.DOTALL):
        return IDX
    _check_foreign(start, name)
    if start[:2] == b"\0\0":
        return IDX
    if is_text(start):
        return ARFF if is_arff(start) else TEXT
    raise UserError(_NOTHING.format(file=name))


def is_text(start: bytes) -> bool:
    """Whether it may be one, in one of the usual encodings."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return not any(byte < 9 or 13 < byte < 28 for byte in start)


def is_arff(start: bytes) -> bool:
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return text.startswith((b"@relation", b"@attribute")) or (text[:1] == b"%" and b"\n" in text)


def _check_foreign(start: bytes, name: str) -> None:
    for magic, sentence, kind in FOREIGN:
        if start.startswith(magic):
            raise UserError(sentence.format(file=name, kind=kind))
    if start[:1] == b"\x80" and start[1:2] in b"\2\3\4\5" and len(start) > 1:
        sentence = _(
            "{file} is a pickle, which could run any program and is never opened: in Python, save its images and "
            "labels with numpy's savez as x_train and y_train."
        )
        raise UserError(sentence.format(file=name))
    if start[:2] == b"\x1f\x8b":
        raise UserError(_UNPACK.format(file=name, kind=_("packed twice with gzip")))
    if start[257:262] == b"ustar":
        raise UserError(_UNPACK.format(file=name, kind=_("a tar archive")))
    if (start[:4] == b"RIFF" and start[8:12] == b"WEBP") or start[4:12] in (b"ftypheic", b"ftypheix", b"ftypavif"):
        raise UserError(_PICTURE.format(file=name))
    _check_words(start, name)
    if start[8:10] == b'{"' or PurePath(name).suffix.lower() == ".onnx":
        kind = _ENDINGS.get(PurePath(name).suffix.lower(), _("a safetensors file"))
        raise UserError(_NETWORK.format(file=name, kind=kind))


def _check_words(start: bytes, name: str) -> None:
    """Texts that are no tables."""
    words = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if words.startswith(_PAGES):
        sentence = _("{file} is a web page, and no set of images: download the file itself again.")
        raise UserError(sentence.format(file=name))
    if words.startswith((b"{", b"[")):
        sentence = _("{file} is JSON, which Inkling does not open as images: save it as CSV, a row for each image.")
        raise UserError(sentence.format(file=name))


def check_archive(names: list[str], name: str) -> None:
    """Refuses zips that are the files of other programs. ``names``: of what is in it."""
    lower = [one.lower() for one in names]
    if any(one.endswith("/data.pkl") or one == "data.pkl" for one in lower):
        raise UserError(_NETWORK.format(file=name, kind=_("a file of PyTorch's")))
    if "model.weights.h5" in lower:
        raise UserError(_NETWORK.format(file=name, kind=_("a file of Keras's")))
    if "[content_types].xml" in lower:
        raise UserError(_TO_CSV.format(file=name, kind=_("an Excel or Word file")))
    if "mimetype" in lower and "content.xml" in lower:
        raise UserError(_TO_CSV.format(file=name, kind=_("a file of LibreOffice's")))
