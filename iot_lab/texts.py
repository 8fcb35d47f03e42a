"""Every text a person sees, in French and English, from the compiled catalogues.

Keys are symbolic (`live.empty.title`); `dashboard/catalogues/<room>.<language>.po` hold the words, one pair a room
of the house, with a note for translators beside each. The build hook compiles them to `.mo` (here) and `.json` (the
pages).
"""

from __future__ import annotations

import errno
import gettext
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from iot_lab.resources import built, built_or_none

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iot_lab.errors import LabError

PROGRAM = "iot-lab"
WRITTEN_LANGUAGES: Final = ("fr", "en")
"""Those that we write ourselves, complete."""
DEFAULT_LANGUAGE = "fr"
_FALLBACK: Final = "en"


def _found_languages() -> tuple[str, ...]:
    """Return our languages and those whose catalogue stands beside ours: a translator adds files and no code."""
    folder = built_or_none("catalogues")
    found = sorted(path.stem for path in folder.glob("*.mo")) if folder else []
    return (*WRITTEN_LANGUAGES, *(one for one in found if one not in WRITTEN_LANGUAGES))


LANGUAGES: Final = _found_languages()


def key(name: str) -> str:
    """Mark a literal as a catalogue key that is read later (a test extracts it); return it unchanged."""
    return name


@dataclass(frozen=True, slots=True)
class Explanation:
    """An error for a person: what was seen, the likely cause, what to do next."""

    seen: str
    cause: str
    next_step: str

    def __str__(self) -> str:
        return "\n".join(line for line in (self.seen, self.cause, self.next_step) if line)


class TypedCommands:
    """How commands are typed on this computer: every text that names one says it so that it can be copied.

    After `make run` the program is the launcher `./iot-lab`, which is in no PATH; the catalogues say `iot-lab VERB`.
    """

    def __init__(self) -> None:
        self._program = PROGRAM
        self._command: re.Pattern[str] | None = None

    def are(self, program: str, verbs: Iterable[str]) -> None:
        """From now on, say `program` before each of `verbs`."""
        self._program = program
        words = "|".join(re.escape(verb) for verb in verbs)
        self._command = re.compile(rf"(?<![\w/.-]){PROGRAM}(?= (?:{words})\b)") if program != PROGRAM else None

    def shown_in(self, text: str) -> str:
        return self._command.sub(self._program, text) if self._command else text


typed_commands = TypedCommands()


_SYSTEM_REFUSALS: Final = {
    errno.ENOENT: key("system.absent"),
    errno.EACCES: key("system.forbidden"),
    errno.EPERM: key("system.not-permitted"),
    errno.EISDIR: key("system.folder"),
    errno.ENOTDIR: key("system.no-folder"),
    errno.ENOSPC: key("system.full"),
    errno.EROFS: key("system.read-only"),
    errno.EIO: key("system.disk"),
    errno.ENAMETOOLONG: key("system.long-name"),
    errno.EMFILE: key("system.many-files"),
    errno.EEXIST: key("system.exists"),
    errno.ECONNREFUSED: key("system.refused"),
    errno.ETIMEDOUT: key("system.silent"),
    errno.EHOSTUNREACH: key("system.unreachable"),
    errno.ENETUNREACH: key("system.no-network"),
    errno.ELOOP: key("system.link"),
    errno.EBUSY: key("system.busy"),
    errno.EADDRINUSE: key("system.port-taken"),
    errno.EADDRNOTAVAIL: key("system.foreign-address"),
    errno.ECONNRESET: key("system.cut"),
    errno.EPIPE: key("system.cut"),
    errno.EFBIG: key("system.large-file"),
    # A name that no address is known for (EAI_NONAME and its like): Linux, macOS, Windows.
    **dict.fromkeys((-2, -3, -5, 8, 11001), key("system.no-name")),
}


class Texts:
    """The texts of one language. `t("key", name=value)` fills `{name}` in the text of `key`."""

    def __init__(self, language: str, catalogue: gettext.NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the text of the key `name`; an unknown key is returned as it is (a test forbids them)."""
        text = typed_commands.shown_in(self._catalogue.gettext(name))
        return text.format_map(values) if values else text

    def count(self, name: str, number: int, /, **values: object) -> str:
        """Return the singular or plural text of the key `name`, with `{number}` and `values` filled in."""
        text = typed_commands.shown_in(self._catalogue.ngettext(name, name, number))
        return text.format_map({"number": number, **values})

    def form(self, forms: Mapping[str, str]) -> str:
        """Return the form of a text that stands in code in French and English.

        A further language has it in its catalogue, by the English form, which is said where it is not there.
        """
        return forms.get(self.language) or self(forms[_FALLBACK])

    def decimal(self, value: float, digits: int) -> str:
        """Return a number with its mark of decimals where a reader of this language looks for it."""
        text = f"{value:.{digits}f}"
        return text.replace(".", ",") if self.language == "fr" else text

    def whole(self, number: int) -> str:
        """Return a whole number, its thousands apart as a reader of this language writes them."""
        text = f"{number:,}"
        return text.replace(",", "\u202f") if self.language == "fr" else text

    def explain(self, error: LabError) -> Explanation:
        """Return the three texts of an error of ours."""
        root = f"error.{error.code}"
        details = {name: self._plain(value) for name, value in error.details.items()}
        return Explanation(*(self(f"{root}.{part}", **details) for part in ("seen", "cause", "next")))

    def _plain(self, value: object) -> object:
        """Put what the system refused in our words: its own are in whatever language the computer was installed in.

        A number that is no whole one is written as its reader does.
        """
        if isinstance(value, float):
            return self.decimal(value, 2).rstrip("0").rstrip(",.")
        if not isinstance(value, OSError):
            return value
        known = _SYSTEM_REFUSALS.get(value.errno or 0)
        if known:
            return self(known)
        return self(key("system.other"), number=value.errno) if value.errno else str(value)


@lru_cache(maxsize=len(LANGUAGES))
def texts(language: str) -> Texts:
    """Return the texts of `language`, or of French where the language is not one of ours.

    Raises `iot_lab.resources.NotBuilt` in a checkout whose catalogues were never compiled.
    """
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    with built(f"catalogues/{known}.mo").open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    if known not in WRITTEN_LANGUAGES:
        with built(f"catalogues/{_FALLBACK}.mo").open("rb") as file:
            catalogue.add_fallback(gettext.GNUTranslations(file))
    return Texts(known, catalogue)


def next_language(language: str) -> str:
    """Return the language that a page's button leads to: all of them in turn."""
    return LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]


def own_name(language: str) -> str:
    """Return what a language calls itself."""
    return texts(language)(key("site.language"))


def preferred_language(wanted: Iterable[str]) -> str:
    """Return the first of our languages among tags like `en_GB.UTF-8` or `fr-CA`; French when none is."""
    for tag in wanted:
        language = tag.replace("_", "-").split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE


def system_language() -> str:
    """Return the language of this computer's session (LC_ALL, LC_MESSAGES, LANG), French when unknown."""
    return preferred_language(os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
