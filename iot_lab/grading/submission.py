"""A learner's program as it arrives: text of a reasonable size, or a clear error before anything runs."""

from __future__ import annotations

from typing import Final

from iot_lab.errors import LabError

MAX_PROGRAM_BYTES: Final = 64 * 1024


class ProgramUnreadable(LabError):
    """The file cannot be read. Details: file, problem."""

    code = "program-unreadable"


class ProgramTooLarge(LabError):
    """The program is larger than any board would take. Details: size_kb, limit_kb."""

    code = "program-too-large"


class ProgramNotText(LabError):
    """The program is not UTF-8 text."""

    code = "program-not-text"


def program_from_bytes(content: bytes) -> str:
    """Return a program from a file's bytes, without a byte order mark and with Unix line ends."""
    _check_size(len(content))
    try:
        program = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProgramNotText from error
    return checked_program(program)


def checked_program(program: str) -> str:
    """Return a program that may be run, with Unix line ends; raises ProgramTooLarge or ProgramNotText."""
    try:
        _check_size(len(program.encode("utf-8")))
    except UnicodeEncodeError as error:
        raise ProgramNotText from error
    if "\0" in program:
        raise ProgramNotText
    return program.replace("\r\n", "\n").replace("\r", "\n")


def _check_size(size_bytes: int) -> None:
    if size_bytes > MAX_PROGRAM_BYTES:
        raise ProgramTooLarge(size_kb=-(-size_bytes // 1024), limit_kb=MAX_PROGRAM_BYTES // 1024)
