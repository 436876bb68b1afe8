"""What kind of file this really is, told by its first bytes: endings lie (.xls that is HTML, .xlsx that is a PDF)."""

import zipfile
from enum import StrEnum
from pathlib import Path

from anbu.domain.lists.values import ListRefused

_HEAD = 4096
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_DRM = (b"SCDSA", b"DRMONE", b"\x9b DRMONE", b"<## NASCA DRM FILE", b"<DOCUMENT SAFER", b"DSFILE", b"MarkAny")
_TABLES = (b"<table", b"<html", b"<!doctype html", b"<tr", b"<workbook", b"<head", b"<meta", b"<style", b"<body")


class Kind(StrEnum):
    """Ways to read a file."""

    TEXT = "text"
    HTML = "html"
    XML_2003 = "xml_2003"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"


def kind_of(path: Path) -> Kind:
    """The kind of the file.

    Raises:
        ListRefused: it is empty, no table, or locked.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
        raise ListRefused("empty_file" if path.stat().st_size <= _HEAD else "not_a_table")
    if head.startswith(b"PK"):
        return _in_zip(path)
    if head.startswith(_OLE):
        return Kind.XLS
    if head.lstrip().startswith(b"%PDF"):
        raise ListRefused("pdf")
    if head.startswith(b"HWP Document File"):
        raise ListRefused("hwp")
    if any(mark in head[:64] for mark in _DRM):
        raise ListRefused("drm")
    return _marked_up(head)


def _marked_up(head: bytes) -> Kind:
    """HTML and the XML of Excel 2003 begin with a tag, in any encoding of ASCII."""
    plain = head.replace(b"\x00", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n").lower()
    if not plain.startswith(b"<"):
        return Kind.TEXT
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain and b"<html" not in plain:
        return Kind.XML_2003
    if any(tag in plain for tag in _TABLES) or plain.startswith(b"<!--"):
        return Kind.HTML
    raise ListRefused("not_a_table")


def _in_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mimetype = archive.open("mimetype").read(100) if "mimetype" in names else b""
            locked = any(info.flag_bits & 1 for info in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError) as fault:
        raise ListRefused("damaged") from fault
    if locked:
        raise ListRefused("encrypted")
    if b"hwp" in mimetype:
        raise ListRefused("hwp")
    if b"opendocument.spreadsheet" in mimetype or ("content.xml" in names and "META-INF/manifest.xml" in names):
        return Kind.ODS
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if any(name.lower().endswith("xl/workbook.xml") for name in names):
        return Kind.XLSX
    raise ListRefused("not_a_table")
