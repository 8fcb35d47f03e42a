"""The command line speaks the language that was asked for, click's own words included."""

import inspect
import re

import click
import pytest
from babel.messages.pofile import read_po

from iot_lab.cli.language import METAVARS, choose_language, current_texts
from iot_lab.cli.main import iot_lab, main
from iot_lab.resources import resource
from iot_lab.texts import texts


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


def test_usage_of_every_command_is_in_french():
    choose_language(["--lang", "fr"])
    french = {texts("fr")(word) for word in METAVARS.values()} | {"OPTIONS", "PORT", "SSID", "URL", "ZONE"}
    context = click.Context(iot_lab, info_name="iot-lab")
    words = {word for said in usages(iot_lab, context) for word in re.findall(r"[A-ZÉÈÊÔ]{2,}", said)}
    assert words <= french


def usages(command, context):
    """Give what stands for a person's words in the usage and the options of a command and of those below it."""
    yield from command.collect_usage_pieces(context)
    for parameter in command.get_params(context):
        if not getattr(parameter, "is_flag", False):
            yield parameter.make_metavar(context)
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        below = command.get_command(context, name)
        yield from usages(below, click.Context(below, parent=context, info_name=name))
