"""Bus transactions and printed lines: what the words accept and what they say."""

import pytest

from iot_lab.grading.vocabulary import Mismatch, expect
from tests.rigs.traces import event, told, trial


def dht(*reads):
    return expect(trial(*(event(t_s, "wire-read", 4, data) for t_s, data in reads)).wire(4))


def sensor(*written):
    events = [event(t, "i2c-write", "0x76", {"data": data, "taken": taken}) for t, data, taken in written]
    return expect(trial(*events, event(5, "i2c-read", "0x76", b"\x60"), event(5, "i2c-read", "0x3c", b"")).i2c(0x76))


def test_reads_are_counted_when_they_are_answered():
    dht((1, b"12345"), (2, None), (4, b"12345")).is_read(2)
    with pytest.raises(Mismatch) as raised:
        dht((1, b"12345"), (2, None)).is_read(2)
    assert told(raised.value)[1] == "1 read with an answer, 1 without"


def test_read_without_an_answer_is_told_with_its_moment():
    with pytest.raises(Mismatch) as raised:
        dht((1, b"12345"), (2, None)).always_answers()
    assert raised.value.at_s == 2
    dht((1, b"12345")).always_answers()


def test_spacing_counts_from_start_to_start_answered_or_not():
    dht((1, b"12345"), (3, None), (5.5, b"12345")).reads_are_spaced(2)
    with pytest.raises(Mismatch) as raised:
        dht((1, b"12345"), (2.5, None)).reads_are_spaced(2)
    assert (raised.value.at_s, told(raised.value)[1]) == (2.5, "1.5\u00a0s")


def test_bytes_written_are_those_that_the_part_took():
    sensor((1, b"\xf4\x27", True)).is_written(b"\xf4\x27")
    sensor((1, b"\xf4\x27", True)).is_written()
    for written in ((1, b"\xf4\x27", False), (1, b"\xf5\x00", True)):
        with pytest.raises(Mismatch) as raised:
            sensor(written).is_written(b"\xf4\x27")
        assert "f4 27" in told(raised.value)[0]


def test_other_addresses_do_not_count():
    sensor().is_read(1)
    with pytest.raises(Mismatch):
        sensor().is_read(2)


def printed(*lines):
    return expect(trial(*(event(n, "print", "", line + "\n") for n, line in enumerate(lines))).prints)


def test_text_and_numbers_are_found_in_lines():
    words = printed("Ready", "T = 21.53 °C, -4 dBm, x2y 1e3")
    words.has_text("ready")
    words.has_lines(2)
    for value in (21.5, -4, 1000):
        words.has_number(value, within_percent=1)
    with pytest.raises(Mismatch):
        words.has_number(2, within_percent=1)


def test_what_was_not_printed_is_told_with_the_last_line():
    with pytest.raises(Mismatch) as raised:
        printed("hello").has_text("ready")
    assert told(raised.value)[1] == "the last printed line is “hello”"
    with pytest.raises(Mismatch) as raised:
        printed().has_text("ready")
    assert told(raised.value, "fr")[1] == "il n’affiche rien"
