#!/usr/bin/env python3
"""Makes the inputs of the golden tests that are archives: zip, tar, and office documents; and PDFs.

    tests/support/make_archives.py        writes tests/golden/read/{archives,office,pdf}/input.*

Everything in them is invented. The same bytes come out on every run.
"""
import gzip
import io
import os
import struct
import sys
import tarfile
import zipfile

sys.dont_write_bytecode = True
from make_outlook import Folder, compound

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "read")
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

MAIL = """From: Orly Tessler <orly@harbour.example>
To: Gil Amsalem <gil@gullrock.example>
Date: Fri, 5 Mar 2021 09:45:00 +0200
Subject: out of the archive

The pumps again.
"""

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Minutes</dc:title>'
    "<dc:creator>Orly Tessler</dc:creator><cp:lastModifiedBy>Gil Amsalem</cp:lastModifiedBy>"
    "</cp:coreProperties>"
)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = {
    "word/document.xml": f"""<w:document {W} xmlns:mc="mc"><w:body>
<w:p><w:pPr><w:t>no text</w:t></w:pPr><w:r><w:t xml:space="preserve">Minutes of the </w:t></w:r><w:r><w:t>board</w:t></w:r></w:p>
<w:p><w:r><w:t>Present:</w:t><w:tab/><w:t>Dr. Ren\u00e9e Lacombe,</w:t><w:br/><w:t>\u05e0\u05d5\u05e2\u05dd \u05d8\u05dc</w:t></w:r>
<w:del><w:r><w:delText>struck out</w:delText></w:r></w:del></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Item</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Sum</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>Pumps</w:t></w:r></w:p><w:p><w:r><w:t>and valves</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>
<w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>none</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>yet</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><mc:AlternateContent><mc:Choice><w:r><w:t>once</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>twice</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>
</w:body></w:document>""",
    "docProps/core.xml": CORE,
    "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>Confidential</w:t></w:r></w:p></w:hdr>",
    "word/comments.xml": f"<w:comments {W}><w:comment><w:p><w:r><w:t>Who paid?</w:t></w:r></w:p></w:comment></w:comments>",
    "word/embeddings/note.txt": "embedded words\n",
    "word/media/image1.png": "\x89PNG",
}

