"""Whatever a program or a message is, there is a sentence, soon: nothing raises, nothing hangs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from iot_lab.explain import (
    ErrorText,
    Source,
    Swallowed,
    explain,
    half_used_parts,
    last_error,
    quiet_mistakes,
    swallowed,
)
from iot_lab.program_text import syntax_error
from iot_lab.texts import texts
from tests.explain.messages import ROWS

ROOT = Path(__file__).parents[2]
PROGRAMS = sorted(ROOT.glob("tests/mistakes/*/*/*.py"))
HUGE = {
    "deep": "x = " + "(" * 5000,
    "long line": "a" * 60_000,
    "long line of signs": "x = " + "a.b[" * 15_000,
    "long line of plus": "+" * 60_000 + "x",
    "many loops": "while n < 5:\n    print(n)\n" * 2000,
    "many names": "".join(f"n{i} = n{i - 1}\n" for i in range(1, 4000)),
    "many functions": "".join(f"def f{i}(a):\n    f{i + 1}(a)\n" for i in range(1500)),
    "many handlers": "try:\n    x()\nexcept:\n    pass\n" * 1500,
    "unclosed text": "x = '" + "é" * 30_000,
    "nested loops": "".join(" " * i + "for a in b:\n" for i in range(18)) + " " * 18 + "c",
    "spaces": " " * 60_000 + "x",
    "unclosed lines": "print(\n" * 8000,
}


def mutant(program: str, chance: random.Random) -> str:
    """A program with a few signs or lines lost, doubled or changed."""
    text = program
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(text))
        text = chance.choice(
            (text[:place] + text[place + 1 :], text[:place] + chance.choice("()[]{}:=\"'#\\n ,.5é") + text[place:],
             text[:place] + text[place:].replace(chance.choice(("(", ":", " ", "    ", "=")), "", 1))
        )  # fmt: skip
    return text


def told(diagnosis):
    said = [diagnosis.told(texts(language)) for language in ("fr", "en")]
    assert all(0 < len(one) < 900 for one in said)
    assert not any(one.startswith("explain.") or "{word}" in one or "{{" in one for one in said)


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_any_slip_in_a_program_has_a_sentence(path):
    chance = random.Random(path.name)
    for _ in range(7):
        program = mutant(path.read_text(encoding="utf-8"), chance)
        refused = syntax_error(program)
        if refused is not None:
            told(explain(ErrorText(type(refused).__name__, refused.msg, refused.lineno), program))
        else:
            for one in (*quiet_mistakes(Source(program)), *half_used_parts(Source(program))):
                told(one)


@pytest.mark.parametrize("row", ROWS[::12], ids=lambda row: row["message"][:40])
def test_any_message_with_any_program_and_line_has_a_sentence(row):
    chance = random.Random(row["message"])
    for path in chance.sample(PROGRAMS, 8):
        program = path.read_text(encoding="utf-8")
        for line in (None, 0, 1, chance.randrange(1, 80), 10**9):
            told(explain(ErrorText(row["type"], row["message"], line), program))


@pytest.mark.parametrize("message", ["", "\0", "{}", "{name}", "`" * 50, "'" * 3000, "x" * 60_000, "é\u202e\n\x1b[2J"])
@pytest.mark.parametrize(
    "kind", ["NameError", "TypeError", "OSError", "KeyError", "SyntaxError", "Nonsense", "", "x" * 500]
)
def test_any_words_have_a_sentence(kind, message):
    said = explain(ErrorText(kind, message, 1), "x = 1\n").told(texts("fr"))
    assert said
    assert "\x1b" not in said


@pytest.mark.parametrize("name", HUGE)
@pytest.mark.timeout(20)
def test_huge_program_is_explained_soon(name):
    source = Source(HUGE[name])
    refused = syntax_error(source.text)
    kind, message = (type(refused).__name__, refused.msg) if refused else ("NameError", "name 'n1' isn't defined")
    told(explain(ErrorText(kind, message, 1), source))
    quiet_mistakes(source, frozenset({"predict"}))
    half_used_parts(source)
    swallowed(source, [Swallowed(3, ErrorText("NameError", "name 'x' isn't defined", 2), 5)] * 64)
    last_error(source.text.split("\n")[:200])
