"""What is wired to the board, as data: from it come the learner's list, the drawing, and the parts of the scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from iot_lab.texts import LANGUAGES, WRITTEN_LANGUAGES
from iot_lab.typography import typeset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iot_lab.course.tables import CourseTable

FIELDS = ("name", "kind", "pins", "bus", "address", "resistor_ohm", *WRITTEN_LANGUAGES)


@dataclass(frozen=True, slots=True)
class ListedPart:
    """One part: `kind` is its file in `iot_lab/simulator/parts/`, `pins` its wires by the names that this file gives.

    `bus` is how it speaks where that is more than a level ("i2c", "spi", "onewire"); `resistor_ohm` stands in series.
    """

    name: str
    kind: str
    pins: Mapping[str, int]
    texts: Mapping[str, str]
    bus: str | None = None
    address: int | None = None
    resistor_ohm: int | None = None


def read_part(table: CourseTable, words: Mapping[str, Mapping[str, str]]) -> ListedPart:
    """Read one `[[part]]` of `exercise.toml`; without a name it is called as its kind.

    `words` gives the texts of parts by language, then name, in further languages.
    """
    table.only(FIELDS)
    kind = table.text("kind")
    name = table.text("name") if "name" in table.values else kind
    pins = table.table("pins")
    texts = {language: table.text(language) for language in WRITTEN_LANGUAGES}
    texts |= {one: words[one].get(name, texts["en"]) for one in LANGUAGES if one not in WRITTEN_LANGUAGES}
    return ListedPart(
        name=name,
        kind=kind,
        pins={wire: pins.whole(wire) for wire in pins.values},
        texts={language: typeset(text, language) for language, text in texts.items()},
        bus=table.text("bus") if "bus" in table.values else None,
        address=table.whole("address") if "address" in table.values else None,
        resistor_ohm=table.number("resistor_ohm") if "resistor_ohm" in table.values else None,
    )
