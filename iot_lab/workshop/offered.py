"""What another process of the same person may ask of an open room: methods marked `@offered`, by their names.

`iot-lab up` holds the data folder, so a command beside it cannot open the folder: it calls the same methods through the
kit's API. Both ends read the method itself: `call` (behind `web/api/board_list.py`) checks arguments against its
signature, `remote` (for `cli/open_room.py`) sends them and gives its results back their class. So a new verb is one
marked method, and nothing in between.
"""

from __future__ import annotations

import inspect
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_TEXT: Final = 256
_MARK: Final = "offered_result"
_ACCEPTED: Final = {"str": (str,), "str | None": (str, type(None)), "int": (int,), "bool": (bool,)}
_Method = TypeVar("_Method", bound="Callable[..., Any]")
_Service = TypeVar("_Service")


class NotOffered(ValueError):
    """There is no such verb, or it does not take these arguments."""


def offered(result: type | None = None) -> Callable[[_Method], _Method]:
    """Mark a method; `result` is the dataclass that it returns, alone or in a list. Arguments are plain JSON."""

    def mark(method: _Method) -> _Method:
        kinds = [kind for name, kind in inspect.get_annotations(method).items() if name != "return"]
        if not set(kinds) <= set(_ACCEPTED):
            raise TypeError(f"{method.__name__} takes what cannot be sent: {kinds}")
        setattr(method, _MARK, result)
        return method

    return mark


def call(service: object, verb: str, arguments: object) -> Any:
    """Call an offered method with arguments by name; return plain JSON. Raises NotOffered, and what it raises."""
    method: Any = getattr(type(service), verb, None)
    if not hasattr(method, _MARK) or not isinstance(arguments, dict):
        raise NotOffered(verb)
    kinds = inspect.get_annotations(method)
    try:
        bound = inspect.signature(method).bind(service, **arguments)
    except TypeError as error:
        raise NotOffered(verb) from error
    if not all(_is_accepted(value, kinds[name]) for name, value in list(bound.arguments.items())[1:]):
        raise NotOffered(verb)
    found = method(*bound.args, **bound.kwargs)
    if isinstance(found, list):
        return [asdict(one) for one in found]
    return None if found is None else asdict(found)


def remote(kind: type[_Service], ask: Callable[[str, dict[str, Any]], Any]) -> _Service:
    """Return a service of another process; `ask(verb, arguments)` calls a method there and returns its JSON."""
    return cast("_Service", _Remote(kind, ask))


class _Remote:
    def __init__(self, kind: type, ask: Callable[[str, dict[str, Any]], Any]) -> None:
        self._kind, self._ask = kind, ask

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        method = getattr(self._kind, verb)
        result: type | None = getattr(method, _MARK)

        def ask(*values: Any, **named: Any) -> Any:
            bound = inspect.signature(method).bind(self, *values, **named).arguments
            said = self._ask(verb, {name: value for name, value in bound.items() if name != "self"})
            if result is None:
                return said
            return [result(**one) for one in said] if isinstance(said, list) else result(**said)

        return ask


def _is_accepted(value: object, kind: str) -> bool:
    is_short = not isinstance(value, str) or len(value) <= LONGEST_TEXT
    return type(value) in _ACCEPTED[kind] and is_short
