"""Photos as cameras, phones and drawing programs make them, each with the trait that a test is about."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

ORIENTATION, MAKER, MOMENT, OFFSET, EXIF, GPS = 0x0112, 0x010F, 0x9003, 0x9011, 0x8769, 0x8825


def landscape(size=(1000, 600), mode="RGB") -> Image.Image:
    """Draw a picture that is red on the left and blue on the right, with a white top edge."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    image.paste("white", (0, 0, size[0], size[1] // 10))
    return image.convert(mode)


def encoded(image: Image.Image, form="JPEG", **options) -> bytes:
    written = BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def upload(content: bytes, name="zaal.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def telling_exif(orientation=1) -> Image.Exif:
    """EXIF that says who took the picture, when and where, and how the camera was held."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[MAKER] = "Secretive Cameras"
    exif.get_ifd(EXIF)[MOMENT] = "2018:09:19 14:30:00"
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 47.0, 7.0), 3: "E", 4: (6.0, 54.0, 0.0)})
    return exif


def on_its_side(size=(1000, 600)) -> bytes:
    """A JPEG whose pixels lie on their side: upright, it is 600 wide and 1000 high for a `size` of 1000 by 600."""
    return encoded(landscape(size), exif=telling_exif(orientation=6), comment=b"taken in Emmen")


def display_profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def display_p3() -> bytes:
    """The profile of phones' screens and cameras: its red, green and blue reach further than those of sRGB."""
    profile = bytearray(display_profile())
    primaries = {
        b"rXYZ": (0.51512, 0.24120, -0.00105),
        b"gXYZ": (0.29198, 0.69225, 0.04189),
        b"bXYZ": (0.15710, 0.06657, 0.78407),
    }
    for tag, values in primaries.items():
        entry = profile.index(tag, 128)
        start = int.from_bytes(profile[entry + 4 : entry + 8], "big") + 8
        profile[start : start + 12] = b"".join(round(value * 65536).to_bytes(4, "big", signed=True) for value in values)
    return bytes(profile)
