"""A picture is of one of the formats that are meant, by what is in it, or it is none."""

import io

import pytest
from PIL import Image

from engine import limits
from engine.errors import UserError
from engine.picture_files import FORMATS, check_scans, format_of

OTHERS = {
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 28 28\nshowpage\n",
    "PostScript of DOS": b"\xc5\xd0\xd3\xc6" + bytes(28),
    "SVG": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "PDF": b"%PDF-1.7\n",
    "PPM": b"P6 28 28 255\n",
    "JPEG 2000": b"\0\0\0\x0cjP  \r\n\x87\n",
    "RIFF of another kind": b"RIFF\0\0\0\0WAVE",
    "nothing": b"",
}


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_known_by_its_content(form):
    file = io.BytesIO()
    Image.new("L", (28, 28), 9).save(file, form)
    assert format_of(file.getvalue(), "a.txt") == form


@pytest.mark.parametrize("kind", OTHERS)
def test_everything_else_is_refused_whatever_its_name_says(kind):
    with pytest.raises(UserError, match=r"0/a\.png is not a picture that can be read: use PNG"):
        format_of(OTHERS[kind], "0/a.png")


def test_a_jpeg_that_would_be_decoded_without_end_is_refused():
    file = io.BytesIO()
    Image.new("L", (28, 28), 9).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    assert format_of(data, "a.jpg") == "JPEG"
    scan = data[data.rindex(b"\xff\xda") : -2]
    with pytest.raises(UserError, match=r"a\.jpg is damaged, or made to do harm"):
        format_of(data[:-2] + scan * limits.PICTURE_SCANS, "a.jpg")


def test_the_larger_a_jpeg_is_the_fewer_layers_it_may_have():
    file = io.BytesIO()
    Image.new("L", (28, 28), 9).save(file, "JPEG", progressive=True)
    data = file.getvalue()
    scans = data.count(b"\xff\xda")
    check_scans(data, "a.jpg", limits.PICTURE_WORK // scans)
    with pytest.raises(UserError, match=r"a\.jpg is damaged, or made to do harm"):
        check_scans(data, "a.jpg", limits.PICTURE_WORK // scans + 1)
