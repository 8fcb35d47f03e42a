"""A learner's program, read from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.grading import MAX_PROGRAM_BYTES, ProgramUnreadable, program_from_bytes

if TYPE_CHECKING:
    from pathlib import Path


def read_program(path: Path) -> str:
    """Return the program; at most one byte more than the limit is read, whatever the file is.

    Raises ProgramUnreadable, ProgramTooLarge, ProgramNotText.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PROGRAM_BYTES + 1)
    except OSError as error:
        raise ProgramUnreadable(file=str(path), problem=error.strerror or str(error)) from error
    return program_from_bytes(content)
