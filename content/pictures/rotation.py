"""Turning a picture: the original stays as it came, its sizes are made anew under another name."""

import hashlib
from base64 import b64decode, b64encode
from io import BytesIO

from PIL import Image

_PREFIX = "data:image/webp;base64,"


def rotate_image(illustration, degrees: int) -> None:
    """Turn `illustration`, of whichever model, by `degrees` clockwise: 90, 180 or 270. Saves nothing.

    What must stay in view goes along. The name of the sizes says how it lies, for browsers keep them for ever.
    """
    illustration.rotation = (illustration.rotation + degrees) % 360
    for _quarter in range(degrees // 90):
        illustration.width, illustration.height = illustration.height, illustration.width
        illustration.focal_x, illustration.focal_y = 100 - illustration.focal_y, illustration.focal_x
    illustration.placeholder = _turned(illustration.placeholder, degrees)
    content, rotation = illustration.content_digest, illustration.rotation
    illustration.digest = (
        hashlib.sha256(f"{content} {rotation}".encode()).hexdigest() if content and rotation else content
    )
    illustration.ready, illustration.tries = False, 0


def _turned(placeholder: str, degrees: int) -> str:
    if not placeholder.startswith(_PREFIX):
        return placeholder
    written = BytesIO()
    with Image.open(BytesIO(b64decode(placeholder.removeprefix(_PREFIX))), formats=["WEBP"]) as image:
        image.rotate(-degrees, expand=True).save(written, "WEBP", quality=40, method=6)
    return _PREFIX + b64encode(written.getvalue()).decode()
