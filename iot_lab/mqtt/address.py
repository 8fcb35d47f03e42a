"""Where a broker is and who we are there: `mqtt://name:password@host:port`, `mqtts://` with TLS. Pure.

A broker that runs on several computers has several places, joined by commas (`mqtt://host,other:1884`): they are tried
in turn, and are one broker.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal
from urllib.parse import quote, unquote, urlsplit

from iot_lab.errors import LabError

Scheme = Literal["mqtt", "mqtts"]
PORTS: Final[dict[Scheme, int]] = {"mqtt": 1883, "mqtts": 8883}
Place = tuple[str, int]


class BrokerUrlRefused(LabError):
    """The address given with --broker is not one of a broker."""

    code = "broker-url-refused"


@dataclass(frozen=True, slots=True)
class BrokerAddress:
    """A broker's address with our account there; `name` and `password` may be empty, `others` are more places."""

    host: str
    port: int
    name: str = ""
    password: str = field(default="", repr=False)
    scheme: Scheme = "mqtt"
    others: tuple[Place, ...] = ()

    @classmethod
    def parse(cls, url: str) -> BrokerAddress:
        """Read an address; raises BrokerUrlRefused. The password is left out of the error."""
        try:
            return cls._parse(url)
        except (ValueError, KeyError) as error:
            raise BrokerUrlRefused(url=url.rsplit("@", 1)[-1]) from error

    @classmethod
    def _parse(cls, url: str) -> BrokerAddress:
        words, _, rest = url.partition("://")
        scheme: Scheme = "mqtts" if words == "mqtts" else "mqtt"
        account, _, hosts = rest.removesuffix("/").rpartition("@")
        name, _, password = account.partition(":")
        if words not in PORTS:
            raise ValueError(words)
        first, *others = (_place(host, PORTS[scheme]) for host in hosts.split(","))
        return cls(*first, unquote(name), unquote(password), scheme, tuple(others))

    def __str__(self) -> str:
        return ",".join(_written(place) for place in self.places)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it may be reached, to be tried in this order."""
        return ((self.host, self.port), *self.others)

    @property
    def is_encrypted(self) -> bool:
        """Whether TLS carries the connection."""
        return self.scheme == "mqtts"

    @property
    def url(self) -> str:
        """The address as one text, secrets included: never print it."""
        account = f"{quote(self.name, safe='')}:{quote(self.password, safe='')}@" if self.name else ""
        return f"{self.scheme}://{account}{self}"


def _place(text: str, port: int) -> Place:
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.netloc != text:
        raise ValueError(text)
    return parts.hostname, parts.port or port


def _written(place: Place) -> str:
    host, port = place
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
