"""The tensors in a file of torch.save, without unpickling it: only what builds tensors is understood, and nothing runs.

Such a file is a zip: data.pkl says which tensors there are and how they lie in the storages, which are files of numbers
beside it. Everything is checked against the sizes of those before it is read; torch.load would believe what is said.
"""

from __future__ import annotations

import collections
import io
import pickle
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor

from engine import limits
from engine.errors import UserError
from engine.reading import open_file
from engine.words import _

STORAGES = {
    "FloatStorage": torch.float32, "DoubleStorage": torch.float64, "HalfStorage": torch.float16,
    "BFloat16Storage": torch.bfloat16, "LongStorage": torch.int64, "IntStorage": torch.int32,
    "ShortStorage": torch.int16, "CharStorage": torch.int8, "ByteStorage": torch.uint8, "BoolStorage": torch.bool,
}  # fmt: skip
NESTED = ("state_dict", "model_state_dict", "model", "net", "network", "weights", "params", "parameters")
"""What a checkpoint calls the part that has the parameters."""
_PIECE = 1 << 18  # bytes
MOST_TENSORS = 200
LARGEST_INDEX = 1_000_000  # bytes of data.pkl
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_WRONG = (pickle.UnpicklingError, AttributeError, LookupError, TypeError, ValueError, EOFError, RecursionError,
          OverflowError, MemoryError, AssertionError, struct.error)  # fmt: skip
"""What a pickle that is none, or is made to do harm, raises."""


@dataclass(frozen=True)
class Form:
    """A tensor that has not been read: ``key`` of its storage, and how it lies in it."""

    dtype: torch.dtype
    key: str
    offset: int
    shape: tuple[int, ...]
    stride: tuple[int, ...]

    @property
    def elements(self) -> int:
        """Of the storage, up to its last."""
        if 0 in self.shape:
            return 0
        return self.offset + sum((size - 1) * step for size, step in zip(self.shape, self.stride, strict=True)) + 1


def read_state_dict(path: Path) -> dict[str, Tensor]:
    """The tensors of a state_dict, or of a checkpoint that has one, in their order. Raises UserError and OSError."""
    try:
        with open_file(path, limits.NETWORK_FILE) as file, zipfile.ZipFile(file) as archive:
            names = {name.split("/", 1)[-1]: name for name in archive.namelist()}
            _check_archive(archive, names, path)
            forms = _forms(archive.read(names["data.pkl"]), path)
            _check_storages(forms, archive, names, path)
            return {name: _tensor(form, archive, names, path) for name, form in forms.items()}
    except _DAMAGED as error:
        raise UserError(_("{file} is damaged: {error}.").format(file=path.name, error=error)) from None


def _check_archive(archive: zipfile.ZipFile, names: dict[str, str], path: Path) -> None:
    if "constants.pkl" in names or any(name.startswith("code/") for name in names):
        sentence = _("{file} is a TorchScript program, which is never run: save model.state_dict() with PyTorch.")
        raise UserError(sentence.format(file=path.name))
    if "data.pkl" not in names:
        sentence = _("{file} is an archive, but not one that PyTorch has saved: save model.state_dict() with it.")
        raise UserError(sentence.format(file=path.name))
    infos = archive.infolist()
    if any(info.compress_type != zipfile.ZIP_STORED for info in infos) or (
        sum(info.file_size for info in infos) > limits.NETWORK_FILE
        or archive.getinfo(names["data.pkl"]).file_size > LARGEST_INDEX
    ):
        sentence = _("{file} is not as PyTorch writes files: it is packed, or far larger than it may be.")
        raise UserError(sentence.format(file=path.name))


