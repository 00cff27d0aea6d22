#!/usr/bin/env python3
"""Makes the inputs of the golden tests that no one can write in an editor: what Outlook packs and saves.

    tests/support/make_outlook.py        writes tests/golden/read/{msg,tnef,winmail}/input.*

Everything in them is invented. Formats: [MS-OXTNEF], [MS-OXMSG], [MS-CFB], [MS-OXRTFCP], [MS-OXCDATA].
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


# ---- compound files ------------------------------------------------------------------------------

FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


class Folder(dict):
    """A storage: names to bytes or to further folders."""


def entry(name, kind, child=NONE, start=END, size=0, right=NONE):
    raw = (name + "\0").encode("utf-16le")
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(raw), kind, 1, NONE, right, child)
        + b"\0" * 36
        + struct.pack("<III", start, size, 0)
    )


def chain(table, count):
    start = len(table)
    table.extend(range(start + 1, start + count))
    table.append(END)
    return start


def compound(root):
    """An OLE compound file; what is in a folder hangs together by right siblings alone."""
    entries, fat, mini_fat, sectors, mini = [None], [], [], [], b""

    def put(data):
        count = (len(data) + 511) // 512
        sectors.append(data.ljust(count * 512, b"\0"))
        return chain(fat, count)

    def add(folder):
        nonlocal mini
        names = sorted(folder, key=lambda name: (len(name), name.upper()))
        first = len(entries)
        entries.extend([None] * len(names))
        for i, name in enumerate(names):
            right = first + i + 1 if i + 1 < len(names) else NONE
            data = folder[name]
            if isinstance(data, Folder):
                entries[first + i] = entry(name, 1, add(data), 0, 0, right)
            elif len(data) >= 4096:
                entries[first + i] = entry(name, 2, NONE, put(data), len(data), right)
            elif data:
                start = chain(mini_fat, (len(data) + 63) // 64)
                mini += data + b"\0" * (-len(data) % 64)
                entries[first + i] = entry(name, 2, NONE, start, len(data), right)
            else:
                entries[first + i] = entry(name, 2, NONE, END, 0, right)
        return first if names else NONE

    child = add(root)
    entries[0] = entry("Root Entry", 5, child, put(mini) if mini else END, len(mini))
    while len(entries) % 4:
        entries.append(b"\0" * 68 + struct.pack("<III", NONE, NONE, NONE) + b"\0" * 48)
    directory = put(b"".join(entries))
    mini_start = put(b"".join(struct.pack("<I", n) for n in mini_fat)) if mini_fat else END
    mini_count = (len(mini_fat) * 4 + 511) // 512
    fat_count = 1
    while fat_count * 128 < len(fat) + fat_count:
        fat_count += 1
    fat_start = len(fat)
    fat.extend([FAT_SECTOR] * fat_count)
    fat.extend([FREE] * (fat_count * 128 - len(fat)))
    sectors.append(b"".join(struct.pack("<I", n) for n in fat))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIII", 0, fat_count, directory, 0, 4096)
    head += struct.pack("<IIII", mini_start, mini_count, END, 0)
    difat = [fat_start + i for i in range(fat_count)]
    head += b"".join(struct.pack("<I", n) for n in difat + [FREE] * (109 - len(difat)))
    return head + b"".join(sectors)


def msg_folder(head, rows):
    folder, listed = Folder(), b"\0" * head
    for number, kind, value in rows:
        tag = number << 16 | kind
        if kind in (INT32, TIME):
            raw = struct.pack("<I", value) if kind == INT32 else value
            listed += struct.pack("<II", tag, 6) + raw.ljust(8, b"\0")
            continue
        if kind == WIDE_TEXT:
            value = value.encode("utf-16le")
        elif kind == BYTES_TEXT:
            value = value.encode("cp1255")
        listed += struct.pack("<IIII", tag, 6, len(value), 0)
        folder["__substg1.0_%08X" % tag] = value
    folder["__properties_version1.0"] = listed
    return folder


def msg(head, rows, recipients=(), files=()):
    folder = msg_folder(head, rows)
    folder["__nameid_version1.0"] = Folder()
    for i, row in enumerate(recipients):
        folder["__recip_version1.0_#%08X" % i] = msg_folder(8, row)
    for i, (row, inside) in enumerate(files):
        part = msg_folder(8, row)
        if inside is not None:
            part["__substg1.0_3701000D"] = inside
        folder["__attach_version1.0_#%08X" % i] = part
    return folder


def received():
    """One that came from outside, with the header that it came with."""
    headers = (
        "Microsoft Mail Internet Headers Version 2.0\r\n"
        "Received: from mx.gullrock.example by ex1.harbour.example; Fri, 5 Mar 2021 09:45:10 +0200\r\n"
        "From: =?windows-1255?B?4uns?= Amsalem <gil@gullrock.example>\r\n"
        "To: Orly Tessler <orly@harbour.example>,\r\n\tArchive <archive@harbour.example>\r\n"
        "Subject: the valves\r\nDate: Fri, 5 Mar 2021 09:45:00 +0200\r\n"
        "Message-ID: <valves-1@gullrock.example>\r\nReferences: <pumps-1@harbour.example>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=lost\r\n\r\n"
    )
    sent = msg(
        24,
        [
            (0x0037, WIDE_TEXT, "RE: pumps"),
            (0x1013, BINARY, "<html><body><p>תודה, Dr. Amsalem.</body></html>".encode("cp1255")),
            (0x3FDE, INT32, 1255),
            (0x0C1A, WIDE_TEXT, "Tessler, Orly"),
            (0x0C1F, WIDE_TEXT, "/O=HARBOUR/OU=HQ/CN=RECIPIENTS/CN=OTESSLER"),
            (0x0E04, WIDE_TEXT, "Gil Amsalem; Archive, Central"),
            (0x0039, TIME, ticks(SENT - 3600)),
        ],
    )
    ledger = ("pump 4;20,000;" + "paid in March 2021 by Gull Rock Ltd.;" * 6 + "\r\n") * 18  # long enough for sectors of its own
    return msg(
        32,
        [
            (0x001A, BYTES_TEXT, "IPM.Note"),
            (0x0037, BYTES_TEXT, "the valves"),
            (0x007D, BYTES_TEXT, headers),
            (0x1000, BYTES_TEXT, "Orly,\r\n\r\nthe valves of סלע השחף are ready.\r\n"),
            (0x3FFD, INT32, 1255),
        ],
        [[(0x0C15, INT32, 3), (0x3001, BYTES_TEXT, "Ida Lund"), (0x39FE, BYTES_TEXT, "ida@harbour.example")]],
        [
            (
                [
                    (0x3704, BYTES_TEXT, "LEDGER~1.CSV"),
                    (0x3707, BYTES_TEXT, "ledger 2021.csv"),
                    (0x3701, BINARY, ledger.encode()),
                ],
                None,
            ),
            ([(0x3001, BYTES_TEXT, "RE: pumps")], sent),
            ([(0x3707, BYTES_TEXT, "only a link.docx")], None),
        ],
    )


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
    saved = compound(received())
    write("msg", "input.msg", saved)
    write("msg", "input.2.cut.msg", saved[: len(saved) // 2])
    write("winmail", "input.eml", (MAIL % base64.encodebytes(packed).decode()).encode())


if __name__ == "__main__":
    main()
