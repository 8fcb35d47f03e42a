"""The API of a running kit, for commands of the same person on the same computer.

`iot-lab up` locks its folder and says in `running.json` where its API is (loopback, with the trainer's key).
"""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.errors import LabError
from iot_lab.workshop.running import KEY_HEADER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.workshop.running import Running

_TIMEOUT_S: Final = 40.0
_PIECE_BYTES: Final = 1 << 16
_CUT: Final = (OSError, http.client.HTTPException, ValueError)
"""How a kit that ends amid its answer shows; half an answer may also be half of some JSON."""


class KitSaid(LabError):
    """What a running kit refused, in its own words. Details: code, seen, cause, next."""

    code = "kit-said"


class KitUnreachable(LabError):
    """A kit holds the data folder and does not answer. Details: url."""

    code = "kit-unreachable"


class OtherRoom(LabError):
    """--room names another room than the one that is open. Details: room, asked."""

    code = "other-room"


@dataclass(frozen=True, slots=True)
class RoomClient:
    """The API of a running kit, asked in one language. Raises KitSaid, KitUnreachable."""

    kit: Running
    language: str

    def get(self, path: str) -> dict[str, Any]:
        """Return the answer at `path` (`/api/flash`)."""
        return self._ask(path, None)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Send `body` to `path` and return the answer."""
        return self._ask(path, json.dumps(body).encode())

    def result(self, path: str, arguments: dict[str, Any]) -> Any:
        """Ask one verb of a service, and return what it gives."""
        answer = self.post(path, arguments)
        if "result" not in answer:
            raise KitUnreachable(url=self.kit.url)
        return answer["result"]

    def download(self, path: str) -> Iterator[bytes]:
        """Give the file at `path` piece by piece."""
        with self._answer(path, None) as answer:
            try:
                while piece := answer.read(_PIECE_BYTES):
                    yield piece
            except _CUT as error:
                raise KitUnreachable(url=self.kit.url) from error
            if answer.length:  # what is still to come; `read` of a size says nothing of it
                raise KitUnreachable(url=self.kit.url)

    def _ask(self, path: str, body: bytes | None) -> dict[str, Any]:
        with self._answer(path, body) as answer:
            try:
                said = json.load(answer)
            except _CUT as error:
                raise KitUnreachable(url=self.kit.url) from error
            if not isinstance(said, dict):
                raise KitUnreachable(url=self.kit.url)
            return said

    def _answer(self, path: str, body: bytes | None) -> http.client.HTTPResponse:
        headers = {KEY_HEADER: self.kit.key, "Accept-Language": self.language, "Content-Type": "application/json"}
        address = urllib.parse.urljoin(self.kit.url, path)
        # running.json is our own file, readable by this person only.
        request = urllib.request.Request(address, data=body, headers=headers)  # noqa: S310
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            answer: http.client.HTTPResponse = opener.open(request, timeout=_TIMEOUT_S)
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise _in_its_words(refusal, self.kit.url) from refusal
        except _CUT as error:
            raise KitUnreachable(url=self.kit.url) from error
        return answer


def _in_its_words(refusal: urllib.error.HTTPError, url: str) -> LabError:
    try:
        said = json.loads(refusal.read())["error"]
        return KitSaid(**{name: str(said[name]) for name in ("code", "seen", "cause", "next")})
    except (*_CUT, KeyError, TypeError):
        return KitUnreachable(url=url)
