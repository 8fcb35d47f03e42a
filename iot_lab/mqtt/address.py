"""Where a broker is and who we are there: `mqtt://name:password@host:port`, `mqtts://` with TLS. Pure.

A broker that runs on several computers has several places, joined by commas (`mqtt://host,other:1884`): they are tried
in turn, and are one broker. A certificate authority of one's own stands at the end (`mqtts://host?ca=/folder/ca.pem`):
the broker's certificate must then be of that one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, Literal, Self
from urllib.parse import quote, unquote, urlsplit

from iot_lab.errors import LabError

Scheme = Literal["mqtt", "mqtts"]
PORTS: Final[dict[Scheme, int]] = {"mqtt": 1883, "mqtts": 8883}
Place = tuple[str, int]
_TRUSTED: Final = "?ca="


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
    trusted: str = ""
    """The file of the only certificate authority to trust; empty: those of this computer."""

    @classmethod
    def parse(cls, url: str) -> BrokerAddress:
        """Read an address; raises BrokerUrlRefused. The password is left out of the error."""
        try:
            return cls._parse(url)
        except (ValueError, KeyError) as error:
            raise BrokerUrlRefused(url=url.rsplit("@", 1)[-1]) from error

    @classmethod
    def _parse(cls, url: str) -> BrokerAddress:
        written, _, trusted = url.partition(_TRUSTED)
        words, _, rest = written.partition("://")
        scheme: Scheme = "mqtts" if words == "mqtts" else "mqtt"
        account, _, hosts = rest.removesuffix("/").rpartition("@")
        name, _, password = account.partition(":")
        if words not in PORTS:
            raise ValueError(words)
        first, *others = (_place(host, PORTS[scheme]) for host in hosts.split(","))
        return cls(*first, unquote(name), unquote(password), scheme, tuple(others), unquote(trusted))

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
        trusted = f"{_TRUSTED}{quote(self.trusted)}" if self.trusted else ""
        return f"{self.scheme}://{account}{self}{trusted}"

    def trusting(self, trusted: str) -> Self:
        """Return the same broker, known by this certificate authority alone."""
        return replace(self, trusted=trusted)


def _place(text: str, port: int) -> Place:
    parts = urlsplit(f"//{text}")
    if not parts.hostname or parts.netloc != text:
        raise ValueError(text)
    return parts.hostname, parts.port or port


def _written(place: Place) -> str:
    host, port = place
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
