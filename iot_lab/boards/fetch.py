"""Download one file over http(s), going on where an interrupted download stopped (RFC 9110, section 14: ranges)."""

from __future__ import annotations

import contextlib
import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from iot_lab.boards.errors import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_TIMEOUT_S: Final = 15
_CHUNK_BYTES: Final = 64 * 1024
_PARTIAL: Final = 206
_RANGE_REFUSED: Final = 416


def fetch_file(address: str, partial: Path, progress: Callable[[int, int], None], *, most_bytes: int) -> bytes:
    """Return the file at `address`. `partial` keeps what arrived when the connection breaks, for the next call.

    Raises FetchFailed.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise FetchFailed(address=address, reason="http, https")
    try:
        _download(address, partial, progress, most_bytes)
        content = partial.read_bytes()
    except (OSError, urllib.error.URLError, ValueError) as error:
        raise FetchFailed(address=address, reason=_reason(error)) from error
    _discard(partial)
    return content


def _download(address: str, partial: Path, progress: Callable[[int, int], None], most_bytes: int) -> None:
    validator = _validator(partial)
    done = partial.stat().st_size if partial.exists() and validator else 0
    headers = {"User-Agent": "iot-lab", "Accept-Encoding": "identity"}
    if done:
        # If-Range: the rest of the same file, or all of a new one; never the end of another.
        headers |= {"Range": f"bytes={done}-", "If-Range": validator}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the scheme was checked
    try:
        answer: Any = urllib.request.urlopen(request, timeout=_TIMEOUT_S)  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code == _RANGE_REFUSED:
            _discard(partial)
        raise
    with answer:
        done = done if answer.status == _PARTIAL else 0
        total = done + int(answer.headers.get("Content-Length") or 0)
        if total > most_bytes:
            raise ValueError("too big")
        validator = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
        _note(partial).write_text(json.dumps(validator), encoding="utf-8")
        with partial.open("ab" if done else "wb") as file:
            while chunk := answer.read(_CHUNK_BYTES):
                file.write(chunk)
                done += len(chunk)
                if done > most_bytes:
                    raise ValueError("too big")
                progress(done, total)
        if total and done < total:
            raise ConnectionError("cut")


def _validator(partial: Path) -> str:
    """Return what the server called the version of the file that was begun; a weak one cannot be continued."""
    try:
        value = json.loads(_note(partial).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return value if isinstance(value, str) and not value.startswith("W/") else ""


def _note(partial: Path) -> Path:
    return partial.with_suffix(".validator")


def _discard(partial: Path) -> None:
    for path in (partial, _note(partial)):
        with contextlib.suppress(OSError):
            path.unlink()


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"HTTP {error.code}"
    return type(error).__name__ if isinstance(error, ValueError) else str(getattr(error, "reason", error) or "?")[:120]
