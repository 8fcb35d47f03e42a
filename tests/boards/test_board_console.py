"""What `iot-lab monitor` makes of a board's bytes."""

from iot_lab.boards.console import NamedLines

LINE = b"iot-lab kit 0.1.0 serre 24:0a:c4:00:10:01\r\n"


def shown(*pieces: bytes, name: str = "ttyUSB0") -> str:
    lines = NamedLines(name)
    return "".join(lines.feed(piece) for piece in pieces)


def test_name_stands_before_each_line_however_the_bytes_come():
    assert shown(b"one\r\ntw", b"o\n\n") == "ttyUSB0 │ one\nttyUSB0 │ two\nttyUSB0 │ \n"


def test_letter_cut_in_two_is_whole():
    assert shown("é".encode()[:1], "é".encode()[1:]) == "ttyUSB0 │ é"


def test_kits_line_gives_the_name_of_the_lines_that_follow():
    assert shown(b"boot\r\n" + LINE, b"hello\n").splitlines()[-1] == "serre │ hello"


def test_board_never_steers_the_terminal():
    assert shown(b"\x1b[2Jgone\x07\x00\xff\n") == "ttyUSB0 │ [2Jgone\ufffd\n"
