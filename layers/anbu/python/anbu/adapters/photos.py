"""Photos of reporters: what is not a photo is refused, what is one is drawn anew, without place, time and camera."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2048
KINDS = ("JPEG", "PNG", "WEBP")


def cleaned(raw: bytes) -> bytes | None:
    """The photo as a JPEG of at most 2048 pixels a side: nothing of the original file but its pixels is kept.

    None: too large, of another kind, broken, or a bomb of pixels.
    """
    if len(raw) > MOST_BYTES:
        return None
    try:
        with Image.open(BytesIO(raw), formats=KINDS) as photo:
            if photo.width * photo.height > MOST_PIXELS:
                return None
            drawn = ImageOps.exif_transpose(photo).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new("RGB", drawn.size)
    fresh.paste(drawn)
    out = BytesIO()
    fresh.save(out, "JPEG", quality=85, exif=b"")
    return out.getvalue()
