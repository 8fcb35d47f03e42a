"""French typography by one function, so that authors type plain spaces and apostrophes.

French sets a narrow no-break space before `; : ! ? %` and inside guillemets, a no-break space between a number and
its unit, and a curved apostrophe (Lexique des règles typographiques en usage à l’Imprimerie nationale). Code between
backticks, fenced blocks and addresses are left as they are. What is already right stays so.
"""

from __future__ import annotations

import re
from typing import Final

NARROW: Final = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
_UNITS: Final = (
    "s|ms|µs|min|h|m|cm|mm|Hz|kHz|MHz|V|mV|A|mA|Ω|kΩ|°C|°|hPa|lux|lx|Ko|Mo|ko|octets?|bits?|minutes?|secondes?|heures?"
)
_CODE: Final = re.compile(r"(```.*?```|`[^`\n]*`|https?://\S+)", re.DOTALL)
_PLACE: Final = "\ue000"  # Private use: stands for a piece of code meanwhile.
_RULES: Final = (
    (re.compile(r"(?<=\w)'(?=[^\W\d])"), "’"),
    (re.compile(r"(?<=\S)[ \u00a0\u202f](?=[;:!?%»](?!\[))"), NARROW),
    (re.compile(r"(?<=[^\W_])(?=[;!?%](?:\s|$|[).,»|*]))"), NARROW),
    (re.compile(r"«[ \u00a0\u202f]?"), "«" + NARROW),
    (re.compile(r"(?<=[^\s\u202f])»"), NARROW + "»"),
    (re.compile(rf"(?<=\d)(\*\*)? (?=(?:{_UNITS})(?![\w’']))"), r"\1" + NO_BREAK),
)


def typeset(text: str, language: str) -> str:
    """Return `text` with the spaces and apostrophes of its language; only French has rules of its own here."""
    if language != "fr":
        return text
    kept = iter(_CODE.findall(text))
    prose = _CODE.sub(_PLACE, text.replace(_PLACE, ""))
    for pattern, replacement in _RULES:
        prose = pattern.sub(replacement, prose)
    return re.sub(_PLACE, lambda _: next(kept), prose)
