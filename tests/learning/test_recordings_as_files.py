"""CSV and JSON of recordings, both ways; what cannot be read is said."""

from __future__ import annotations

import random
import zlib

import numpy as np
import pytest

from iot_lab.learning.edge_impulse import write_edge_impulse
from iot_lab.learning.errors import LearningError
from iot_lab.learning.examples import Examples
from iot_lab.learning.files import read_recordings, write_csv
from iot_lab.learning.gathering import gather_recordings
from iot_lab.learning.windows import examples_of, plan_for
from iot_lab.texts import LANGUAGES, texts
from tests.rigs.recordings import takes_of

HEAD = "take,person,label,ax,ay,az\n"
PLAIN = HEAD + "0,A,rest,1,2,1003\n0,A,rest,2,3,1001\n1,B,shake,-900,40,12\n"


def same(one, other):
    facts = ("id", "label", "person", "rate_hz", "day", "per", "late", "missing", "saturated")
    return all(getattr(one, name) == getattr(other, name) for name in facts) and all(
        (one.axes[axis] == other.axes[axis]).all() for axis in one.axes
    )


def test_recordings_of_the_course_go_in_and_out_unchanged():
    takes = read_recordings(PLAIN.encode(), 25)
    assert [(one.id, one.person, one.label, len(one), one.rate_hz, one.per) for one in takes] == [
        ("0", "A", "rest", 2, 25, 1000),
        ("1", "B", "shake", 1, 25, 1000),
    ]
    assert write_csv(takes, is_plain=True).decode() == PLAIN


def test_takes_of_different_axes_are_all_written():
    (one,) = read_recordings(b"take,person,label,ax\n0,A,rest,1\n", 25)
    (other,) = read_recordings(b"take,person,label,light\n1,A,dark,7\n", 25)
    written = write_csv([one, other], is_plain=True).decode().splitlines()
    assert written[0] == "take,person,label,ax,light"
    assert [line.split(",")[3:] for line in written[1:]] == [
        [str(one.axes["ax"][0]), ""],
        ["", str(other.axes["light"][0])],
    ]


def test_everything_of_a_take_survives_csv_and_json():
    takes = takes_of(people=2, takes=1, seconds=1)
    for one, other in zip(takes, read_recordings(write_csv(takes)), strict=True):
        assert same(one, other)
    files = [write_edge_impulse(one) for one in takes]
    for one, other in zip(takes, gather_recordings(files), strict=True):
        assert same(one, other)


@pytest.mark.parametrize(
    "text",
    [
        "take;person;label;ax\r\n0;A;rest;0,5\r\n0;A;rest;-1,25\r\n",
        "\ufefftake,person,label,ax\n0,A,rest,0.5\n\n0,A,rest,-1.25\n",
        "Label\tTake\tax\trate\nrest\t0\t0.5\t1\nrest\t0\t-1.25\t1\n".replace("\trate", "").replace("\t1\n", "\n"),
        "sep=;\r\ntake;person;label;ax\r\n0;A;rest;0,5\r\n0;A;rest;-1,25\r\n",
        "\ufefftake\tlabel\tax\r\n0\trest\t0,5\r\n0\trest\t-1,25\r\n".encode("utf-16-le"),
        "\ufeffsep=;\ntake;label;ax\n0;rest;0,5\n0;rest;-1,25\n".encode("utf-16-be"),
        "sep=|\rtake|label|ax\r0|rest|0,5\r0|rest|-1,25\r",
    ],
)
def test_csv_of_other_programs_is_read(text):
    (take,) = read_recordings(text if isinstance(text, bytes) else text.encode())
    assert take.per == 1000
    assert take.axes["ax"].tolist() == [500, -1250]


def test_a_csv_with_instants_is_a_take_that_its_file_names():
    raw = b"timestamp,accX,accY\n0,-9.81,0.03\n10,-9.83,0.04\n20,-9.12,0.03\n"

    (take,) = gather_recordings([("shake.B.3.csv", raw)])

    assert (take.label, take.person, take.id, take.rate_hz) == ("shake", "B", "3", 100.0)
    assert take.axes["accX"].tolist() == [-9810, -9830, -9120]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_what_a_file_is_does_not_depend_on_its_encoding(encoding):
    timed = "sep=;\r\ntimestamp;ax\r\n0;0,5\r\n20;-1,25\r\n".encode(encoding)
    told = '{"payload":{"interval_ms":20,"sensors":[{"name":"ax"}],"values":[[0.5],[-1.25]]}}'.encode(encoding)
    for take in gather_recordings([("shake.A.1.csv", timed), ("shake.A.2.txt", told)]):
        assert (take.label, take.rate_hz, take.axes["ax"].tolist()) == ("shake", 50.0, [500, -1250])


@pytest.mark.parametrize(
    ("what", "code", "details"),
    [
        ("a mark never closed", "recording-cell", {"line": 2}),
        ("a long field", "recording-cell", {"line": 2}),
        ("a hundred thousand columns", "recording-axes", {"axis": "100000"}),
        ("instants backwards", "recording-instants", {"line": 3, "text": "10"}),
    ],
)
def test_what_is_wrong_is_named_where_it_begins(what, code, details):
    with pytest.raises(LearningError) as found:
        gather_recordings([("shake.A.1.csv", BAD[what])])
    assert (found.value.code, found.value.details) == (code, details)


