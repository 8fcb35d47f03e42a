"""A third language needs words and no code: with every text of the catalogues replaced, no page shows one of ours."""

import gettext
import re
from html.parser import HTMLParser

import pytest

from iot_lab.texts import Texts, texts
from tests.rigs.hand_fed_room import HandFedRoom

PAGES = (
    "/",
    "/boards/capteur-01",
    "/join",
    "/group",
    "/wall",
    "/session",
    "/trainer",
    "/accounts",
    "/flash",
    "/nowhere",
)
KEPT = re.compile(r"\{[^}]*\}|<[^>]*>|&\w+;|https?://\S*")
FROM_DATA = "capteur atelier temperature humidity mesure secret English Français Parquet"
"""Names of boards, rooms and series, what a board printed, a refusal that the rig makes up, languages, a kind of file."""
WORD = re.compile(r"[A-Za-zÀ-ÿ]{4,}")


class Pseudo(gettext.NullTranslations):
    """A language whose letters are all Greek."""

    def __init__(self, real):
        super().__init__()
        self._real = real

    def gettext(self, message):
        return pseudo(self._real.gettext(message))

    def ngettext(self, one, many, number):
        return pseudo(self._real.ngettext(one, many, number))


def pseudo(text):
    parts, end = [], 0
    for kept in KEPT.finditer(text):
        parts += [re.sub("[A-Za-zÀ-ÿœŒ]", "α", text[end : kept.start()]), kept[0]]
        end = kept.end()
    return "".join([*parts, re.sub("[A-Za-zÀ-ÿœŒ]", "α", text[end:])])


class Shown(HTMLParser):
    """The words that a person sees or hears, without those that are typed as they are (code)."""

    HIDDEN = ("script", "style", "code", "pre", "kbd", "textarea")

    def __init__(self):
        super().__init__()
        self.words, self._hidden = [], 0

    def handle_starttag(self, tag, attributes):
        self._hidden += tag in self.HIDDEN
        said = dict(attributes)
        self.words += [said[name] for name in ("aria-label", "title", "alt", "placeholder") if said.get(name)]

    def handle_endtag(self, tag):
        self._hidden -= tag in self.HIDDEN

    def handle_data(self, data):
        if not self._hidden and data.strip():
            self.words.append(data.strip())


@pytest.fixture
def pseudo_texts(monkeypatch):
    made = Texts("en", Pseudo(texts("en")._catalogue))
    monkeypatch.setattr("iot_lab.web.language.texts", lambda _: made)


@pytest.mark.usefixtures("pseudo_texts")
def test_no_page_shows_a_text_that_is_in_no_catalogue(client, room):
    assert isinstance(room, HandFedRoom)
    client.get(f"/join?key={room.register.trainer_key}")
    said = [FROM_DATA, room.class_settings.room_code]
    said += [exercise.title for unit in room.course.units("fr") for exercise in unit.exercises]
    said += [unit.title for unit in room.course.units("fr")]
    known = set(WORD.findall(" ".join(said)))
    left = {}
    for path in PAGES:
        page = Shown()
        answer = client.get(path)
        assert answer.status_code in {200, 404}, path
        page.feed(answer.text)
        found = {word for text in page.words for word in WORD.findall(KEPT.sub(" ", text))} - known
        if found:
            left[path] = sorted(found)
    assert left == {}
