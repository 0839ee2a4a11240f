"""Writing a PDF, with files inside it where they are asked for.

Without files it is PDF/UA-1. With files it is PDF/A-3u, the kind that may carry any file, and keeps all
that PDF/UA-1 asks for: tags, language, title and the mark that says so.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint import Document

VARIANT = "pdf/ua-1"
VARIANT_WITH_FILES = "pdf/a-3u"
# PDF/A allows no property that is not described in the file; pdfuaid:part is none of its own.
ACCESSIBLE = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = b"</rdf:RDF>"


def write_pdf(document: Document, pdf: str, files: Sequence[Mapping[str, Any]] = ()) -> None:
    """Write a document that has been laid out.

    files  path, name, description, relationship, sha256 and day of each file to be put inside
    Raises ValueError when a file is not the one whose hash was given.
    """
    # Only what the parent names goes inside, whatever a page says.
    document.metadata.attachments = []
    if not files:
        document.write_pdf(pdf, finisher=_findable, pdf_variant=VARIANT)
        return
    _mark_accessible(document.metadata)
    document.write_pdf(
        pdf,
        finisher=_findable,
        pdf_variant=VARIANT_WITH_FILES,
        pdf_tags=True,
        attachments=[_attachment(file) for file in files],
    )


def _findable(document: Document, pdf: Any) -> None:
    """Let a space that does not break be found as a space: whoever searches types that one.

    Both are one glyph, and it would be read as the one that happens to be drawn first.
    """
    for stream in pdf.objects:
        lines = getattr(stream, "stream", ())
        if b"begincmap" in lines:
            stream.stream = [line.replace(b"> <00a0>", b"> <0020>") for line in lines]


def _attachment(file: Mapping[str, Any]) -> Any:
    from weasyprint import Attachment

    content = Path(file["path"]).read_bytes()
    if hashlib.sha256(content).hexdigest() != file["sha256"]:
        raise ValueError(f"{file['name']} is not the file that was read")
    day = datetime.fromisoformat(file["day"])
    return Attachment(
        file_obj=BytesIO(content),
        name=file["name"],
        description=file["description"],
        created=day,
        modified=day,
        relationship=file["relationship"],
    )


def _mark_accessible(metadata: Any) -> None:
    """Say in the metadata that the file keeps PDF/UA-1 too: WeasyPrint names one standard only."""
    plain = metadata.generate_rdf_metadata

    def marked(*arguments: Any) -> bytes:
        told: bytes = plain(*arguments)
        return told.replace(END, ACCESSIBLE + END, 1)

    metadata.generate_rdf_metadata = marked