def test_names_of_people_become_letters():
    takes = read_recordings(b"take,person,label,ax\n0,Anna,rest,1\n1,Bob,rest,1\n2,Anna,rest,1\n")
    assert [one.person for one in takes] == ["A", "B", "A"]


def test_a_file_without_takes_is_a_table():
    found = read_recordings("label,largeur,hauteur (cm)\nchêne,1.5,2\nبلوط,2.5,3\n".encode())
    assert isinstance(found, Examples)
    assert found.classes == ("chêne", "بلوط")
    assert found.names == ("largeur", "hauteur (cm)")
    assert found.rows.dtype == np.float32


BAD = {
    "empty": b"",
    "names alone": HEAD.encode(),
    "no label": b"take,person,ax\n0,A,1\n",
    "a line of measures first": b"0,A,rest,1\n0,A,rest,2\n",
    "half of a letter of UTF-16": b"\xff\xfet\0a",
    "instants that stand still": b"timestamp,ax\n0,1\n0,2\n",
    "instants alone": b"timestamp,ax\n",
    "an instant that is a date": b"timestamp,ax\n2026-11-28,1\n2026-11-29,2\n",
    "no axis": b"take,person,label\n0,A,rest\n",
    "a column twice": b"take,label,ax,ax\n0,rest,1,2\n",
    "an axis that is no name": b"take,label,a b\n0,rest,1\n",
    "a missing cell": b"take,label,ax\n0,rest\n",
    "NaN": b"take,label,ax\n0,rest,nan\n",
    "infinite": b"take,label,ax\n0,rest,1e999\n",
    "text": b"take,label,ax\n0,rest,fast\n",
    "too large": b"take,label,ax\n0,rest,101325\n",
    "no label in a line": b"take,label,ax\n0,,1\n",
    "a label that commands": b"take,label,ax\n0,\x1b[2J,1\n",
    "a rate of 0": b"take,label,hz,ax\n0,rest,0,1\n",
    "a spreadsheet": b"PK\x03\x04\xff\xfe\x00\x01",
    "latin": "take,label,ax\n0,chêne,1\n".encode("latin-1"),
    "zero bytes": b"take,label,ax\n0,\0,1\n",
    "a long field": b"take,label,ax\n0," + b"x" * 200_000 + b",1\n",
    "too many axes": ("take,label," + ",".join(f"a{n}" for n in range(40)) + "\n0,rest" + ",1" * 40 + "\n").encode(),
    "a mark never closed": b'take,label,ax\n0,"rest,1\n' + b"0,rest,1\n" * 20_000,
    "ten thousand letters of a label": b"take,label,ax\n0," + "é".encode() * 10_000 + b",1\n",
    "a hundred thousand columns": ",".join(f"a{n}" for n in range(100_000)).encode() + b"\n1\n",
    "UTF-16 without its mark": PLAIN.encode("utf-16-le"),
    "UTF-16 the other way, without its mark": PLAIN.encode("utf-16-be"),
    "a bomb": zlib.compress(bytes(50_000_000), 9),
    "one instant": b"timestamp,ax\n20,1\n",
    "instants backwards": b"timestamp,ax\n20,1\n10,2\n",
    "json deep": b"[" * 1_000_000,
    "json of nothing": b"{}",
    "json nested": b'{"payload":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "json of text": b'{"payload":{"interval_ms":20,"sensors":[{"name":"ax"}],"values":[["x"]]}}',
    "json of NaN": b'{"payload":{"interval_ms":20,"sensors":[{"name":"ax"}],"values":[[NaN]]}}',
    "json of truth": b'{"payload":{"interval_ms":20,"sensors":[{"name":"ax"}],"values":[[true]]}}',
    "json unequal": b'{"payload":{"interval_ms":20,"sensors":[{"name":"ax"}],"values":[[1],[1,2]]}}',
    "json without rate": b'{"payload":{"interval_ms":0,"sensors":[{"name":"ax"}],"values":[[1]]}}',
}


@pytest.mark.parametrize("what", BAD)
def test_bad_files_are_said_in_both_languages(what):
    with pytest.raises(LearningError) as found:
        gather_recordings([("shake.A.1.csv", BAD[what])])
    for language in LANGUAGES:
        words = texts(language).explain(found.value)
        assert words.seen
        assert words.next_step
        assert "{" not in str(words)


def test_two_hundred_mutated_files_are_read_or_said():
    chance = random.Random(15)
    takes = takes_of(people=2, takes=1, seconds=1)
    sources = [("a.csv", write_csv(takes)), ("a.csv", PLAIN.encode()), write_edge_impulse(takes[1])]
    said = []
    for turn in range(200):
        name, raw = sources[turn % len(sources)]
        try:
            found = gather_recordings([(name, mutated(raw, chance))])
            if not isinstance(found, Examples):
                examples_of(found, plan_for(found, 0.4))
        except LearningError as error:
            said.append(texts("fr").explain(error).seen)
    assert len(said) > 20
    assert all(said)


def mutated(raw: bytes, chance: random.Random) -> bytes:
    found = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found))
        piece = chance.choice([b"", b"\0", b",", b'"', b"\n", b"nan", b"-", b"9" * 30, b"\xff", b"[", b"null", b"e9"])
        found[at : at + chance.choice([0, 1, 1, 5, 200])] = piece
        if not found:
            break
    return bytes(found)
