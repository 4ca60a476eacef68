"""What a file is that is no workbook, told by its first bytes or its parts, whatever it is called."""

from __future__ import annotations

import re
from collections.abc import Collection

LOOKED_AT = 2**13
"""So many bytes show what a file is."""

PARQUET = b"PAR1"
_MAGIC = {
    b"%PDF-": "pdf",
    b"{\\rtf": "document",
    b"\x89PNG\r\n": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"II*\0": "picture",
    b"MM\0*": "picture",
    b"7z\xbc\xaf\x27\x1c": "archive",
    b"Rar!\x1a\x07": "archive",
    b"\x1f\x8b": "archive",
    b"\x09\0\x04\0": "old",
    b"\x09\x02\x06\0": "old",
    b"\x09\x04\x06\0": "old",
    b"version https://git-lfs": "placeholder",
}
"""How files of a kind begin."""
_WEB_PAGE = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|meta|body|table|style|div)\b|mime-version:", re.I | re.S
)
_OLD_XML = "urn:schemas-microsoft-com:office:spreadsheet"
_LINK = re.compile(r'\s*\{[^{}]*"(?:doc_id|url)"\s*:')
_OFFICE_STREAMS = {"WordDocument": "document", "PowerPoint Document": "slides", "__properties_version1.0": "mail"}
_PARTS = (
    ("word/", "document"),
    ("ppt/", "slides"),
    ("Index/Document.iwa", "numbers"),
    ("Index.zip", "numbers"),
    ("index.apxl", "numbers"),
)


def of_bytes(data: bytes) -> str:
    """What the bytes are, as a variant of ``not-a-workbook``; "" where nothing is known of them."""
    head = data[:LOOKED_AT]
    if not any(head) and not any(data):
        return "zeros"
    known = next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), "")
    return known or _of_text(_text(head))


def _text(head: bytes) -> str:
    """The head as a text; "" where it holds bytes that no text has."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if any(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head):
        return ""
    return head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


def _of_text(text: str) -> str:
    if _WEB_PAGE.match(text):
        return "web-page"
    if text.lstrip().startswith("<?xml"):
        return "old-xml" if _OLD_XML in text else ("web-page" if "<html" in text else "")
    if _LINK.match(text):
        return "placeholder"
    return "text" if text.strip() else ""


def of_streams(names: Collection[str]) -> str:
    """What a compound file is that is no workbook."""
    return next((kind for name, kind in _OFFICE_STREAMS.items() if name in names), "")


def of_parts(names: Collection[str]) -> str:
    """What a zipped file is that is no workbook."""
    found = (kind for name in names for beginning, kind in _PARTS if name.startswith(beginning))
    return next(found, "archive")


def of_open_document(mimetype: bytes) -> str:
    """What an OpenDocument file is; "" where it is a spreadsheet."""
    said = mimetype.rpartition(b".")[2].strip()
    if said.startswith(b"spreadsheet") or not mimetype:
        return ""
    return {b"presentation": "slides", b"graphics": "picture"}.get(said, "document")


def message(kind: str) -> str:
    """The kind of the message about a file that is such a thing."""
    others = {"zeros": "file-empty.zeros", "placeholder": "not-downloaded.placeholder", "": "not-a-workbook"}
    return others.get(kind) or f"not-a-workbook.{kind}"
