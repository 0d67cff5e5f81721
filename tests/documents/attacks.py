"""What somebody might do to a signed paper, each as a function from bytes to bytes."""

from __future__ import annotations

import io
from datetime import datetime

from pyhanko import stamp
from pyhanko.pdf_utils import content, generic, layout
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from fieldapp.documents import sealing
from fieldapp.documents.pdf_revision import RevisionWriter
from fieldapp.documents.signer import DocumentSigner


def flip(pdf: bytes, at: int) -> bytes:
    """One bit of one byte."""
    return pdf[:at] + bytes([pdf[at] ^ 1]) + pdf[at + 1 :]


def other_digit(pdf: bytes, at: int) -> bytes:
    """Another hexadecimal digit in the place of one: a changed value that can still be read."""
    return pdf[:at] + (b"0" if pdf[at : at + 1] != b"0" else b"1") + pdf[at + 1 :]


def paint(pdf: bytes, page: int = 0) -> bytes:
    """White paint over an amount, as a further revision."""
    writer = RevisionWriter(pdf)
    style = stamp.StaticStampStyle(background=content.RawContent(b"1 g 0 0 60 10 re f"), border_width=0)
    stamp.StaticContentStamp(writer, style, layout.BoxConstraints(width=60, height=10)).apply(page, 400, 500)
    return writer.result()


def annotate(pdf: bytes) -> bytes:
    """A text annotation on the first page."""
    writer = RevisionWriter(pdf)
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject([generic.NumberObject(n) for n in (100, 100, 300, 120)]),
            generic.pdf_name("/Contents"): generic.pdf_string("0.00"),
        }
    )
    writer.register_annotation(writer.root["/Pages"]["/Kids"].raw_get(0), writer.add_object(note))
    return writer.result()


def swap_attachment(pdf: bytes, name: str, fresh: bytes) -> bytes:
    """Other bytes for an attached file, as a further revision."""
    writer = RevisionWriter(pdf)
    flat = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    for index in range(0, len(flat), 2):
        if str(flat[index]) == name:
            specification = flat[index + 1]
            file = writer.add_object(generic.StreamObject(stream_data=fresh))
            specification["/EF"]["/F"] = file
            specification["/EF"]["/UF"] = file
            writer.update_container(specification["/EF"])
    return writer.result()


def strip_signatures(pdf: bytes) -> bytes:
    """Empty every signature field, as a further revision."""
    writer = RevisionWriter(pdf)
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        field.pop("/V", None)
        writer.mark_update(reference)
    return writer.result()


def rewrite(pdf: bytes) -> bytes:
    """The same document written anew, as a PDF editor does it."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def touch(pdf: bytes) -> bytes:
    """An empty further revision."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.update_root()
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def encrypt(pdf: bytes) -> bytes:
    """The same document behind a password."""
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(pdf)))
    writer.encrypt("secret")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def attach_twice(pdf: bytes) -> bytes:
    """A second plan.json behind the first, as a further revision."""
    writer = RevisionWriter(pdf)
    flat = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    flat.append(flat.raw_get(len(flat) - 2))
    flat.append(flat.raw_get(len(flat) - 2))
    writer.update_container(flat)
    return writer.result()


def sign_elsewhere(pdf: bytes, field: str, signer: DocumentSigner, when: datetime) -> bytes:
    """A signature in a field the paper never asked for."""
    meta = signers.PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
    engine = sealing._SignerAt(when, meta, signer.engine)
    return bytes(engine.sign_pdf(RevisionWriter(pdf), output=io.BytesIO()).getvalue())
