"""Fifty-two kinds of pictures of digits, each a file as a camera, a scanner or a program would have written it.

``made(kind, seed)`` gives the bytes of a file, and the digit in it: None where there is none, or more than one.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image
from scipy import ndimage

from tests.bench.paper_scenes import (
    BLACK,
    BLUE,
    Scene,
    line,
    on_table,
    put,
    rules,
    scene,
    shadow,
    smooth_noise,
    spots,
    turned,
    warped,
    wood,
)

PALE_BLUE, RED = (0.55, 0.68, 0.85), (0.85, 0.35, 0.35)
Made = tuple[bytes, int | None]
Kind = Callable[[np.random.Generator, object], Made]


def file_of(picture, form="JPEG", **more) -> bytes:
    """(h, w, 3) or (h, w), 0 to 1, as a file."""
    image = Image.fromarray(np.rint(255 * np.clip(picture, 0, 1)).astype(np.uint8))
    return packed(image, form, **({"quality": 88} if form == "JPEG" and not more else more))


def packed(image, form, **more) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **more)
    return file.getvalue()


def camera(of: Scene, light=1.0, blur=0.8, noise=0.012, picture=None, **more) -> Made:
    """Through a lens and onto a sensor."""
    seen = of.inked() if picture is None else picture
    seen = seen * (light if np.ndim(light) == 0 else light[..., None])
    seen = ndimage.gaussian_filter(seen, (blur, blur, 0)) + of.random.normal(0, noise, seen.shape)
    return file_of(seen, **more), of.label


def plain(color=BLACK, strength=0.85, pen=None, **more):
    def make(random, strokes):
        of = scene(random, strokes, pen=pen and random.uniform(*pen))
        of.color, of.strength = color, strength
        return camera(of, **more)

    return make


def pencil(random, strokes):
    of = scene(random, strokes, pen=random.uniform(0.02, 0.04))
    of.color, of.strength = (0.3, 0.3, 0.32), 0.6
    of.ink = of.ink * np.clip(0.85 + 0.25 * smooth_noise(random, of.shape, 1.0), 0, 1)
    return camera(of)


def colored(random, strokes):
    of = scene(random, strokes)
    of.color = ((0.8, 0.1, 0.1), (0.1, 0.3, 0.8), (0.1, 0.55, 0.2), (0.9, 0.5, 0.1))[random.integers(4)]
    return camera(of)


def chalk(random, strokes):
    of = scene(random, strokes, paper=(0.16, 0.22, 0.19), pen=random.uniform(0.05, 0.09))
    of.paper = of.paper + 0.03 * smooth_noise(random, of.shape, 20)[..., None]
    of.color, of.strength = (0.92, 0.92, 0.9), 0.9
    of.ink = of.ink * np.clip(0.75 + 0.3 * smooth_noise(random, of.shape, 1.2), 0, 1)
    return camera(of)


def light_on_dark(paper, color):
    def make(random, strokes):
        of = scene(random, strokes, paper=paper, share=(0.3, 0.7))
        of.color, of.strength = color, 1.0
        return file_of(of.inked(), "PNG"), of.label

    return make


def low_contrast(random, strokes):
    of = scene(random, strokes, paper=(0.72, 0.71, 0.7))
    of.strength = 0.22
    return camera(of, noise=0.01)


def light(shape_of):
    def make(random, strokes):
        of = scene(random, strokes)
        y, x = np.indices(of.shape) / np.array(of.shape)[:, None, None]
        return camera(of, shape_of(random, x, y))

    return make


def falling(random, x, y):
    a = random.uniform(0, 2 * np.pi)
    along = np.cos(a) * (x - 0.5) + np.sin(a) * (y - 0.5)
    return np.clip(0.6 - 0.65 * along, 0.12, 1)


def round_light(random, x, y):
    away = np.hypot(x - random.uniform(0.3, 0.7), y - random.uniform(0.3, 0.7))
    return np.clip(1 - 1.3 * away**1.3, 0.12, 1)


def corner(random, x, y):
    return np.clip(1.05 - 0.9 * np.hypot(x - random.integers(2), y - random.integers(2)) ** 1.2 * 0.8, 0.1, 1)


def sharp_shadow(random, strokes):
    of = scene(random, strokes)
    height, wide = of.shape
    left, _top, side = of.box
    x, lean = left + random.uniform(0.1, 0.9) * side, random.uniform(-0.3, 0.3) * height
    points = [(x - lean, -5), (wide + 5, -5), (wide + 5, height + 5), (x + lean, height + 5)]
    return camera(of, shadow(of.shape, points, random.uniform(0.35, 0.6), 1.5))


def hand_shadow(random, strokes):
    of = scene(random, strokes)
    height, wide = of.shape
    x, y = of.box[0] + random.uniform(0.3, 1) * of.box[2], of.box[1] + random.uniform(0.3, 0.9) * of.box[2]
    points = [
        (x, y),
        (x + 90, y - 60),
        (x + 160, y - 20),
        (x + 190, y + 50),
        (wide + 80, height),
        (x + 60, height + 60),
    ]
    return camera(of, shadow(of.shape, points, random.uniform(0.3, 0.5), 5))


def dark_line(random, strokes):
    """One line through the digit, or just under it, as dark and as wide as the ink."""
    of = scene(random, strokes, pen=random.uniform(0.03, 0.05))
    y = of.box[1] + random.choice([0.3, 0.5, 0.75, 1.02]) * of.box[2]
    line(of, (0, y), (of.shape[1], y + random.uniform(-20, 20)), 0.035 * of.box[2], BLACK, 0.85)
    return camera(of)


def ruled(random, strokes):
    of = scene(random, strokes)
    rules(of, random.uniform(40, 90), random.uniform(1.5, 3), PALE_BLUE, 0.8)
    return camera(of)


def squared(random, strokes):
    of = scene(random, strokes)
    step = random.uniform(22, 60)
    for upright in (False, True):
        rules(of, step, random.uniform(1.2, 2.2), PALE_BLUE, 0.9, upright)
    return camera(of)


def dotted(random, strokes):
    of = scene(random, strokes)
    step = random.uniform(25, 45)
    places = np.stack(np.meshgrid(np.arange(step, of.shape[1], step), np.arange(step, of.shape[0], step)), -1)
    spots(of, 0, (2.0, 2.6), (0.3, 0.3, 0.35), 0.8, places.reshape(-1, 2))
    return camera(of)


def seyes(random, strokes):
    of = scene(random, strokes)
    step = random.uniform(60, 90)
    rules(of, step / 4, 1.2, (0.7, 0.75, 0.9), 0.8, first=step / 4)
    rules(of, step, 2, (0.45, 0.4, 0.7), 0.9, first=step)
    rules(of, step, 2, (0.45, 0.4, 0.7), 0.9, True, first=step / 3)
    return camera(of)


def margin(random, strokes):
    of = scene(random, strokes, at=lambda columns, rows: (random.uniform(0.3, 0.9) * columns, 0.5 * rows))
    x = random.uniform(0.4, 0.9) * of.box[0]
    line(of, (x, 0), (x + 8, of.shape[0]), 3, RED, 0.95)
    rules(of, 60, 2, PALE_BLUE, 0.7)
    return camera(of)


def frame(random, strokes):
    of = scene(random, strokes, share=(0.3, 0.45), at=lambda columns, rows: (0.5 * columns, 0.5 * rows))
    left, top, side = of.box
    gap = random.uniform(0.12, 0.35) * side
    a, b, c, d = left - gap, top - gap, left + side + gap, top + side + gap
    for start, end in (((a, b), (c, b)), ((c, b), (c, d)), ((c, d), (a, d)), ((a, d), (a, b))):
        line(of, start, end, random.uniform(3, 7), BLACK, 0.85)
    return camera(of)


def table(surface, degrees=(-6, 6), shrink=(0.6, 0.8)):
    def make(random, strokes):
        of = scene(random, strokes)
        sheet = warped(of.inked(), turned(of.shape, random.uniform(*degrees), random.uniform(*shrink)))
        return camera(of, picture=on_table(sheet, surface(random, of.shape)))

    return make


def flat(*color):
    return lambda random, shape: np.ones((*shape, 3)) * color + 0.01 * smooth_noise(random, shape, 2)[..., None]


def perspective(random, strokes):
    of = scene(random, strokes)
    rules(of, 55, 2, PALE_BLUE, 0.7)
    ends = turned(of.shape, random.uniform(-5, 5), 0.85) + random.uniform(-60, 60, (4, 2))
    return camera(of, picture=on_table(warped(of.inked(), ends), flat(0.35, 0.3, 0.28)(random, of.shape)))


def dust(random, strokes):
    of = scene(random, strokes)
    spots(of, 60, (0.8, 3), (0.2, 0.2, 0.2), 0.8)
    return camera(of)


def crumbs(random, strokes):
    of = scene(random, strokes)
    spots(of, 9, (4, 11), (0.45, 0.3, 0.15), 0.9)
    return camera(of)


def fold(random, strokes):
    of = scene(random, strokes)
    height, wide = of.shape
    x = of.box[0] + random.uniform(-0.2, 1.2) * of.box[2]
    line(of, (x, 0), (x + random.uniform(-60, 60), height), 3, (0.55, 0.55, 0.55), 0.8)
    y = random.uniform(0.2, 0.8) * height
    line(of, (0, y), (wide, y + random.uniform(-30, 30)), 2, (0.6, 0.6, 0.6), 0.8)
    return camera(of, np.where(np.indices(of.shape)[1] < x, 1.0, 0.86))


def stain(random, strokes):
    of = scene(random, strokes)
    y, x = np.indices(of.shape)
    middle = random.uniform((150, 200), (450, 600))
    away = np.hypot(y - middle[0], x - middle[1]) + 6 * smooth_noise(random, of.shape, 25)
    put(of, np.exp(-(((away - 120) / 9) ** 2)) + 0.35 * (away < 120), (0.55, 0.36, 0.18), 0.55)
    return camera(of)


def bleed_through(random, strokes):
    of, other = scene(random, strokes), scene(random, strokes)
    put(of, ndimage.gaussian_filter(other.ink[:, ::-1], 2.5), (0.3, 0.3, 0.35), 0.3)
    return camera(of)


def finger(random, strokes):
    of = scene(random, strokes, share=(0.3, 0.5))
    height, wide = of.shape
    seen = of.inked()
    y, x = np.indices(of.shape)
    left = bool(of.box[0] + of.box[2] / 2 > wide / 2)
    along = ((x - (0 if left else wide)) / 150) ** 2 + ((y - height * 0.95) / 110) ** 2
    skin = np.array([0.75, 0.53, 0.42]) * (1 - 0.3 * np.clip(along, 0, 1))[..., None]
    return camera(of, picture=np.where((along < 1)[..., None], skin, seen))


def holes(random, strokes):
    of = scene(random, strokes, at=lambda columns, rows: (random.uniform(0.35, 0.9) * columns, 0.5 * rows))
    places = np.stack([np.full(12, 30.0), np.linspace(20, of.shape[0] - 20, 12)], -1)
    spots(of, 0, (9, 11), (0.12, 0.1, 0.1), 0.95, places)
    return camera(of)


def paper(color, grain):
    def make(random, strokes):
        of = scene(random, strokes, paper=color)
        of.paper = of.paper + grain * smooth_noise(random, of.shape, 1.5)[..., None]
        return camera(of)

    return make


def sticky_note(random, strokes):
    of = scene(random, strokes, paper=(0.95, 0.87, 0.35))
    sheet = warped(of.inked(), turned(of.shape, random.uniform(-5, 5), 0.7))
    return camera(of, picture=on_table(sheet, flat(0.8, 0.8, 0.82)(random, of.shape)))


def whiteboard(random, strokes):
    of = scene(random, strokes, paper=(0.8, 0.82, 0.83), pen=random.uniform(0.05, 0.08))
    of.color = (BLUE, (0.1, 0.1, 0.1), (0.7, 0.1, 0.1))[random.integers(3)]
    y, x = np.indices(of.shape)
    glare = 0.7 * np.exp(-(((x - random.uniform(0, 800)) / 110) ** 2) - ((y - random.uniform(0, 620)) / 60) ** 2)
    return camera(of, picture=of.inked() + glare[..., None])


def transparent(random, strokes):
    of = scene(random, strokes)
    color = (BLACK, BLUE, (1.0, 1.0, 1.0))[random.integers(3)]
    pixels = np.dstack([np.ones((*of.shape, 3)) * color, of.ink])
    return packed(Image.fromarray(np.rint(255 * pixels).astype(np.uint8), "RGBA"), "PNG"), of.label


def palette(random, strokes):
    of = scene(random, strokes)
    image = Image.fromarray(np.rint(255 * of.inked()).astype(np.uint8))
    return packed(image.quantize(6), "PNG"), of.label


def sixteen_bits(random, strokes):
    of = scene(random, strokes)
    level = of.inked().mean(2) * np.linspace(1, 0.7, of.shape[1])
    return packed(Image.fromarray(np.rint(65535 * level).astype(np.uint16)), "PNG"), of.label


def exif(random, strokes):
    of = scene(random, strokes)
    image = Image.fromarray(np.rint(255 * of.inked()).astype(np.uint8)).transpose(Image.Transpose.ROTATE_90)
    facts = Image.Exif()
    facts[0x0112] = 6
    return packed(image, "JPEG", exif=facts, quality=90), of.label


def tiny(random, strokes):
    of = scene(random, strokes, 400, 400, (0.75, 0.9))
    image = Image.fromarray(np.rint(255 * of.inked()).astype(np.uint8)).resize((20, 20), Image.Resampling.BOX)
    return packed(image, "PNG"), of.label


def huge(random, strokes):
    of = scene(random, strokes)
    y, x = np.indices(of.shape) / np.array(of.shape)[:, None, None]
    seen = np.clip(of.inked() * falling(random, x, y)[..., None] + random.normal(0, 0.01, (*of.shape, 3)), 0, 1)
    image = Image.fromarray(np.rint(255 * seen).astype(np.uint8)).resize((5160, 4000), Image.Resampling.BILINEAR)
    return packed(image, "JPEG", quality=85), of.label


def at_border(random, strokes):
    def place(columns, rows):
        return ((0, 0.5 * rows), (columns, 0.5 * rows), (0.5 * columns, 0), (0.5 * columns, rows))[random.integers(4)]

    return camera(scene(random, strokes, share=(0.5, 0.7), at=place))


def small(random, strokes):
    return camera(scene(random, strokes, 1200, 1600, (0.06, 0.1), pen=random.uniform(0.06, 0.1)))


def in_corner(random, strokes):
    def place(columns, rows):
        return (random.choice([0.03, 0.97]) * columns, random.choice([0.03, 0.97]) * rows)

    return camera(scene(random, strokes, share=(0.2, 0.3), at=place))


def two_digits(random, strokes):
    of = scene(random, strokes, share=(0.35, 0.45), at=lambda columns, rows: (0.15 * columns, 0.4 * rows))
    other = scene(random, strokes, share=(0.35, 0.45), at=lambda columns, rows: (0.75 * columns, 0.5 * rows))
    of.ink = np.maximum(of.ink, other.ink)
    return camera(of)[0], None


def empty_page(random, strokes):
    of = scene(random, strokes)
    of.ink[:] = 0
    if random.random() < 0.5:
        rules(of, 60, 2, PALE_BLUE, 0.7)
    y, x = np.indices(of.shape) / np.array(of.shape)[:, None, None]
    return camera(of, falling(random, x, y))[0], None


def scribbled(random, strokes):
    of = scene(random, strokes, share=(0.4, 0.6), pen=random.uniform(0.07, 0.1))
    for _line in range(12):
        way = random.uniform((0, 0), of.shape[::-1], (2, 2))
        line(of, way[0], way[1], 2, (0.6, 0.62, 0.7), 0.7)
    return camera(of)


def screenshot(random, strokes):
    of = scene(random, strokes, paper=(1.0, 1.0, 1.0), at=lambda columns, rows: (0.5 * columns, 0.6 * rows))
    seen = of.inked()
    seen[:36] = (0.85, 0.86, 0.88) if random.random() < 0.5 else (0.2, 0.22, 0.25)
    seen[:, :60] = 0.93
    seen[36:38] = seen[:, 60:61] = 0.7
    for k in range(3):
        seen[12:24, 720 + 24 * k : 732 + 24 * k] = ((0.9, 0.3, 0.3), (0.9, 0.8, 0.3), (0.3, 0.8, 0.4))[k]
    for x in range(80, 300, 11):
        seen[13 : 13 + random.integers(6, 12), x : x + 6] = 0.4
    for y in range(60, 400, 30):
        seen[y : y + 12, 14:44] = 0.5
    return file_of(seen, "PNG"), of.label


def phone(random, strokes):
    """All at once."""
    of = scene(random, strokes)
    step = random.uniform(30, 60)
    for upright in (False, True):
        rules(of, step, 1.6, PALE_BLUE, 0.8, upright)
    spots(of, 15, (0.8, 2.5), (0.2, 0.2, 0.2), 0.8)
    ends = turned(of.shape, random.uniform(-8, 8), 0.85) + random.uniform(-35, 35, (4, 2))
    y, x = np.indices(of.shape) / np.array(of.shape)[:, None, None]
    seen = on_table(warped(of.inked(), ends), wood(random, of.shape))
    return camera(of, falling(random, x, y), picture=seen)


KINDS: dict[str, Kind] = {
    "pencil": pencil, "ballpoint": plain(BLUE, 0.8, (0.02, 0.035)), "marker": plain(pen=(0.1, 0.16)),
    "coloured ink": colored, "chalk on a blackboard": chalk, "white on black": light_on_dark((0, 0, 0), (1, 1, 1)),
    "dark mode": light_on_dark((0.12, 0.12, 0.13), (0.75, 0.85, 0.95)), "blurred": plain(blur=7.0),
    "strong JPEG": plain(quality=6), "noise": plain(noise=0.13), "low contrast": low_contrast,
    "falling light": light(falling), "round light": light(round_light), "light in a corner": light(corner),
    "sharp shadow": sharp_shadow, "hand's shadow": hand_shadow, "line as dark as the ink": dark_line, "ruled": ruled,
    "squared": squared, "dotted": dotted, "Seyes": seyes, "margin line": margin, "frame": frame,
    "table of wood": table(wood), "dark table": table(flat(0.15, 0.13, 0.12)),
    "white table": table(flat(0.9, 0.9, 0.9)),
    "sheet turned": table(flat(0.35, 0.33, 0.3), (-15, 15)), "perspective": perspective, "dust": dust, "crumbs": crumbs,
    "fold": fold, "stain": stain, "bleed-through": bleed_through, "finger": finger, "spiral holes": holes,
    "sticky note": sticky_note, "kraft paper": paper((0.68, 0.52, 0.36), 0.035), "whiteboard": whiteboard,
    "transparent": transparent, "palette": palette, "16 bits": sixteen_bits, "turned by EXIF": exif, "20 pixels": tiny,
    "20 megapixels": huge, "at the border": at_border, "small in a large picture": small, "in a corner": in_corner,
    "two digits": two_digits, "empty page": empty_page, "scribbled paper": scribbled, "screenshot": screenshot,
    "a phone's photograph": phone,
}  # fmt: skip


def made(kind: str, seed: int, strokes: object = None) -> Made:
    """The ``seed``-th picture of a kind."""
    return KINDS[kind](np.random.default_rng([list(KINDS).index(kind), seed]), strokes)
