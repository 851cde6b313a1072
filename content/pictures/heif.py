"""Photos of phones: HEIC, read by pillow-heif where that is installed."""

try:
    import pillow_heif
except ImportError:  # its wheels hold a GPL library, so a site may leave it out
    HEIF_FORMATS: tuple[str, ...] = ()
else:
    pillow_heif.register_heif_opener()
    HEIF_FORMATS = ("HEIF",)
