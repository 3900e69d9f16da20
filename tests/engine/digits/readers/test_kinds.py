"""What cannot be opened is named for what it is, with the way round."""

import zipfile

import numpy as np
import pytest

from engine.digits.readers.kinds import ARFF, IDX, NPY, TEXT, ZIP, kind_of
from engine.errors import UserError

FOREIGN = {
    "a.parquet": (b"PAR1\x15\x04", "Parquet", "x_train"),
    "a.h5": (b"\x89HDF\r\n\x1a\n", "HDF5", "x_train"),
    "mnist.mat": (b"MATLAB 5.0 MAT-file, Platform: GLNX", "MATLAB", "x_train"),
    "mnist.pkl": (b"\x80\x04\x95\x00", "pickle", "never opened"),
    "a.feather": (b"ARROW1\0\0", "Feather", "x_train"),
    "a.xls": (b"\xd0\xcf\x11\xe0", "Excel", "CSV"),
    "a.pdf": (b"%PDF-1.7\n%\xe2", "PDF", "CSV"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c", "7z", "unpack"),
    "a.csv.bz2": (b"BZh91AY", "bzip2", "unpack"),
    "a.tar": (bytes(257).replace(b"\0", b"a") + b"ustar", "tar", "unpack"),
    "a.png": (b"\x89PNG\r\n\x1a\n", "one image", "Draw"),
    "a.heic": (b"\0\0\0\x18ftypheic", "one image", "Draw"),
    "a.csv": (b"<!DOCTYPE html>\n<html>", "web page", "download"),
    "a.json": (b'{"images": []}', "JSON", "CSV"),
    "a.onnx": (b"\x08\x07\x12\x07pytorch", "ONNX", "network"),
    "a.safetensors": (b"\x40\0\0\0\0\0\0\0" + b'{"a":{}}', "safetensors", "network"),
    "mnist.npz": (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS", "git lfs pull"),
    "a.bin": (b"\x01\x02\x03\x04", "nothing that Inkling can read", "CSV"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_named_with_the_way_round(tmp_path, name, refused):
    data, *words = FOREIGN[name]
    (tmp_path / name).write_bytes(data + bytes(100) if b"<" not in data and b"{" not in data[:1] else data)
    assert len(str(refused(tmp_path / name, name, *words)).split(". ")) == 1


@pytest.mark.parametrize(
    ("member", "word"),
    [
        ("archive/data.pkl", "PyTorch"),
        ("model.weights.h5", "Keras"),
        ("[Content_Types].xml", "Excel"),
        ("content.xml", "LibreOffice"),
    ],
)
def test_a_zip_of_another_program_is_named(tmp_path, member, word, refused):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as file:
        file.writestr("mimetype", b"x")
        file.writestr(member, b"x")
    refused(tmp_path / "a.zip", word)


def test_what_can_be_read_is_known_by_its_first_bytes(tmp_path):
    np.save(tmp_path / "a.npy", np.zeros(3))
    assert kind_of((tmp_path / "a.npy").read_bytes(), "a") == NPY
    assert kind_of(b"\0\0\x08\3\0\0\0\1", "a") == IDX
    assert kind_of(b"PK\3\4", "a") == ZIP
    assert kind_of(b"\xef\xbb\xbf5,0,0,0", "a") == TEXT
    assert kind_of("5,0".encode("utf-16"), "a") == TEXT
    assert kind_of(b"% comment\n@RELATION x\n", "a") == ARFF


def test_what_is_packed_twice_is_named_so():
    with pytest.raises(UserError, match="packed twice"):
        kind_of(b"\x1f\x8b\x08\0\0\0", "a.csv.gz")
