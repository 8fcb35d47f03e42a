"""The command line speaks the language that was asked for, click's own words included."""

import inspect

import click
import pytest
from babel.messages.pofile import read_po

from iot_lab.cli.language import choose_language, current_texts
from iot_lab.cli.main import main
from iot_lab.resources import resource


@pytest.fixture(autouse=True)
def french_afterwards():
    yield
    choose_language(["--lang", "fr"])


@pytest.mark.parametrize("words", [["up", "--lang", "en"], ["--lang=en", "up"]])
def test_language_is_found_anywhere_on_the_line(words):
    choose_language(words)
    assert current_texts().language == "en"


def test_session_language_is_used_without_the_option(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    choose_language([])
    assert current_texts().language == "en"


@pytest.mark.parametrize(("language", "words"), [("fr", "n’existe pas"), ("en", "No such option")])
def test_usage_errors_speak_the_language(language, words, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["up", "--nothing", "--lang", language])
    assert stopped.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(("language", "words"), [("fr", "Ouvrir la salle"), ("en", "Open the room")])
def test_list_of_verbs_speaks_the_language(language, words, capsys):
    with pytest.raises(SystemExit):
        main(["--help", "--lang", language])
    assert words in " ".join(capsys.readouterr().out.split())


def test_clicks_words_are_still_those_we_translate():
    with (resource("dashboard/catalogues") / "click" / "fr.po").open("rb") as file:
        keys = [message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file) if message.id]
    modules = (click.core, click.exceptions, click.parser, click.types, click.decorators, click.formatting)
    source = "".join(inspect.getsource(module) for module in modules)
    missing = [key for key in keys if key.split("\n")[0] not in source]
    assert missing == []
