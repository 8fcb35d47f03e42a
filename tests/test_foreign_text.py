"""The gate for text and JSON of strangers: what passes can be encoded, kept and shown anywhere."""

import contextlib
import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iot_lab.foreign_text import ForeignRefused, clean, clean_bytes, finite_number, mended_json, read_json

LETTERS = st.characters(exclude_categories=[])  # half characters too
NUMBERS = st.floats() | st.integers() | st.sampled_from([10**400, -(10**39), 1e38, float("nan"), float("inf")])
ANY_JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(LETTERS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(LETTERS), inner, max_size=4),
    max_leaves=12,
)


def is_fit(text):
    text.encode()
    return not any(unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} and one != "\t" for one in text)


@given(st.text(LETTERS), st.none() | st.integers(1, 20))
def test_any_text_can_be_shown_and_cleaning_it_again_changes_nothing(text, most):
    found = clean(text, most)
    assert is_fit(found)
    assert clean(found) == found
    assert len(found) <= (most or len(text))


@given(st.binary())
def test_any_bytes_can_be_shown(raw):
    assert is_fit(clean_bytes(raw))


@pytest.mark.parametrize(
    "text", ["Zoé 21,5 °C", "µg/m³", "l’été : « oui »", "👩‍🔬 ✓", "tab\there", "العربية", "नमस्ते", ""]
)
def test_words_of_any_language_stay_as_they_are(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "\x1b]52;c;aGk=\x07",
        "\x1b[2J",
        "a\nb",
        "\x9b31m",
        "\u202egnp.exe",
        "\u2066x",
        "\ufeff",
        "\ud800",
        "\0",
        "\u2028",
    ],
)
def test_what_commands_a_terminal_or_turns_a_line_around_is_a_dot(text):
    assert "·" in clean(text)
    assert is_fit(clean(text))


@given(ANY_JSON)
def test_any_json_is_fit_or_refused(value):
    raw = json.dumps(value)
    with contextlib.suppress(ForeignRefused):
        found = read_json(raw)
        again = json.dumps(found, ensure_ascii=False, allow_nan=False)
        again.encode()
        assert read_json(again) == found


@given(ANY_JSON)
def test_any_json_that_was_kept_before_can_be_shown(value):
    json.dumps(mended_json(json.dumps(value)), ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b'{"rssi": 1e999}', "number"),
        (b'{"rssi": NaN}', "number"),
        (b'{"rssi": 1' + b"0" * 60 + b"}", "number"),
        (b"1" * 5000, "payload"),
        (b"[" * 100_000, "payload"),
        (b"[" * 7 + b"]" * 7, "payload"),
        (b"\xff", "payload"),
        (b"", "payload"),
        (b'"' + b"x" * 200 + b'"', "size"),
    ],
)
def test_what_cannot_be_made_fit_is_refused_with_its_reason(raw, reason):
    with pytest.raises(ForeignRefused) as caught:
        read_json(raw, most_bytes=200 if reason == "size" else 1 << 20, depth=6)
    assert caught.value.reason == reason


@pytest.mark.parametrize("value", [None, True, "1", [1], float("nan"), float("inf"), 10**400, -(10**400), 1e39])
def test_what_is_no_finite_number_is_none(value):
    assert finite_number(value) is None


def test_depth_is_that_of_lists_and_objects():
    assert read_json("[" * 6 + "1" + "]" * 6, depth=6)
