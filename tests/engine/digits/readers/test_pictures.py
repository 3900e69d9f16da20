"""Pictures are decoded whole, as a person sees them."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from engine.digits.readers.common import NotTheSize, Watch
from engine.digits.readers.pictures import grey, read
from engine.digits.readers.sources import DiskFile
from engine.errors import UserError

WATCH = Watch(None, None)


@pytest.fixture
def image(some):
    return some.images[0]


def source(folder, data, name="a.png"):
    (folder / name).write_bytes(data)
    return DiskFile(("7", name), str(folder), folder / name)


def saved(folder, picture, form="PNG", **options):
    data = io.BytesIO()
    picture.save(data, form, **options)
    return source(folder, data.getvalue(), f"a.{form.lower()}")


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
def test_a_photograph_is_turned_as_the_camera_was_held(tmp_path, image, turned):
    back = {1: None, 3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    picture = Image.fromarray(image)
    picture = picture if back[turned] is None else picture.transpose(back[turned])
    exif = Image.Exif()
    exif[274] = turned
    assert np.array_equal(read(saved(tmp_path, picture, exif=exif), WATCH), image)


@pytest.mark.parametrize("ink", [0, 255])
def test_what_is_transparent_is_paper_or_a_board(tmp_path, image, ink):
    bands = [Image.new("L", (28, 28), ink)] * 3 + [Image.fromarray(image)]
    found = grey(saved(tmp_path, Image.merge("RGBA", bands)), WATCH)
    assert np.array_equal(found, image if ink else 255 - image)


def test_sixteen_bits_are_taken_to_eight(tmp_path, image):
    assert np.array_equal(grey(saved(tmp_path, Image.fromarray(image.astype(np.uint16) * 257)), WATCH), image)


def png_of(rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    body = b"".join(b"\0" + bytes([90] * 28) for _ in range(rows))
    head = struct.pack(">IIBBBBB", 28, 28, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def test_a_png_of_which_rows_are_missing_is_refused(tmp_path):
    assert (read(source(tmp_path, png_of(28)), WATCH) == 90).all()
    for rows in (0, 10, 27):
        with pytest.raises(UserError, match=r"rows are missing|may be damaged"):
            read(source(tmp_path, png_of(rows)), WATCH)


def test_a_jpeg_of_which_the_end_is_missing_is_refused(tmp_path, image):
    whole = saved(tmp_path, Image.fromarray(np.kron(255 - image, np.ones((4, 4), np.uint8))), "JPEG")
    grey(whole, WATCH)
    data = whole.path.read_bytes()
    for share in (0.6, 0.8):
        whole.path.write_bytes(data[: int(share * len(data))] + b"\xff\xd9")
        with pytest.raises(UserError, match=r"rows are missing|may be damaged"):
            grey(whole, WATCH)


@pytest.mark.parametrize("level", [127, 128])
@pytest.mark.parametrize("form", ["PNG", "BMP", "GIF", "TIFF"])
def test_a_picture_that_is_grey_itself_is_whole(tmp_path, form, level):
    assert (grey(saved(tmp_path, Image.new("L", (28, 28), level), form), WATCH) == level).all()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK"])
def test_all_usual_modes_are_decoded(tmp_path, mode):
    form = "TIFF" if mode == "CMYK" else "PNG"
    picture = Image.fromarray(np.kron(np.eye(2, dtype=np.uint8), np.full((14, 14), 255, np.uint8)))
    found = grey(saved(tmp_path, picture.convert(mode), form), WATCH)
    assert np.array_equal(found > 127, np.asarray(picture) > 127)


def test_another_size_is_asked_about(tmp_path, image):
    large = saved(tmp_path, Image.fromarray(np.kron(image, np.ones((2, 2), np.uint8))))
    with pytest.raises(NotTheSize, match=r"7/a.png is 56 x 56"):
        read(large, WATCH)
    assert np.array_equal(read(large, Watch(None, None, "scale")), image)


@pytest.mark.parametrize("kind", [np.uint16, np.int32])
def test_wide_numbers_may_hold_0_to_255(tmp_path, image, kind):
    assert np.array_equal(read(saved(tmp_path, Image.fromarray(image.astype(kind)), "TIFF"), WATCH), image)


@pytest.mark.parametrize("most", [1, 255])
def test_fractions_are_0_to_1_or_0_to_255(tmp_path, image, most):
    picture = Image.fromarray((image / 255 * most).astype(np.float32))
    assert np.array_equal(read(saved(tmp_path, picture, "TIFF"), WATCH), image)


@pytest.mark.parametrize("wrong", [-1.0, 300.0, np.nan])
def test_fractions_of_other_ranges_are_refused(tmp_path, image, wrong):
    values = image.astype(np.float32)
    values[0, 0] = wrong
    with pytest.raises(UserError):
        read(saved(tmp_path, Image.fromarray(values), "TIFF"), WATCH)


@pytest.mark.parametrize("form", ["TIFF", "GIF", "PNG", "WEBP"])
def test_several_pictures_in_one_file_are_refused(tmp_path, some, form):
    first, *rest = (Image.fromarray(image) for image in some.images[:3])
    with pytest.raises(UserError, match="several pictures"):
        read(saved(tmp_path, first, form, save_all=True, append_images=rest), WATCH)
