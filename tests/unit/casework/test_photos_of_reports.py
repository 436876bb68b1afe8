"""A photo is drawn anew: no place, no camera, and nothing that is no photo."""

from io import BytesIO

import pytest
from PIL import Image

from anbu.adapters.photos import LONGEST_SIDE, cleaned


def photo(kind: str = "JPEG", size: tuple[int, int] = (3000, 1000), exif: bool = True) -> bytes:
    out = BytesIO()
    image = Image.new("RGB", size, "navy")
    information = Image.Exif()
    information[0x010E] = "비밀 주소 9001"
    information.get_ifd(0x8825)[2] = (35.0, 16.0, 55.0)
    image.save(out, kind, **({"exif": information} if exif else {}))
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_photos_are_drawn_anew_without_place_and_camera(kind: str) -> None:
    clean = cleaned(photo(kind))
    assert clean is not None
    with Image.open(BytesIO(clean)) as image:
        assert image.format == "JPEG"
        assert not image.getexif()
        assert max(image.size) == LONGEST_SIDE
    assert "비밀".encode() not in clean


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0 no photo", b"<svg/>", photo("GIF", exif=False)])
def test_what_is_no_photo_is_not_taken(raw: bytes) -> None:
    assert cleaned(raw) is None
