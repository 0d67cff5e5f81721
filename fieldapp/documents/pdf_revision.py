"""Adds a revision to a PDF without touching a byte of what is already there, and files inside it (PDF/A-3 attachments).

Everything time-dependent is passed in. pyHanko would write the machine's clock into the metadata; a laptop on a
practice day, or one whose clock is wrong, must not put a second, contradicting time into a signed file.
"""

from __future__ import annotations

import hashlib
import io
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.generic import pdf_date, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from fieldapp.errors import KnownError

PLAN_FILE = "plan.json"
EVIDENCE_FILE = "evidence.json"


class RevisionWriter(IncrementalPdfFileWriter):
    """Keeps the file what PDF/A-3 wants: version 1.7, no extensions, metadata as the renderer wrote it."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(io.BytesIO(pdf))

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Never above 1.7; pyHanko would announce PDF 2.0 for an elliptic curve."""
        super().ensure_output_version(min(version, (1, 7)))  # type: ignore[no-untyped-call]

    def register_extension(self, ext: DeveloperExtension) -> None:
        """Leave out the ISO/TS 32001 and 32002 markers, which belong to PDF 2.0."""
        if ext.prefix_name != "/ISO_":
            super().register_extension(ext)

    def _update_meta(self) -> None:
        """Leave the metadata alone: document information and XMP must agree, and the time is not ours to invent."""

    def result(self) -> bytes:
        """The old bytes followed by the new revision."""
        stream = io.BytesIO()
        self.write(stream)  # type: ignore[no-untyped-call]
        return stream.getvalue()


def attach(writer: RevisionWriter, name: str, content: bytes, description: str, when: datetime) -> None:
    """Attach a JSON file as a supplement, sorted into the name tree as PDF/A-3 wants it."""
    file = generic.StreamObject(
        stream_data=content,
        dict_data=_dictionary(
            {
                "/Type": pdf_name("/EmbeddedFile"),
                "/Subtype": pdf_name("/application/json"),
                "/Params": _dictionary(
                    {
                        "/Size": generic.NumberObject(len(content)),  # type: ignore[no-untyped-call]
                        "/ModDate": pdf_date(when),
                        "/CheckSum": generic.ByteStringObject(_md5(content)),
                    }
                ),
            }
        ),
    )
    file.compress()  # type: ignore[no-untyped-call]
    reference = writer.add_object(file)
    specification = _dictionary(
        {
            "/Type": pdf_name("/Filespec"),
            "/F": pdf_string(name),
            "/UF": pdf_string(name),
            "/Desc": pdf_string(description),
            "/AFRelationship": pdf_name("/Supplement"),
            "/EF": _dictionary({"/F": reference, "/UF": reference}),
        }
    )
    _enter(writer, name, writer.add_object(specification))


def _dictionary(entries: dict[str, Any]) -> generic.DictionaryObject:
    named = {pdf_name(key): value for key, value in entries.items()}
    return generic.DictionaryObject(named)  # type: ignore[no-untyped-call]


def _md5(content: bytes) -> bytes:
    """The check sum the PDF specification prescribes for an attachment; nothing here relies on it."""
    return hashlib.md5(content, usedforsecurity=False).digest()


def _enter(writer: RevisionWriter, name: str, specification: generic.IndirectObject) -> None:
    tree = writer.root["/Names"]["/EmbeddedFiles"]
    flat = tree["/Names"]
    held = [flat.raw_get(index) for index in range(len(flat))]
    pairs = [*zip(held[::2], held[1::2], strict=True), (pdf_string(name), specification)]
    pairs.sort(key=lambda pair: str(pair[0]))
    tree["/Names"] = generic.ArrayObject([part for pair in pairs for part in pair])
    tree.pop("/Limits", None)
    writer.root["/AF"].append(specification)
    for changed in (tree, writer.root["/AF"]):
        if changed.container_ref is not None:
            writer.update_container(changed)
    writer.update_root()  # type: ignore[no-untyped-call]


def attached_files(reader: PdfFileReader, revision: int | None = None) -> dict[str, bytes]:
    """The files attached as of a revision, by name; of the newest one when none is given.

    Raises:
        KnownError: `documents.attachments_odd` when the name tree is not the flat one this program writes (a second
            file of the same name could otherwise hide behind the first).
        Everything in `fieldapp.documents.broken_input.ODD_INPUT` on a damaged file.
    """
    root = reader.root if revision is None else reader.get_historical_root(revision)
    if "/Names" not in root or "/EmbeddedFiles" not in root["/Names"]:
        return {}
    tree = root["/Names"]["/EmbeddedFiles"]
    if "/Kids" in tree:
        raise KnownError("documents.attachments_odd")
    flat = tree["/Names"]
    names = [str(flat[index]) for index in range(0, len(flat), 2)]
    if len(set(names)) != len(names):
        raise KnownError("documents.attachments_odd")
    return {name: bytes(flat[2 * index + 1]["/EF"]["/F"].data) for index, name in enumerate(names)}
