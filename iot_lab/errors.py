"""What went wrong, said so that a person can mend it.

One class per remedy. A class names its three texts in the catalogues through `code`:
`error.<code>.seen` (what was seen), `error.<code>.cause` (the likely cause), `error.<code>.next` (what to do).
"""

from __future__ import annotations

from typing import ClassVar


class LabError(Exception):
    """An error that a trainer or a learner can mend.

    `details` fill the placeholders of the three texts, so they are plain words and numbers, never secrets.
    Subclasses live next to the code that raises them and set `code` (lower-case words joined by `-`).
    """

    code: ClassVar[str] = ""

    def __init__(self, **details: object) -> None:
        self.details = details
        said = ", ".join(f"{name}={value}" for name, value in details.items())
        super().__init__(f"{self.code} ({said})" if said else self.code)


def every_error_class(root: type[LabError] = LabError) -> list[type[LabError]]:
    """Return all subclasses of LabError imported so far, deepest last; the catalogue test walks them."""
    found: list[type[LabError]] = []
    for kind in root.__subclasses__():
        found += [kind, *every_error_class(kind)]
    return found
