"""Photographs of 24 megapixels, made up: what encoders and scalers make of them is what they make of real ones.

Things in front of each other, of every size (a picture of "dead leaves" has the spectrum and the edges of nature),
shading, textures in some places and none in others, a part out of focus, a soft lens, the noise of a sensor.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.pictures.photos import ORIENTATION, display_p3

SIZE = (6000, 4000)
LEAVES, FACES = 2600, 14


def make(folder: Path, count: int) -> None:
    """Save `count` photographs in `folder`: half with full colour and half with a quarter, as cameras and phones do."""
    for number in range(count):
        photograph = drawn(number, (SIZE[1], SIZE[0]) if on_its_side(number) else SIZE)
        if on_its_side(number):
            photograph = photograph.transpose(Image.Transpose.ROTATE_90)
        photograph.save(folder / f"{number:02}.jpg", quality=92, subsampling=(0, 2)[number % 2], **told(number))


def on_its_side(number: int) -> bool:
    """Whether the camera was held upright for this one, so that its pixels lie down: one in five."""
    return number % 5 == 3


def told(number: int) -> dict:
    """Return what the file says about itself: how the camera was held, and every fourth that its colours are wide."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6 if on_its_side(number) else 1
    return {"exif": exif} | ({"icc_profile": display_p3()} if number % 4 == 2 else {})


def drawn(seed: int, size: tuple[int, int]) -> Image.Image:
    """Return the same photograph for the same `seed`, whichever machine draws it."""
    rng = np.random.default_rng(seed)
    scene = leaves(rng, size)
    blurred = scene.resize((size[0] // 8, size[1] // 8), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(3))
    far = Image.fromarray(mask(rng, size, 1.5, -90))
    scene.paste(blurred.resize(size, Image.Resampling.BICUBIC), mask=far)
    light = sum((octave(rng, size, step) for step in (4, 8, 20, 60)), np.zeros(1, np.float32))
    rough = mask(rng, size, 1, 0).astype(np.float32) / 255 * (1 - np.asarray(far, np.float32) / 255)
    texture = sum((octave(rng, size, step) for step in (200, 500, 1200, 3000)), np.zeros(1, np.float32)) * rough
    lit = developed(scene, 11 * light + 8 * texture)
    return noisy(rng, lit.filter(ImageFilter.GaussianBlur(0.6)))


def leaves(rng: np.random.Generator, size: tuple[int, int]) -> Image.Image:
    """Draw things in front of each other, the large ones mostly behind."""
    image = Image.new("RGB", size, tuple(rng.integers(90, 200, 3).tolist()))
    draw = ImageDraw.Draw(image)
    palette = np.clip(rng.normal(125, 45, (12, 1)) + rng.normal(0, 26, (12, 3)), 8, 247)
    radii = sorted((size[1] * 0.22 / (1 + rng.pareto(1.1, LEAVES))).tolist(), key=lambda r: -r * rng.uniform(0.3, 1))
    for radius in radii:
        x, y = rng.uniform(0, size[0]), rng.uniform(0, size[1])
        colour = tuple(np.clip(palette[rng.integers(12)] + rng.normal(0, 8, 3), 0, 255).astype(int).tolist())
        leaf(draw, rng, (x, y), max(radius, 6), colour)
    for _face in range(FACES):
        face(draw, rng, (rng.uniform(0, size[0]), rng.uniform(0, size[1])), rng.uniform(60, 420))
    return image


def leaf(
    draw: ImageDraw.ImageDraw, rng: np.random.Generator, centre: tuple[float, float], radius: float, colour
) -> None:
    """Draw a thing: round, or with four corners."""
    x, y = centre
    if rng.random() < 0.5:
        flat = rng.uniform(0.4, 1)
        draw.ellipse((x - radius, y - radius * flat, x + radius, y + radius * flat), fill=colour)
        return
    angles = np.sort(rng.uniform(0, 2 * np.pi, 4))
    corners = [(x + radius * np.cos(angle), y + radius * np.sin(angle)) for angle in angles]
    draw.polygon(corners, fill=colour)


def face(draw: ImageDraw.ImageDraw, rng: np.random.Generator, centre: tuple[float, float], radius: float) -> None:
    """Draw a head: hair, skin, two eyes, a mouth."""
    x, y = centre
    tone = rng.uniform(0.45, 1)
    skin = tuple(int(channel * tone) for channel in (236, 190, 160))
    draw.ellipse((x - radius, y - 1.3 * radius, x + radius, y + radius), fill=(40, 28, 22))
    draw.ellipse((x - 0.85 * radius, y - radius, x + 0.85 * radius, y + 1.2 * radius), fill=skin)
    for side in (-0.35, 0.35):
        left, top = x + side * radius, y - 0.15 * radius
        draw.ellipse((left - 0.13 * radius, top, left + 0.13 * radius, top + 0.12 * radius), fill=(30, 25, 25))
    draw.arc(
        (x - 0.4 * radius, y, x + 0.4 * radius, y + 0.75 * radius),
        20,
        160,
        fill=(140, 60, 60),
        width=max(2, int(radius / 14)),
    )


def octave(rng: np.random.Generator, size: tuple[int, int], step: int) -> np.ndarray:
    """Return noise with `step` waves along the width, of variance one whatever `step` is, as in nature."""
    small = rng.standard_normal((max(2, step * size[1] // size[0]), step), np.float32)
    return np.asarray(Image.fromarray(small).resize(size, Image.Resampling.BICUBIC)) * 1.4


def mask(rng: np.random.Generator, size: tuple[int, int], steepness: float, shift: float) -> np.ndarray:
    """Return soft patches of 0 and 255, more of the latter for a higher `shift`."""
    return np.clip(128 + shift + 160 * steepness * octave(rng, size, 5), 0, 255).astype(np.uint8)


def developed(scene: Image.Image, light: np.ndarray) -> Image.Image:
    """Return `scene` with `light` added to each channel."""
    bands = [np.clip(np.asarray(band, np.float32) + light, 0, 255).astype(np.uint8) for band in scene.split()]
    return Image.merge("RGB", [Image.fromarray(band) for band in bands])


def noisy(rng: np.random.Generator, image: Image.Image) -> Image.Image:
    """Return `image` with what a sensor adds in good light: little, and more of it in the shadows after development."""
    grain = rng.standard_normal((image.height, image.width), np.float32)
    bands: list[Image.Image] = []
    for shift, band in enumerate(image.split()):
        values = np.asarray(band, np.float32)
        bands.append(
            Image.fromarray(np.clip(values + np.roll(grain, shift * 977) * (4 - values / 100), 0, 255).astype(np.uint8))
        )
    return Image.merge("RGB", bands)


def numbered(folder: Path) -> Iterator[Path]:
    """Yield the photographs in `folder` in their order."""
    yield from sorted(folder.glob("*.jpg"))