def _forms(index: bytes, path: Path) -> dict[str, Form]:
    reader = _Reader(io.BytesIO(index))
    try:
        found = reader.load()
    except _WRONG:
        found = None
    if reader.unknown:
        sentence = _(
            "{file} holds more than tensors (“{name}”), which could run any program and is never opened: save "
            "model.state_dict() with PyTorch."
        )
        raise UserError(sentence.format(file=path.name, name=reader.unknown.rpartition(".")[2][:60]))
    nested = [_tensors(found.get(name)) for name in NESTED] if isinstance(found, dict) else []
    tensors = next(filter(None, nested), None) or _tensors(found)
    if not tensors:
        sentence = _("{file} holds no state_dict: save model.state_dict() with PyTorch.")
        raise UserError(sentence.format(file=path.name))
    return tensors


def _tensors(found: object) -> dict[str, Form]:
    if not isinstance(found, dict) or not all(isinstance(name, str) for name in found):
        return {}
    return {name: value for name, value in found.items() if isinstance(value, Form)}


class _Reader(pickle._Unpickler):  # of Python's own two, that without C
    """Knows the few names of which a state_dict consists, and calls nothing but what is written here.

    ``unknown``: the first name that it does not know.
    """

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, encoding="utf-8")
        self.unknown = ""

    def find_class(self, module: str, name: str) -> Any:
        known: dict[tuple[str, str], Any] = {
            ("collections", "OrderedDict"): collections.OrderedDict,
            ("torch._utils", "_rebuild_tensor_v2"): _rebuilt,
            ("torch._utils", "_rebuild_parameter"): _parameter,
        }
        if (module, name) in known:
            return known[module, name]
        if module in ("torch", "torch.storage") and name in STORAGES:
            return STORAGES[name]
        self.unknown = self.unknown or f"{module}.{name}"
        raise pickle.UnpicklingError(name)

    def get_extension(self, code: int) -> None:
        raise pickle.UnpicklingError(str(code))

    def persistent_load(self, pid: Any) -> tuple[torch.dtype, str]:
        kind, dtype, key, _place, _count = pid
        if kind != "storage" or not isinstance(dtype, torch.dtype) or not isinstance(key, str):
            raise pickle.UnpicklingError(str(kind)[:20])
        return dtype, key


def _rebuilt(storage: Any, offset: Any, shape: Any, stride: Any, *_more: Any) -> Form:
    dtype, key = storage
    numbers = (offset, *shape, *stride)
    if not all(type(number) is int and 0 <= number < 2**40 for number in numbers) or len(shape) != len(stride):
        raise pickle.UnpicklingError("shape")
    return Form(dtype, key, offset, tuple(shape), tuple(stride))


def _parameter(form: Any, *_more: Any) -> Any:
    return form


def _check_storages(forms: dict[str, Form], archive: zipfile.ZipFile, names: dict[str, str], path: Path) -> None:
    """A storage is read for each tensor in it: honest files have one or a few for all of them."""
    members = [names[f"data/{form.key}"] for form in forms.values() if f"data/{form.key}" in names]
    if len(forms) > MOST_TENSORS or sum(archive.getinfo(one).file_size for one in members) > 5 * limits.NETWORK_FILE:
        raise UserError(_("{file} holds far more tensors than a network of Inkling's.").format(file=path.name))


def _bytes(archive: zipfile.ZipFile, member: str) -> bytearray:
    """Piece by piece, as files are read that may be strangers'."""
    with archive.open(member) as file:
        return bytearray().join(iter(lambda: file.read(_PIECE), b""))


def _tensor(form: Form, archive: zipfile.ZipFile, names: dict[str, str], path: Path) -> Tensor:
    """Raises UserError if its storage is not there, or smaller than it would have to be."""
    member, size = names.get(f"data/{form.key}"), form.dtype.itemsize
    elements = int(np.prod(form.shape, dtype=object))
    if member is None or form.elements * size > archive.getinfo(member).file_size or elements > form.elements:
        sentence = _("{file} is damaged: its tensors are larger than what is in it.")
        raise UserError(sentence.format(file=path.name))
    data = _bytes(archive, member)
    if not elements:
        return torch.empty(form.shape, dtype=form.dtype)
    flat = torch.frombuffer(data, dtype=form.dtype, count=form.elements)
    return cast("Callable[..., Tensor]", torch.as_strided)(flat, form.shape, form.stride, form.offset).clone()
