"""What a file, a folder or an archive holds: the images for training, and those for testing that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.digits.readers import arff, csv, folder, idx, known, npy, npz
from engine.digits.readers.columns import MANY, delimiter_of
from engine.digits.readers.common import Cancelled, NotTheSize, Part, Watch
from engine.digits.readers.file_names import Told, for_testing, told_by
from engine.digits.readers.kinds import ARFF, IDX, NPY, TEXT, ZIP, check_archive, kind_of
from engine.digits.readers.sources import DiskFile, Source, archive_at, beside, in_folder, in_zip, start_of
from engine.errors import UserError
from engine.words import _, ngettext

ENDINGS = (".csv", ".tsv", ".txt", ".arff", ".npz", ".npy", ".gz", ".idx", "-ubyte", ".idx3-ubyte", "-int", "_ubyte")
BESIDE = ("mapping", "submission", "readme", "license", "licence", "class_names", "classmap", "requirements", "notes")
SHOWN = 8  # sets that a sentence names


@dataclass(frozen=True, eq=False)
class Held:
    """``parts``: one or two. ``source``: the file of the first, if it is of one. ``mapping``: names of labels, in a
    file beside it. ``note``: about the test images."""

    parts: list[Part]
    source: Source | None = None
    mapping: dict[int, str] | None = None
    note: str = ""


def of_file(path: Path, watch: Watch) -> Held:
    source = DiskFile((path.name,), str(path), path)
    start = start_of(source, watch)
    if not start:
        raise UserError(_("{file} is empty.").format(file=path.name))
    kind = kind_of(start, path.name)
    if kind == ZIP and not _is_npz(path, watch):
        return _of_archive(path, watch)
    others = beside(path, watch)
    return _with_test(read_one(source, kind, others, watch), source, others, watch)


def read_one(source: Source, kind: str, others: Sequence[Source], watch: Watch) -> list[Part]:
    """The parts that are in a file, with those beside that it needs."""
    if kind == ZIP:
        return npz.read(source, others, watch)
    if kind == IDX:
        return [idx.read(source, others, watch)]
    if kind == NPY:
        return [npy.read(source, others, watch)]
    return [{TEXT: csv.read, ARFF: arff.read}[kind](source, watch)]


def _with_test(parts: list[Part], source: Source, others: Sequence[Source], watch: Watch) -> Held:
    """With the test images in a file beside, if there are some; one that cannot be read does no harm."""
    mapping = known.mapping(source, others, watch)
    for other in for_testing(source, others) if len(parts) == 1 else ():
        try:
            parts.append(_read(other, others, watch)[0])
        except (Cancelled, NotTheSize):
            raise
        except (UserError, OSError) as error:
            note = _("The test images beside it, in {file}, were left out: {reason}")
            return Held(parts, source, mapping, note.format(file=other.name, reason=error))
        note = _("The test images are those of {file}, beside it.") if parts[1].labels is not None else ""
        return Held(parts, source, mapping, note.format(file=other.name))
    return Held(parts, source, mapping)


def _read(source: Source, others: Sequence[Source], watch: Watch) -> list[Part]:
    return read_one(source, kind_of(start_of(source, watch), source.name), others, watch)


# Many files


def of_folder(path: Path, watch: Watch) -> Held:
    return _of_many(in_folder(path, watch), path.name, str(path), watch, False)


def _of_archive(path: Path, watch: Watch) -> Held:
    with archive_at(path, watch) as archive:
        check_archive(archive.namelist(), path.name)
        return _of_many(in_zip(archive, path, watch), path.name, str(path), watch, True)


def _is_npz(path: Path, watch: Watch) -> bool:
    """By its name, or by what is in it."""
    if path.suffix.lower() == ".npz":
        return True
    with archive_at(path, watch) as archive:
        names = [info.filename for info in archive.infolist() if info.filename and not info.is_dir()]
    return bool(names) and all(name.endswith(".npy") for name in names)


def _of_many(sources: list[Source], name: str, origin: str, watch: Watch, packed: bool) -> Held:
    tables = [source for source in sources if _may_hold_images(source, watch)]
    if not tables:
        return Held(folder.read(sources, name, origin, watch))
    train, test = _chosen(tables, name, packed)
    parts = _read(train, sources, watch)
    if test is not None and len(parts) == 1:
        parts.append(_read(test, sources, watch)[0])
    used = {train.inside, *([test.inside] if test is not None else [])}
    note = _unused([source for source in tables if source.inside not in used], name)
    return Held(parts, train, known.mapping(train, sources, watch), note)


def _unused(tables: list[Source], folder: str) -> str:
    """A sentence about the images that are not used; labels are with theirs."""
    names = [source.where for source in tables if told_by(source.name).role != "labels"]
    if not names:
        return ""
    sentence = ngettext("Not used from {folder}: the file {files}.", "Not used from {folder}: the files {files}.",
                        len(names))  # fmt: skip
    listed = ", ".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
    return sentence.format(folder=folder, files=listed)


def _may_hold_images(source: Source, watch: Watch) -> bool:
    """Not a list of labels, nor words about the files."""
    name = source.name.lower()
    if not name.endswith(ENDINGS) and "idx" not in name:
        return False
    if any(word in name for word in BESIDE) and not told_by(name).role:
        return False
    if not name.endswith((".csv", ".tsv", ".txt")):
        return True
    start = start_of(source, watch, 4_000)
    line = start.decode("utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace").lstrip()
    return line.split("\n")[0].count(delimiter_of(line)) >= MANY


def _chosen(tables: list[Source], name: str, packed: bool) -> tuple[Source, Source | None]:
    """The file to train with and that to test with. Raises UserError if there are several sets."""
    told = [(told_by(source.name), source) for source in tables]
    images = [one for one in told if one[0].role != "labels"] or told
    sets: dict[tuple[str, ...], dict[str, Source]] = {}
    for words, source in images:
        sets.setdefault(words.rest, {}).setdefault(words.part, source)
    if len(sets) > 1:
        trained = {rest: parts for rest, parts in sets.items() if "train" in parts}
        sets = trained if len(trained) == 1 else sets
    if len(sets) > 1:
        raise UserError(_several(images, name, packed))
    (parts,) = sets.values()
    train = parts.get("train") or parts.get("") or parts.get("test") or next(iter(parts.values()))
    test = parts.get("test") or parts.get("val")
    return train, None if test is train else test


def _several(images: list[tuple[Told, Source]], name: str, packed: bool) -> str:
    names = sorted({source.name for _words, source in images})
    files = ", ".join(names[:SHOWN]) + ("…" if len(names) > SHOWN else "")
    if packed:
        return _("{file} holds several sets ({files}): unpack it, and open one of them.").format(file=name, files=files)
    return _("{folder} holds several sets ({files}): open one of these files.").format(folder=name, files=files)
