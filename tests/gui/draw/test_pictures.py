"""Pictures from anywhere become grey levels, as they look on paper, or a sentence says why not."""

import os

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage

from engine import limits
from engine.errors import UserError
from gui.draw import pictures
from gui.draw.pictures import (
    LARGEST,
    decode_picture,
    encoded_picture,
    grey_levels,
    is_picture,
    picture_file,
    plain_picture,
    read_picture,
)


def filled(width, height, color, kind=QImage.Format.Format_ARGB32):
    image = QImage(width, height, kind)
    image.fill(color)
    return image


def encoded(image, ending="PNG"):
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, ending)
    return data


def test_grey_levels_keep_rows_columns_and_values():
    image = filled(5, 3, QColor("black"), QImage.Format.Format_RGB32)
    image.setPixelColor(4, 1, QColor(200, 200, 200))
    levels = grey_levels(image)
    assert levels.shape == (3, 5)
    assert levels[1, 4] == 200
    assert levels.sum() == 200


@pytest.mark.parametrize(
    ("size", "scaled"), [((1400, 300), (300, 1400)), ((2800, 300), (150, 1400)), ((3, 14000), (1400, 1))]
)
def test_large_pictures_are_scaled_down_with_their_shape(size, scaled):
    assert grey_levels(filled(*size, QColor("white"))).shape == scaled
    assert max(scaled) == LARGEST


def test_no_thin_line_is_lost_wherever_it_stands():
    image = filled(2_400, 100, QColor("white"), QImage.Format.Format_RGB32)
    for x in (400, 801, 1_202, 1_603):
        for y in range(100):
            image.setPixel(x, y, 0xFF000000)
    row = grey_levels(image)[12]
    for place in (233, 467, 701, 935):
        assert row[place - 1 : place + 2].min() < 230


def test_what_is_transparent_is_paper_white_under_dark_ink_and_black_under_white():
    for ink, paper in ((QColor("black"), 255), (QColor("white"), 0)):
        image = filled(20, 20, QColor(0, 0, 0, 0))
        for x in range(5, 15):
            image.setPixelColor(x, 10, ink)
        levels = grey_levels(image)
        assert (levels[0, 0], levels[10, 10]) == (paper, ink.red())


def test_half_transparent_ink_is_half_as_dark():
    image = filled(4, 4, QColor(0, 0, 0, 0))
    image.setPixelColor(1, 2, QColor(0, 0, 0, 128))
    assert grey_levels(image)[2, 1] == pytest.approx(127, abs=1)


def test_a_picture_is_read_from_a_file_and_from_memory(tmp_path):
    image, path = filled(40, 30, QColor(90, 90, 90), QImage.Format.Format_RGB32), tmp_path / "photo.png"
    image.save(str(path))
    for levels in (read_picture(path), decode_picture(encoded(image))):
        assert levels.shape == (30, 40)
        assert set(levels.ravel().tolist()) == {90}


def test_a_large_file_is_scaled_down_while_it_is_decoded(tmp_path):
    path = tmp_path / "photo.jpg"
    filled(3_000, 1_500, QColor("white"), QImage.Format.Format_RGB32).save(str(path))
    assert read_picture(path).shape == (700, 1400)


def test_what_cannot_be_read_is_told_with_its_name(tmp_path, monkeypatch):
    text = tmp_path / "text.png"
    text.write_text("no picture")
    with pytest.raises(UserError, match=r"text\.png is not a picture"):
        read_picture(text)
    with pytest.raises(UserError, match=r"no file gone\.png"):
        read_picture(tmp_path / "gone.png")
    with pytest.raises(UserError, match="clipboard is not a picture"):
        decode_picture(QByteArray(b"nothing"))
    with pytest.raises(UserError, match="empty"):
        grey_levels(QImage())
    filled(30, 30, QColor("white")).save(str(text))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 899)
    with pytest.raises(UserError, match="megapixels"):
        read_picture(text)
    monkeypatch.setattr(limits, "PICTURE_FILE", 10)
    with pytest.raises(UserError, match="too large"):
        read_picture(text)


def dropped(*urls):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def test_the_first_picture_among_dropped_files_is_found_by_its_name():
    data = dropped("file:///some/text.csv", "file:///some/Photo.JPG", "file:///some/other.png")
    assert picture_file(data).name == "Photo.JPG"
    assert is_picture(data)
    for other in (dropped("file:///some/text.csv"), dropped("https://somewhere/photo.png"), QMimeData()):
        assert picture_file(other) is None
        assert not is_picture(other)
    data = QMimeData()
    data.setImageData(filled(2, 2, QColor("white")))
    assert is_picture(data)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.mark.parametrize("name", ["a.svg", "a.png"])
def test_svg_is_refused_under_any_name(tmp_path, name):
    (tmp_path / name).write_bytes(SVG)
    with pytest.raises(UserError, match="not a picture that can be read: use PNG"):
        read_picture(tmp_path / name)


@pytest.mark.parametrize("form", ["png", "jpeg", "bmp", "gif", "tiff", "webp"])
def test_each_format_is_read_by_its_own_plugin_under_any_name(tmp_path, form):
    Image.fromarray(np.full((30, 40), 90, np.uint8)).save(tmp_path / "a.png", form)
    levels = read_picture(tmp_path / "a.png")
    assert levels.shape == (30, 40)
    assert np.abs(levels.astype(int) - 90).max() <= 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_no_picture(tmp_path):
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(UserError, match=r"a\.png is a pipe"):
        read_picture(tmp_path / "a.png")


def offered(**formats):
    data = QMimeData()
    for name, content in formats.items():
        data.setData(f"image/{name}", content)
    return data


def test_of_what_another_program_offers_only_the_formats_that_are_meant_are_taken():
    data = offered(**{"svg+xml": SVG, "x-icon": b"icon", "bmp": b"BM", "tiff": b"II"})
    assert bytes(encoded_picture(data)) == b"BM"
    assert is_picture(data)
    data = offered(**{"svg+xml": SVG})
    assert encoded_picture(data) is None
    assert plain_picture(data) is None
    assert not is_picture(data)


def test_pixels_of_a_program_are_taken_as_they_are():
    data = QMimeData()
    data.setImageData(filled(4, 3, QColor("white")))
    assert plain_picture(data).width() == 4
    assert is_picture(data)
    assert plain_picture(QMimeData()) is None