S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
XLSX = {
    "xl/worksheets/sheet10.xml": f"""<worksheet {S}><dimension ref="B1:AA2"/><sheetData><row r="1"><c r="B1" t="inlineStr"><is><t>tenth</t></is></c><c r="D1"><v>4</v></c></row>
<row r="2"><c r="C2"><f>1/0</f></c><c r="AA2" t="b"><v>1</v></c></row></sheetData></worksheet>""",
    "xl/worksheets/sheet2.xml": f"""<worksheet {S}><sheetData>
<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c/></row>
<row><c t="s"><v>2</v></c><c s="1"><v>44260</v></c><c s="2"><v>44260.5</v></c><c s="0"><v>44260</v></c></row>
<row><c t="s"><v>99</v></c><c t="str"><f>A1</f><v>made</v></c></row></sheetData></worksheet>""",
    "xl/sharedStrings.xml": f"<sst {S}><si><t>Name</t></si><si><t>Paid</t></si><si><r><t>Gil </t></r><r><t>Amsalem</t></r><rPh><t>spoken</t></rPh></si></sst>",
    "xl/styles.xml": f"""<styleSheet {S}><numFmts><numFmt numFmtId="164" formatCode="[$-40D]dd/mm/yyyy hh:mm"/>
<numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>""",
    "xl/workbook.xml": f"<workbook {S}><workbookPr/></workbook>",
}

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
PPTX = {
    "ppt/slides/slide1.xml": f"<p {A}><a:p><a:r><a:t>Budget 2021</a:t></a:r></a:p><a:p><a:r><a:t>Gull Rock</a:t></a:r><a:br/><a:r><a:t>Ltd.</a:t></a:r></a:p></p>",
    "ppt/notesSlides/notesSlide1.xml": f"<p {A}><a:p><a:r><a:t>say nothing of the pumps</a:t></a:r></a:p></p>",
}

ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": """<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b" xmlns:style="s">
<office:automatic-styles><style:style>none</style:style></office:automatic-styles><office:body><office:text>
<text:h>Heading</text:h> <text:p>Dr. Ana<text:s text:c="2"/><text:span>de Souza</text:span><text:line-break/>end</text:p>
<table:table><table:table-row><table:table-cell><text:p>one</text:p></table:table-cell><table:table-cell><text:p>two</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell><text:p>three</text:p></table:table-cell><table:table-cell table:number-columns-repeated="1020"/></table:table-row></table:table>
</office:text></office:body></office:document-content>""",
    "meta.xml": '<office:document-meta xmlns:office="o" xmlns:meta="m"><office:meta><meta:initial-creator>Ida Lund</meta:initial-creator></office:meta></office:document-meta>',
}


def word(pieces, table_name="1Table"):
    """A Word 97 document: pieces that are bytes stand as such, the others in UTF-16."""
    text, places, rows = b"", [0], b""
    for piece in pieces:
        wide = isinstance(piece, str)
        raw = piece.encode("utf-16le") if wide else piece
        start = 2048 + len(text)
        rows += struct.pack("<HIH", 0, start if wide else start * 2 | 0x40000000, 0)
        text += raw + b"\0" * (-len(raw) % 2)
        places.append(places[-1] + len(raw) // (2 if wide else 1))
    table = b"\1\4\0skip\2" + struct.pack("<I", len(places) * 4 + len(rows))
    table += b"".join(struct.pack("<I", place) for place in places) + rows
    head = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x40D, 0, 0x200).ljust(0x1A2, b"\0")
    head += struct.pack("<II", 0, len(table))
    body = head.ljust(2048, b"\0") + text
    return compound(Folder({"WordDocument": body.ljust(4608, b"\0"), table_name: table}))


def record(number, data):
    return struct.pack("<HH", number, len(data)) + data


def short_text(text):
    return struct.pack("<HB", len(text), 0) + text.encode("latin-1")


def excel():
    """An Excel 97 book of two sheets; the second string goes on in another record, wider."""
    strings = struct.pack("<II", 4, 3) + short_text("Name") + struct.pack("<HB", 11, 0) + b"Gil "
    more = b"\1" + "Amsalem".encode("utf-16le")
    more += struct.pack("<HBH", 4, 1 | 8, 1) + "\u05e0\u05d5\u05e2\u05dd".encode("utf-16le") + b"font"
    book = record(0x0809, struct.pack("<HH", 0x0600, 5) + b"\0" * 12)
    book += record(0x041E, struct.pack("<HHB", 164, 10, 0) + b"dd/mm/yyyy")
    for form in (0, 14, 164):
        book += record(0x00E0, struct.pack("<HH", 0, form) + b"\0" * 16)
    book += record(0x00FC, strings) + record(0x003C, more) + record(0x000A, b"")
    sheet = record(0x0809, struct.pack("<HH", 0x0600, 0x10) + b"\0" * 12)
    for column in range(4):
        sheet += record(0x00FD, struct.pack("<HHHI", 0, column, 0, column))
    sheet += record(0x0203, struct.pack("<HHHd", 1, 0, 1, 44260))
    sheet += record(0x027E, struct.pack("<HHHI", 1, 1, 2, 44261 << 2 | 2))
    sheet += record(0x00BD, struct.pack("<HHHIHIH", 1, 2, 0, 1234 << 2 | 3, 0, 7 << 2 | 2, 3))
    sheet += record(0x0006, struct.pack("<HHHBBIH", 2, 0, 0, 0, 0, 0, 0xFFFF) + b"\0" * 8)
    sheet += record(0x0207, short_text("made"))
    sheet += record(0x0006, struct.pack("<HHHd", 2, 1, 0, 0.5) + b"\0" * 8)
    sheet += record(0x0204, struct.pack("<HHH", 3, 0, 0) + short_text("label"))
    second = record(0x0809, struct.pack("<HH", 0x0600, 0x10) + b"\0" * 12)
    second += record(0x0203, struct.pack("<HHHd", 0, 0, 0, 5)) + record(0x000A, b"")
    third = record(0x0809, struct.pack("<HH", 0x0600, 0x10) + b"\0" * 12)
    third += record(0x0200, struct.pack("<IIHHH", 0, 2, 2, 6, 0)) + record(0x0204, struct.pack("<HHH", 0, 2, 0) + short_text("from C"))
    third += record(0x0203, struct.pack("<HHHd", 1, 5, 0, 6)) + record(0x000A, b"")
    return book + sheet + record(0x000A, b"") + second + third


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2021, 3, 5, 9, 45, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            raw = data if isinstance(data, bytes) else data.encode("utf-8")
            archive.writestr(info, raw)
    return out.getvalue()


def office(files):
    return zipped({"[Content_Types].xml": XML + "<Types/>", **files})


def tarred(files):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("passwords")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return gzip.compress(out.getvalue(), mtime=0)


def encrypted(archive):
    """The first file's flags say that it is encrypted, here and in the directory."""
    raw = bytearray(archive)
    raw[6] |= 1
    raw[raw.index(b"PK\1\2") + 8] |= 1
    return bytes(raw)


