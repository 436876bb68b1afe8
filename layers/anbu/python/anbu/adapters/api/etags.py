"""Versions of what was read, as ETags, and back from If-Match (whose form the route's parameter holds)."""


def etag(version: int) -> str:
    """A strong ETag."""
    return f'"{version}"'


def read_version(if_match: str) -> int:
    """The version that a write rests on."""
    return int(if_match.strip('"'))
