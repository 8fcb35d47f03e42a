"""The table of what Python says and what a learner reads: `messages.toml`, read, explained, and written anew."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from iot_lab.explain import Diagnosis, ErrorText, Source, explain
from iot_lab.explain.explainer import SYNTAX
from iot_lab.explain.syntax import explain_refusal
from iot_lab.texts import texts

TABLE = Path(__file__).with_name("messages.toml")
HEAD = TABLE.read_text(encoding="utf-8").partition("\n")[0]
ROWS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["message"]


def diagnosis_of(row) -> Diagnosis:
    """Explain a row as the kit does; a CPython of another version says its own words of the same program."""
    line = row["line"] or None
    if row["by"].startswith("CPython") and row["type"] in SYNTAX:
        return explain_refusal(Source(row["program"]), line, row["message"])
    return explain(ErrorText(row["type"], row["message"], line, row.get("callback", False)), row["program"])


def told(row, language: str) -> str:
    return diagnosis_of(row).told(texts(language))


def write_anew() -> None:
    """Write the sentences of today; a person reads the difference."""
    blocks = []
    for row in ROWS:
        said = {**row, "fr": told(row, "fr"), "en": told(row, "en")}
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in said.items()]
        blocks.append("[[message]]\n" + "\n".join(lines) + "\n")
    TABLE.write_text(HEAD + "\n\n" + "\n".join(blocks), encoding="utf-8")
