"""Which encoding a text file is in: told by its marks, by what decodes without a fault, and last by likeness."""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

_CHUNK = 1 << 20
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 1 << 16
_MOSTLY = 0.2


def encoding_of(path: Path) -> tuple[str, str]:
    """The encoding, and `strict` or `replace`: the second when not every byte of the file makes sense in it."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name, "strict" if _decodes(path, name) else "replace"
    wide = _wide(sample)
    if wide and _decodes(path, wide):
        return wide, "strict"
    for name in ("utf-8", "cp949"):
        if _decodes(path, name):
            return name, "strict"
    return _likeliest(sample), "replace"


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: commas, digits and line ends leave zeros at every other place."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < _MOSTLY * len(sample) / 2 or min(even, odd) * 4 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _likeliest(sample: bytes) -> str:
    """Of the Korean encodings the one with the fewest letters lost; if both lose many, what the letters look like."""
    lost = {name: sample.decode(name, "replace").count("\ufffd") for name in ("utf-8", "cp949")}
    best = min(lost, key=lambda name: lost[name])
    if lost[best] * 20 <= len(sample):
        return best
    guess = from_bytes(sample).best()
    return guess.encoding if guess else best
