"""How the command line shows an error: what was seen, the likely cause, what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iot_lab.cli.language import current_texts

if TYPE_CHECKING:
    from iot_lab.errors import LabError


def print_error(error: LabError) -> None:
    """Print the three texts of `error` on standard error; the shape and the word carry what the colour says."""
    # Only here: half of the commands print nothing with it, and it takes 20 ms.
    from rich.text import Text

    from iot_lab.cli.shown import CleanConsole

    explanation = current_texts().explain(error)
    console = CleanConsole(is_error=True, soft_wrap=True)
    console.print(Text("✗ ", style="bold red") + Text(explanation.seen, style="bold"))
    console.print(Text("  " + explanation.cause))
    console.print(Text("→ ", style="bold") + Text(explanation.next_step))
