"""What commands write on a terminal without colours. All of it passes the gate: a board's words command no terminal.

`shown.py` is the same for what is written with colours and in tables.
"""

from __future__ import annotations

import json
from typing import Any

import click

from iot_lab.foreign_text import INSTEAD, clean, clean_lines


def say(text: str = "", *, is_error: bool = False, ends_line: bool = True) -> None:
    """Write text; only its ends of lines and tabs move the cursor."""
    click.echo(clean_lines(text), err=is_error, nl=ends_line)


def say_json(value: Any, *, indent: int | None = None) -> None:
    """Write JSON of any text; what a terminal would obey stands there as JSON writes it, in hexadecimal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    click.echo("".join(_written(letter) for letter in text))


def _written(letter: str) -> str:
    if letter in {"\n", INSTEAD} or clean(letter) == letter:
        return letter
    return json.dumps(letter)[1:-1]
