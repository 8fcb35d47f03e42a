"""French typography: what authors type, and what learners read."""

import pytest

from iot_lab.typography import typeset


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Attention !", "Attention\u202f!"),
        ("Attention!", "Attention\u202f!"),
        ("deux : un ; trois ?", "deux\u202f: un\u202f; trois\u202f?"),
        ("« oui » et «non»", "«\u202foui\u202f» et «\u202fnon\u202f»"),
        ("l'eau aujourd'hui", "l’eau aujourd’hui"),
        ("85 % et 85%", "85\u202f% et 85\u202f%"),
        ("0,5 s, 20 °C, 50 ms", "0,5\u00a0s, 20\u00a0°C, 50\u00a0ms"),
        ("2 minutes après", "2\u00a0minutes après"),
        ("2 sorties et 3 mesures", "2 sorties et 3 mesures"),
        ("à 12:30, http://192.168.4.1:80/a?b", "à 12:30, http://192.168.4.1:80/a?b"),
    ],
)
def test_what_is_typed_plainly_gets_its_french_spaces(typed, set_):
    assert typeset(typed, "fr") == set_


@pytest.mark.parametrize("code", ["`if x != 'a' :`", "```python\nprint('a' ; 1 % 2)\n```"])
def test_code_is_left_as_it_is(code):
    assert typeset(f"Voici {code} !", "fr") == f"Voici {code}\u202f!"


def test_what_is_right_stays_so():
    right = "Attention\u202f! «\u202foui\u202f», 5\u00a0s"
    assert typeset(typeset(right, "fr"), "fr") == right


def test_english_is_left_as_it_is():
    assert typeset("it's 85 % !", "en") == "it's 85 % !"
