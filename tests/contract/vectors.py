"""Examples of the contract between laptop and board, which both ends must pass: `iot_lab/contract/` and the firmware."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from iot_lab.contract.orders import KIT_ORDERS
from iot_lab.contract.program_parts import KITS_FILES, KITS_FOLDERS

PROGRAM = b"import lab\nlab.publish('answer', 42)\n"
LONG_ID = "i" * 40


@dataclass(frozen=True)
class OrderVector:
    """Payloads on `do/<order>`, one after the other, and the one answer that they bring on `done/<order>`."""

    name: str
    order: str
    payloads: tuple[bytes, ...]
    answer: dict[str, Any]


def order(name, wanted, answer, *requests):
    payloads = tuple(one if isinstance(one, bytes) else json.dumps(one).encode() for one in requests)
    return OrderVector(name, wanted, payloads, answer)


def part(number=0, parts=1, content=PROGRAM, data=None, **changes):
    whole = {"parts": parts, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    piece = base64.b64encode(content if data is None else data).decode()
    return {"id": "v", "part": number, **whole, "data": piece, **changes}


def settings(answer, **request):
    return order(f"settings {request}", "settings", {"id": "v", **answer}, {"id": "v", **request})


SAVED, REFUSED = {"result": "saved"}, {"error": "request"}
WIFI = {"ssid": "atelier", "password": "atelier123"}
FIRST, SECOND = PROGRAM[:11], PROGRAM[11:]

NO_REQUESTS = [
    order(f"{name} {payload!r}", name, {"id": None, "error": "request"}, payload)
    for name in KIT_ORDERS
    for payload in (b"", b"stop", b"[]", b"7", b'{"id": 7}', b'{"id": ""}', b'{"id": null}', b'{"id": true}', b"{}")
] + [order("id of 41 characters", "stop", {"id": None, "error": "request"}, {"id": LONG_ID + "i"})]

SETTINGS = [
    settings(SAVED, name="serre-2"),
    settings(SAVED, room="b", name="a" * 32),
    settings(SAVED, wifi=[WIFI]),
    settings(SAVED, wifi=[WIFI] * 8),
    settings(SAVED, wifi=[{"ssid": "é" * 16, "password": ""}]),
    settings(SAVED, wifi=[{"ssid": "a", "password": "p" * 64}]),
    settings(SAVED, name="a", colour="red"),
    settings(REFUSED),
    settings(REFUSED, colour="red"),
    settings(REFUSED, name=""),
    settings(REFUSED, name="a" * 33),
    settings(REFUSED, name="La Serre"),
    settings(REFUSED, name=7),
    settings(REFUSED, room="a/b"),
    settings(REFUSED, room=None),
    settings(REFUSED, wifi=[]),
    settings(REFUSED, wifi=[WIFI] * 9),
    settings(REFUSED, wifi={}),
    settings(REFUSED, wifi=["atelier"]),
    settings(REFUSED, wifi=[{"ssid": "atelier"}]),
    settings(REFUSED, wifi=[{"ssid": "", "password": ""}]),
    settings(REFUSED, wifi=[{"ssid": "a" * 33, "password": ""}]),
    settings(REFUSED, wifi=[{"ssid": "é" * 17, "password": ""}]),
    settings(REFUSED, wifi=[{"ssid": "a", "password": "p" * 65}]),
    settings(REFUSED, wifi=[{"ssid": "a", "password": None}]),
    settings(REFUSED, wifi=[WIFI, 3]),
    settings(REFUSED, name="good", room="Bad"),
    settings(REFUSED, broker={"host": "", "port": 1883}, name="a"),
    settings(REFUSED, broker={"host": "h", "port": 0}, name="a"),
    settings(REFUSED, broker={"host": "h", "port": 65536}, name="a"),
    settings(REFUSED, broker={"host": "h", "port": "1883"}, name="a"),
    settings(REFUSED, broker="h", name="a"),
    settings(REFUSED, secret="", name="a"),
    settings(REFUSED, secret="s" * 65, name="a"),
]

RUNS = [
    order("program in one part", "run", {"id": "v", "result": "running"}, part()),
    order(
        "program in two parts", "run", {"id": "v", "result": "running"}, part(0, 2, data=FIRST), part(1, 2, data=SECOND)
    ),
    order(
        "first part again",
        "run",
        {"id": "v", "result": "running"},
        part(0, 2, data=FIRST),
        part(0, 2, data=FIRST),
        part(1, 2, data=SECOND),
    ),
    order("longest id", "run", {"id": LONG_ID, "result": "running"}, part(id=LONG_ID)),
    order("second part first", "run", {"id": "v", "error": "order"}, part(1, 2, data=SECOND)),
    order("part left out", "run", {"id": "v", "error": "order"}, part(0, 3, data=FIRST), part(2, 3, data=SECOND)),
    order("part of another id", "run", {"id": "w", "error": "order"}, part(0, 2, data=FIRST), part(1, 2, id="w")),
    order("part of another whole", "run", {"id": "v", "error": "order"}, part(0, 2, data=FIRST), part(1, 2, size=99)),
    order("other number of parts", "run", {"id": "v", "error": "order"}, part(0, 2, data=FIRST), part(1, 3)),
    order("part number beyond the parts", "run", {"id": "v", "error": "request"}, part(1, 1)),
    order("negative part number", "run", {"id": "v", "error": "request"}, part(-1, 1)),
    order("negative size", "run", {"id": "v", "error": "request"}, part(size=-1)),
    order("part that is no number", "run", {"id": "v", "error": "request"}, part("0", 1)),
    order("size that is no whole number", "run", {"id": "v", "error": "request"}, part(size=37.0)),
    order("no checksum", "run", {"id": "v", "error": "request"}, part(sha256=None)),
    order("data that is no text", "run", {"id": "v", "error": "request"}, part() | {"data": 7}),
    order("announced too long", "run", {"id": "v", "error": "size"}, part(size=64 * 1024 + 1)),
    order("longer than announced", "run", {"id": "v", "error": "size"}, part(size=len(PROGRAM) - 1)),
    order("shorter than announced", "run", {"id": "v", "error": "size"}, part(size=len(PROGRAM) + 1)),
    order("other bytes", "run", {"id": "v", "error": "checksum"}, part(sha256="0" * 64)),
    order("kept program with something beside", "run", {"id": "v", "error": "request"}, {"id": "v", "colour": "red"}),
]

HELPER = b"def answer():\n    return 42\n"
BOTH = PROGRAM + HELPER


def parcel(*listed, content=BOTH, **changes):
    return part(content=content, files=[list(one) for one in listed], **changes)


MAIN_FILE, HELPER_FILE = ("main.py", len(PROGRAM)), ("helper.py", len(HELPER))
ACCEPTED, NOT_ONE = {"id": "v", "result": "running"}, {"id": "v", "error": "request"}
FILES = [
    order("program and a module", "run", ACCEPTED, parcel(MAIN_FILE, HELPER_FILE)),
    order("program alone, listed", "run", ACCEPTED, parcel(MAIN_FILE, content=PROGRAM)),
    order("module in a folder", "run", ACCEPTED, parcel(MAIN_FILE, ("a/b/c.py", len(HELPER)))),
    order("empty file", "run", ACCEPTED, parcel(MAIN_FILE, HELPER_FILE, ("empty.txt", 0))),
    order(
        "files in two parts",
        "run",
        ACCEPTED,
        parcel(MAIN_FILE, HELPER_FILE, number=0, parts=2, data=BOTH[:30]),
        parcel(MAIN_FILE, HELPER_FILE, number=1, parts=2, data=BOTH[30:]),
    ),
    order(
        "other files in the second part",
        "run",
        {"id": "v", "error": "order"},
        parcel(MAIN_FILE, HELPER_FILE, number=0, parts=2, data=BOTH[:30]),
        parcel(MAIN_FILE, ("other.py", len(HELPER)), number=1, parts=2, data=BOTH[30:]),
    ),
    order("no files listed", "run", NOT_ONE, parcel(content=b"")),
    order("sizes that are not the whole", "run", NOT_ONE, parcel(MAIN_FILE, ("helper.py", 3))),
    order("one name twice", "run", NOT_ONE, parcel(MAIN_FILE, ("main.py", len(HELPER)))),
    order("negative size of a file", "run", NOT_ONE, parcel(("main.py", len(BOTH) + 1), ("helper.py", -1))),
    order(
        "file longer than 32 KB",
        "run",
        NOT_ONE,
        parcel(("main.py", 1), ("x", 33_000), content=b"x" * 33_001, data=b"x"),
    ),
    order("more than 64 KB", "run", {"id": "v", "error": "size"}, parcel(MAIN_FILE, size=64 * 1024 + 1)),
    order("more than 16 files", "run", NOT_ONE, parcel(MAIN_FILE, HELPER_FILE, *((f"f{n}", 0) for n in range(15)))),
    order(
        "other bytes of files", "run", {"id": "v", "error": "checksum"}, parcel(MAIN_FILE, HELPER_FILE, sha256="0" * 64)
    ),
    *(
        order(f"file called {name!r}", "run", NOT_ONE, parcel(MAIN_FILE, (name, len(HELPER))))
        for name in (
            "",
            ".",
            "..",
            "../x",
            "/x",
            "a//b",
            "a/",
            "a/b/c/d",
            ".hidden",
            "é.py",
            "a b",
            "x" * 65,
            "a\\b",
            7,
            None,
        )
    ),
    *(
        order(f"kit's own {name}", "run", {"id": "v", "error": "name"}, parcel(MAIN_FILE, (name, len(HELPER))))
        for name in (*sorted(KITS_FILES), *(f"{folder}x.py" for folder in KITS_FOLDERS))
    ),
    *(
        order(f"files that are {listed!r}", "run", NOT_ONE, part(files=listed))
        for listed in (
            {},
            "main.py",
            7,
            [["main.py"]],
            [7],
            [["main.py", "37"]],
            [["main.py", 37.0]],
            [["main.py", True]],
        )
    ),
]

BEGIN = {"id": "v", "version": "9.9.9+1", "size": 1, "files": 1}
KITS = [
    *(
        order(f"kit of version {version!r}", "kit", NOT_ONE, BEGIN | {"version": version})
        for version in (None, 7, "", ".", "..", ".a", "a/b", "../a", "é", "a b", "a" * 33, ["a"])
    ),
]

ORDER_TABLES = {"no requests": NO_REQUESTS, "settings": SETTINGS, "programs": RUNS, "files": FILES, "kits": KITS}
"""Every table of orders; both sides go through all of them."""

NAMES = ["a", "capteur-01", "0", "-", "a" * 32]
NO_NAMES = ["", "A", "é", "a b", "a/b", "a.b", "a_b", "a" * 33, "+", "#", "$a", "a\n"]

LISTS = [
    {"v": {"ax": [1, 2, 3], "ay": [-4, 5, -6]}, "per": 1000, "t": 1_764_000_000_000, "dt": 20, "n": 7},
    {"v": {"ax": [1]}, "dt": 20},
    {"v": [1, 2, 3], "t": None, "dt": 0.5, "n": 0},
    {"v": {"ax": [0.5, 1e38]}, "per": 1, "dt": 1000 / 30},
    {"v": {"x": [-32768, 32767]}, "dt": 60_000},
    {"v": {f"v-{column}": [column] * 64 for column in range(8)}, "dt": 10},
    {"v": {f"v-{column}": [True] * 8 for column in range(64)}, "dt": 10},
]
"""Lists of samples in `data/<series>`."""
NO_LISTS = [
    {"v": {"ax": []}, "dt": 20},
    {"v": [], "dt": 20},
    {"v": {"ax": [1] * 65}, "dt": 20},
    {"v": {f"v-{column}": [column] * 57 for column in range(9)}, "dt": 20},
    {"v": {"ax": [1, 2], "ay": [1]}, "dt": 20},
    {"v": {"ax": [1, 2], "ay": 1}, "dt": 20},
    {"v": {"ax": [1, "2"]}, "dt": 20},
    {"v": {"ax": [1, None]}, "dt": 20},
    {"v": {"ax": [1, [2]]}, "dt": 20},
    {"v": {"ax": [1, 1.1e38]}, "dt": 20},
    {"v": {"ax": [1e38]}, "per": 0.1, "dt": 20},
    {"v": {"": [1]}, "dt": 20},
    {"v": {"AX": [1], "ax": [1]}, "dt": 20},
    {"v": {"ax": [1]}},
    {"v": {"ax": [1]}, "dt": 0},
    {"v": {"ax": [1]}, "dt": -20},
    {"v": {"ax": [1]}, "dt": "20"},
    {"v": {"ax": [1]}, "dt": True},
    {"v": {"ax": [1]}, "dt": 60_001},
    {"v": {"ax": [1]}, "dt": 20, "per": 0},
    {"v": {"ax": [1]}, "dt": 20, "per": None},
    {"v": {"ax": [1]}, "dt": 20, "per": 1e10},
    {"v": {"ax": [1, 2]}, "dt": 20, "n": 2**53},
    {"v": {"ax": [1]}, "dt": 20, "n": 1.5},
    {"v": {"ax": [1]}, "dt": 20, "t": "now"},
]

DISCOVERIES = [
    ("temperature", 21.5, "°C"),
    ("lamp", 1, ""),
    ("motion", {"ax": 0.1, "az": 9.8}, "m/s2"),
    ("humidity", 48, "%"),
    ("battery", 90, "%"),
    ("fill", 30, "%"),
    ("speed", 3, "km/h"),
    ("signal", -55, "dBm"),
    ("odd", 1, "g:w W"),
]
