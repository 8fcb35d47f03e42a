"""The catalogues hold every text that the kit says, no other, and agree with each other."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import iot_lab
from iot_lab.errors import every_error_class

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "dashboard" / "catalogues"
LANGUAGES = ("fr", "en")
ERROR_PARTS = ("seen", "cause", "next")
KEY = re.compile(r"[a-z][\w-]*(\.[\w-]+)+")
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")
CALLS = {"t": None, "catalogued": None, "counted": None, "count": None, "tCount": None, "key": None}
FORGOTTEN_SPACE = re.compile(r"(?<![\s;:!?%])[ \u00a0]?[;:!?%](?=\s|$)")
FORGOTTEN_QUOTE_SPACE = re.compile(r"«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»")
TYPEWRITER_APOSTROPHE = re.compile(r"[a-zA-Z]'[a-zA-Zéèêà]")
COMMAND = re.compile(r"`[^`]*`|https?://\S+|iot-lab [\w-]+ --\S+.*")


@cache
def catalogue(language: str):
    found = {}
    for path in sorted(CATALOGUES.glob(f"*.{language}.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    assert first(message.id) not in found, f"{path.name}: {message.id} stands in two catalogues"
                    found[first(message.id)] = message
    return found


def keys_of(path) -> list[str]:
    with path.open("rb") as file:
        return [first(message.id) for message in read_po(file) if message.id]


def first(text):
    return text if isinstance(text, str) else text[0]


def forms(message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def keys_in(folder: str, pattern: str, read) -> set[str]:
    """Return the literal keys at the calls of a folder's files."""
    found = set()
    for path in sorted((ROOT / folder).glob(pattern)):
        if "_built" not in path.parts:
            with path.open("rb") as file:
                found |= set(read(file))
    return {text for text in found if KEY.fullmatch(text)}


def in_python(file) -> list[str]:
    """Babel misses what stands inside f-strings before Python 3.12."""
    calls = [node for node in ast.walk(ast.parse(file.read())) if isinstance(node, ast.Call) and node.args]
    named = [call.args[0] for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in CALLS]
    return [text.value for text in named if isinstance(text, ast.Constant) and isinstance(text.value, str)]


def in_script(file) -> list[str]:
    # Babel misses what stands inside `${}` unless it is asked for.
    return [first(text) for _, text, _, _ in extract("javascript", file, CALLS, options={"parse_template_string": "1"})]


def in_template(file) -> list[str]:
    """Jinja's own extraction sees `t(...)` but not `t.count(...)`."""
    calls = Environment(autoescape=True).parse(file.read().decode()).find_all(nodes.Call)
    texts = [call.args[0] for call in calls if call.args and is_text_call(call.node)]
    return [text.value for text in texts if isinstance(text, nodes.Const)]


def is_text_call(called: nodes.Node) -> bool:
    called = called.node if isinstance(called, nodes.Getattr) and called.attr == "count" else called
    return isinstance(called, nodes.Name) and called.name == "t"


@cache
def called_keys() -> frozenset[str]:
    python = keys_in("iot_lab", "**/*.py", in_python) | keys_in("exercises", "**/*.py", in_python)
    templates = keys_in("dashboard/templates", "*.html", in_template)
    scripts = keys_in("dashboard/src", "*.ts", in_script)
    assert len(templates) > 50
    assert len(scripts) > 20
    return frozenset(python | templates | scripts)


@cache
def error_keys() -> frozenset[str]:
    for module in pkgutil.walk_packages(iot_lab.__path__, "iot_lab."):
        if not {"_built", "_data", "guest", "__main__"} & set(module.name.split(".")):
            importlib.import_module(module.name)
    codes = {kind.code for kind in every_error_class() if kind.code and kind.__module__.startswith("iot_lab.")}
    return frozenset(f"error.{code}.{part}" for code in codes for part in ERROR_PARTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_is_asked_for_exists(language):
    assert sorted((called_keys() | error_keys()) - set(catalogue(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_kept_that_nobody_asks_for(language):
    assert sorted(set(catalogue(language)) - called_keys() - error_keys()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_words_and_a_note_for_translators(language):
    messages = catalogue(language).values()
    assert [first(one.id) for one in messages if not all(form.strip() for form in forms(one))] == []
    # An error's texts are explained by its class.
    bare = [first(one.id) for one in messages if not one.auto_comments]
    assert [key for key in bare if not key.startswith("error.")] == []


@pytest.mark.parametrize("room", sorted({path.name.partition(".")[0] for path in CATALOGUES.glob("*.po")}))
def test_each_room_says_the_same_things_in_the_same_order_in_both_languages(room):
    french, english = (keys_of(CATALOGUES / f"{room}.{language}.po") for language in LANGUAGES)
    assert french == english


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_stands_once(language):
    # Babel takes the last of two texts with one key without a word.
    keys = [
        line for path in CATALOGUES.glob(f"*.{language}.po") for line in path.read_text("utf-8").splitlines()
        if line.startswith("msgid ") and line != 'msgid ""'
    ]  # fmt: skip
    assert sorted(key for key, times in Counter(keys).items() if times > 1) == []


def test_both_languages_say_the_same_placeholders_and_plurals():
    french, english = catalogue("fr"), catalogue("en")
    for key in sorted(set(french) & set(english)):
        ours, theirs = forms(french[key]), forms(english[key])
        assert len(ours) == len(theirs), key
        assert set().union(*map(placeholders, ours)) == set().union(*map(placeholders, theirs)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_says_its_number_and_no_word_twice(language):
    for message in catalogue(language).values():
        if not isinstance(message.id, str):
            assert all("{number}" in form for form in forms(message)[1:]), message.id


def french_faults(text: str) -> list[str]:
    words = COMMAND.sub("", text)
    rules = (FORGOTTEN_SPACE, FORGOTTEN_QUOTE_SPACE, TYPEWRITER_APOSTROPHE)
    return [found[0] for rule in rules for found in rule.finditer(words)]


def test_french_has_its_narrow_spaces_and_its_apostrophes():
    texts = [(key, form) for key, message in catalogue("fr").items() for form in forms(message)]
    assert [(key, french_faults(form)) for key, form in texts if french_faults(form)] == []


@pytest.mark.parametrize(
    "text", ["Quoi ?", "Quoi?", "Non ; oui", "Voici :", "Voici:", "50 %", "« oui »", "«oui»", "l'eau"]
)
def test_french_faults_are_seen(text):
    assert french_faults(text)


@pytest.mark.parametrize("text", ["Quoi\u202f?", "Voici\u202f:", "«\u00a0oui\u00a0»", "l’eau", "à 10:42", "`a: b`"])
def test_good_french_is_left_alone(text):
    assert french_faults(text) == []