def pdf(pages):
    """A PDF of pages of lines, in Helvetica."""
    kids = " ".join("%d 0 R" % (4 + 2 * i) for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, lines in enumerate(pages):
        shown = "".join("(%s) Tj T*\n" % line for line in lines)
        words = "BT /F1 12 Tf 72 760 Td 14 TL\n%sET" % shown
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * i)
        )
        objects.append("<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words))
    out, places = "%PDF-1.4\n", ""
    for i, item in enumerate(objects):
        places += "%010d 00000 n \n" % len(out)
        out += "%d 0 obj\n%s\nendobj\n" % (i + 1, item)
    count = len(objects) + 1
    table = "xref\n0 %d\n0000000000 65535 f \n%strailer\n" % (count, places)
    end = "<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(out))
    return (out + table + end).encode("ascii")


def write(folder, name, data):
    os.makedirs(os.path.join(GOLDEN, folder), exist_ok=True)
    with open(os.path.join(GOLDEN, folder, name), "wb") as file:
        file.write(data)


def main():
    docx = office(DOCX)
    inner = zipped({"../up/mail.eml": MAIL, "\u05de\u05e9\u05d0\u05d1\u05d5\u05ea.txt": "the list\n", "minutes.docx": docx})
    write("office", "input.docx", docx)
    typed = [
        b"Minutes of the board\r\rPresent: Dr. Ren\xe9e ",
        "\u05e0\u05d5\u05e2\u05dd \u05d8\u05dc, \U0001f600\r",
        b"Item\x07Sum\x07\x07Pumps\x074\x07\x07",
        b'see \x13 HYPERLINK "https://hidden.example" \x14the list\x15 \x13PAGE\x15\x01end\x1e\x1fnote\x0bof it\r',
    ]
    old = word(typed)
    write("office", "input.xls", compound(Folder({"Workbook": excel()})))
    write("office", "input.locked.xls", compound(Folder({"Workbook": excel()[:20] + record(0x2F, b"\0\0")})))
    write("office", "input.doc", old)
    write("office", "input.lost.doc", word(typed, "0Table"))
    write("office", "input.picture.doc", word([b"\x01\r"]))
    write("office", "input.cut.docx", docx[: len(docx) * 6 // 10])
    write("office", "input.xlsx", office(XLSX))
    write("office", "input.pptx", office(PPTX))
    write("office", "input.odt", zipped(ODT))
    minutes = pdf([["Minutes of the board, 12 May 2020", "Present: Dr. Gil Amsalem"], ["Page two."]])
    write("pdf", "input.pdf", minutes)
    write("pdf", "input.scan.pdf", pdf([[]]))
    write("pdf", "input.cut.pdf", minutes[:300])
    write("archives", "input.1.zip", inner)
    write("archives", "input.2.tar.gz", tarred({"x/mail.eml": MAIL.encode(), "inner.zip": inner}))
    write("archives", "input.3.locked.zip", encrypted(zipped({"secret.txt": "unseen"})))
    write("archives", "input.4.cut.zip", inner[: len(inner) // 2])
    write("archives", "input.5.gz", gzip.compress(b"words of Gil Amsalem\n", mtime=0))


if __name__ == "__main__":
    main()
