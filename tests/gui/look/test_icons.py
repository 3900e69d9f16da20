"""The icons: each is there, has ink in the palette's colours, follows light and dark, and is like no other."""

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from engine.files import RESOURCES
from gui.look import theme
from gui.look.icons import SIDE, icon

NAMES = ("data", "train", "inspect", "compare", "draw")


@pytest.fixture(params=["light", "dark"])
def palette(qapp, request):
    theme.apply(qapp)
    theme.set_scheme(qapp, request.param)
    yield qapp.palette()
    theme.set_scheme(qapp, "system")


def pixels(picture: QPixmap) -> np.ndarray:
    """(height, width, 4) uint8: red, green, blue, alpha."""
    image = picture.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4).copy()


def drawn(made: QIcon, state=QIcon.State.Off, scale: float = 1.0) -> np.ndarray:
    return pixels(made.pixmap(QSize(SIDE, SIDE), scale, QIcon.Mode.Normal, state))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("state", "role"),
    [(QIcon.State.Off, QPalette.ColorRole.ButtonText), (QIcon.State.On, QPalette.ColorRole.HighlightedText)],
)
def test_an_icon_has_ink_in_the_palettes_colour_and_in_no_other(palette, name, state, role):
    picture = drawn(icon(name, palette), state)
    ink = picture[picture[..., 3] > 250, :3]
    assert len(ink) > 20
    assert np.abs(ink.astype(int) - palette.color(role).getRgb()[:3]).max() <= 2


def test_the_icons_differ_from_each_other(palette):
    shapes = [drawn(icon(name, palette))[..., 3].astype(int) for name in NAMES]
    for index, first in enumerate(shapes):
        for second in shapes[index + 1 :]:
            assert np.abs(first - second).mean() > 15


@pytest.mark.parametrize("name", NAMES)
def test_the_ink_is_in_the_middle_and_not_cut_off(palette, name):
    alpha = drawn(icon(name, palette), scale=2.0)[..., 3]
    edge = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    assert edge.max() == 0
    rows, columns = np.nonzero(alpha > 128)
    assert abs(rows.min() + rows.max() + 1 - len(alpha)) <= 4
    assert abs(columns.min() + columns.max() + 1 - len(alpha)) <= 4


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_has_as_many_pixels_as_the_screen(palette, scale):
    picture = icon("draw", palette).pixmap(QSize(SIDE, SIDE), scale)
    assert picture.width() == round(SIDE * scale)
    assert picture.devicePixelRatio() == scale


def test_the_same_icon_is_made_once(palette):
    assert icon("draw", palette).cacheKey() == icon("draw", palette).cacheKey()


def test_an_icon_that_does_not_exist_is_an_error(palette):
    with pytest.raises(FileNotFoundError):
        icon("elephant", palette)


def test_every_button_of_the_rail_has_its_own_icon_in_the_colours_of_light_and_dark_its_name_and_its_shortcut(
    qapp, window
):
    buttons = window.rail_buttons.buttons()
    for scheme in ("dark", "light"):
        theme.set_scheme(qapp, scheme)
        for button in buttons:
            picture = drawn(button.icon())
            text = qapp.palette().color(QPalette.ColorRole.ButtonText).getRgb()[:3]
            off = np.abs(picture[picture[..., 3] > 250, :3].astype(int) - text).max()
            assert off <= 2, (scheme, button.text())
    assert [button.text().lower() for button in buttons] == list(NAMES)
    assert len({button.icon().cacheKey() for button in buttons}) == len(NAMES)
    for index, button in enumerate(buttons, 1):
        assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        assert f"Ctrl+{index}" in button.toolTip()


@pytest.mark.parametrize("side", [16, 256])
def test_the_applications_icon_is_drawn_at_every_size(qapp, side):
    path = RESOURCES / "icons" / "inkling.svg"
    assert QSvgRenderer(str(path)).isValid()
    picture = pixels(QIcon(str(path)).pixmap(QSize(side, side), 1.0))
    assert picture.shape == (side, side, 4)
    assert (picture[..., 3] > 250).mean() > 0.35
    seven = picture[(picture[..., :3] > 235).all(axis=2) & (picture[..., 3] > 250)]
    assert len(seven) / side**2 > 0.03
