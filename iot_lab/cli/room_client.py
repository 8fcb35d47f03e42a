"""How a command reaches the room's data: through the kit that holds the data folder, or by opening the folder itself.

`iot-lab up` locks its folder and says in `running.json` where its API is (loopback, with the trainer's key).
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from iot_lab.errors import LabError
from iot_lab.web.flash import take_step
from iot_lab.web.laptop_only import KEY_HEADER
from iot_lab.workshop import running
from iot_lab.workshop.data_folder import DataFolderBusy
from iot_lab.workshop.desk_opening import LoneDesk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iot_lab.texts import Texts
    from iot_lab.workshop.desk import FlashDesk
    from iot_lab.workshop.running import Running
    from iot_lab.workshop.settings import Settings

_TIMEOUT_S: Final = 40.0


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

    def _ask(self, path: str, body: bytes | None) -> dict[str, Any]:
        headers = {KEY_HEADER: self.kit.key, "Accept-Language": self.language, "Content-Type": "application/json"}
        address = urllib.parse.urljoin(self.kit.url, path)
        # running.json is our own file, readable by this person only.
        request = urllib.request.Request(address, data=body, headers=headers)  # noqa: S310
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=_TIMEOUT_S) as answer:
                said: dict[str, Any] = json.load(answer)
                return said
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise _in_its_words(refusal.read(), self.kit.url) from refusal
        except (OSError, ValueError) as error:
            raise KitUnreachable(url=self.kit.url) from error


class RemoteDesk:
    """The flash desk of a running kit."""

    def __init__(self, client: RoomClient) -> None:
        self.client = client

    def snapshot(self, after: int | None = None) -> dict[str, Any]:
        """Return what the desk shows; with `after`, once something changed since that number, or after a while."""
        return self.client.get("/api/flash" if after is None else f"/api/flash?after={after}")

    def step(self, name: str, **body: Any) -> dict[str, Any]:
        """Take one step (look, plan, run, stop, watch, wifi) and return the snapshot that follows."""
        return self.client.post(f"/api/flash/{name}", body)


class OwnDesk:
    """The flash desk that this command opened itself; the same steps with the same words."""

    WAIT_S: Final = 1.0

    def __init__(self, desk: FlashDesk, t: Texts) -> None:
        self.desk = desk
        self._t = t

    def snapshot(self, after: int | None = None) -> dict[str, Any]:
        """Return what the desk shows; with `after`, once something changed since that number, or after a while."""
        if after is not None:
            self.desk.wait(after, self.WAIT_S)
        return self.desk.snapshot(self._t)

    def step(self, name: str, **body: Any) -> dict[str, Any]:
        """Take one step (look, plan, run, stop, watch, wifi) and return the snapshot that follows."""
        take_step(self.desk, name, body)
        return self.snapshot()


@contextmanager
def open_room_desk(settings: Settings, t: Texts) -> Iterator[RemoteDesk | OwnDesk]:
    """Give the desk of the room of `settings.data`, whoever holds it. Raises DataFolderBusy where nobody answers."""
    lone = LoneDesk(settings)
    try:
        desk = lone.__enter__()
    except DataFolderBusy:
        kit = running.find(settings.data)
        if kit is None:
            raise
        remote = RemoteDesk(RoomClient(kit, t.language))
        _check_room(settings.room, remote.snapshot()["room"])
        yield remote
        return
    try:
        yield OwnDesk(desk, t)
    finally:
        lone.__exit__(None, None, None)


def _check_room(asked: str | None, room: str) -> None:
    if asked is not None and asked != room:
        raise OtherRoom(room=room, asked=asked)


def _in_its_words(body: bytes, url: str) -> LabError:
    try:
        said = json.loads(body)["error"]
        return KitSaid(**{name: str(said[name]) for name in ("code", "seen", "cause", "next")})
    except (ValueError, KeyError, TypeError):
        return KitUnreachable(url=url)
