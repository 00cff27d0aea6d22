#!/usr/bin/env python3
"""Makes the inputs of the golden tests that no one can write in an editor: what Outlook packs.

    tests/support/make_outlook.py        writes tests/golden/read/{tnef,winmail}/input.*

Everything in them is invented. Formats: [MS-OXTNEF], [MS-OXRTFCP], [MS-OXCDATA].
"""
import base64
import os
import struct

GOLDEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "read")
BYTES_TEXT, WIDE_TEXT, INT32, TIME, BINARY, OBJECT = 0x1E, 0x1F, 3, 0x40, 0x102, 0x0D


def ticks(seconds):
    return struct.pack("<Q", (seconds + 11644473600) * 10000000)


def pack_rtf(rtf):
    """Compressed RTF of literals alone, closed by a reference to where the window is written."""
    out, at = b"", 207
    for i in range(0, len(rtf) + 1, 8):
        chunk = rtf[i : i + 8]
        at = (at + len(chunk)) % 4096
        if len(chunk) < 8:
            out += bytes([1 << len(chunk)]) + chunk + bytes([at >> 4, (at & 15) << 4])
        else:
            out += b"\0" + chunk
    return struct.pack("<IIII", len(out) + 12, len(rtf), 0x75465A4C, 0) + out


def pad(data):
    return data + b"\0" * (-len(data) % 4)


def tnef_property(number, kind, value):
    head = struct.pack("<HH", kind, number)
    if number >= 0x8000:  # one that the sender numbered himself, with its name
        name = "keyword\0".encode("utf-16le")
        head += b"\x29\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46" + struct.pack("<II", 1, len(name))
        head += pad(name)
    if kind == INT32:
        return head + struct.pack("<I", value)
    if kind == TIME:
        return head + value
    if kind == WIDE_TEXT:
        value = (value + "\0").encode("utf-16le")
    elif kind == BYTES_TEXT:
        value = value.encode("cp1255") + b"\0"
    return head + struct.pack("<II", 1, len(value)) + pad(value)


def tnef_properties(rows):
    return struct.pack("<I", len(rows)) + b"".join(tnef_property(*row) for row in rows)


def attribute(level, number, data):
    total = sum(data) & 0xFFFF
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", total)


def tnef(properties, recipients=(), files=()):
    out = struct.pack("<IH", 0x223E9F78, 1)
    out += attribute(1, 0x00069007, struct.pack("<II", 1255, 0))
    out += attribute(1, 0x00069003, tnef_properties(properties))
    if recipients:
        rows = b"".join(tnef_properties(row) for row in recipients)
        out += attribute(1, 0x00069004, struct.pack("<I", len(recipients)) + rows)
    for short, rows in files:
        out += attribute(2, 0x00069002, b"\1\0" + b"\xff" * 12)
        out += attribute(2, 0x00018010, short.encode("ascii") + b"\0")
        out += attribute(2, 0x00069005, tnef_properties(rows))
    return out


HTML_IN_RTF = rb"""{\rtf1\ansi\ansicpg1255\fromhtml1 \deff0{\fonttbl
{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset177 Arial;}}
{\*\generator Invented;}\uc1
{\*\htmltag64 <html><head><style>p {margin:0}</style></head><body>}
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Dear Dr. Amsalem,\htmlrtf\par}\htmlrtf0
{\*\htmltag72 </p>}
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 {\f1 \'f9\'ec\'e5\'ed} \u1504?\u1493?\u1506?\u1492?, the pumps of
 Gull Rock Ltd. failed on 3 March 2021.\htmlrtf\par}\htmlrtf0
{\*\htmltag72 </p>}
{\*\htmltag64 <a href="https://gullrock.example/report">}\htmlrtf {\field{\*\fldinst{HYPERLINK
"https://gullrock.example/report"}}{\fldrslt\cf1\ul \htmlrtf0 the report\htmlrtf }\htmlrtf0 \htmlrtf }\htmlrtf0
{\*\htmltag72 </a>}
{\*\htmltag58 </body></html>}}"""

SENT = 1614930300  # 2021-03-05 07:45 UTC


def inner():
    return tnef(
        [
            (0x0037, BYTES_TEXT, "budget"),
            (0x1000, BYTES_TEXT, "The budget is \u05d7\u05de\u05e9\u05d4 million.\r\n"),
            (0x0C1A, BYTES_TEXT, "Gil Amsalem"),
            (0x0C1F, BYTES_TEXT, "gil@gullrock.example"),
            (0x0039, TIME, ticks(SENT - 86400)),
        ],
        [[(0x3001, WIDE_TEXT, "Orly Tessler"), (0x3003, WIDE_TEXT, "orly@harbour.example")]],
    )


def outer():
    is_message = b"\x07\x03\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"
    return tnef(
        [
            (0x0037, WIDE_TEXT, "\u05de\u05e9\u05d0\u05d1\u05d5\u05ea"),
            (0x8005, WIDE_TEXT, "pumps"),
            (0x1009, BINARY, pack_rtf(HTML_IN_RTF)),
            (0x0C1A, WIDE_TEXT, "Tessler, Orly"),
            (0x0C1F, WIDE_TEXT, "/O=HARBOUR/OU=HQ/CN=RECIPIENTS/CN=OTESSLER"),
            (0x5D01, WIDE_TEXT, "orly@harbour.example"),
            (0x0039, TIME, ticks(SENT)),
            (0x1035, WIDE_TEXT, "<pumps-1@harbour.example>"),
        ],
        [
            [
                (0x0C15, INT32, 1),
                (0x3001, WIDE_TEXT, "Gil Amsalem"),
                (0x3003, WIDE_TEXT, "gil@gullrock.example"),
            ],
            [(0x0C15, INT32, 2), (0x3001, WIDE_TEXT, "Archive")],
            [
                (0x0C15, INT32, 3),
                (0x3001, WIDE_TEXT, "Legal \"Team\""),
                (0x3003, WIDE_TEXT, "legal@harbour.example"),
            ],
        ],
        [
            (
                "PUMPS~1.TXT",
                [
                    (0x3707, WIDE_TEXT, "\u05de\u05e9\u05d0\u05d1\u05d5\u05ea pumps.txt"),
                    (0x3701, BINARY, "Pump 4: \u05ea\u05e7\u05dc\u05d4\r\n".encode("cp1255")),
                ],
            ),
            ("scan.pdf", [(0x370E, WIDE_TEXT, "application/pdf"), (0x3701, BINARY, b"%PDF-1.4\n")]),
            ("inner", [(0x3701, OBJECT, is_message + inner())]),
        ],
    )


MAIL = """From: Orly Tessler <orly@harbour.example>
To: Gil Amsalem <gil@gullrock.example>
Date: Fri, 5 Mar 2021 09:45:00 +0200
Subject: pumps
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

--b
Content-Type: application/ms-tnef; name="winmail.dat"
Content-Disposition: attachment; filename="winmail.dat"
Content-Transfer-Encoding: base64

%s--b--
"""


def write(folder, name, data):
    os.makedirs(os.path.join(GOLDEN, folder), exist_ok=True)
    with open(os.path.join(GOLDEN, folder, name), "wb") as file:
        file.write(data)


def main():
    packed = outer()
    write("tnef", "input.dat", packed)
    write("tnef", "input.2.cut.dat", packed[: len(packed) - 200])
    write("winmail", "input.eml", (MAIL % base64.encodebytes(packed).decode()).encode())


if __name__ == "__main__":
    main()
