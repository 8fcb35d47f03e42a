"""One GET of an index of packages: bounded in bytes and time, with our words for what fails."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from typing import Final

from iot_lab.errors import LabError

TIMEOUT_S: Final = 30.0
_ABSENT: Final = 404


class PackageSourceUnreachable(LabError):
    """The index of packages cannot be reached. Details: url, problem."""

    code = "package-source-unreachable"


def get(url: str, most_bytes: int) -> bytes | None:
    """Return what is there, at most a byte more than `most_bytes`, None where nothing is.

    Raises PackageSourceUnreachable.
    """
    if not url.startswith(("http://", "https://")):
        raise PackageSourceUnreachable(url=url[:80], problem="http(s)://")
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:  # noqa: S310 - http(s), checked above
            content: bytes = answer.read(most_bytes + 1)
            return content
    except urllib.error.HTTPError as error:
        with error:
            if error.code == _ABSENT:
                return None
            raise PackageSourceUnreachable(url=url[:80], problem=f"HTTP {error.code}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise PackageSourceUnreachable(url=url[:80], problem=getattr(error, "reason", error)) from error
