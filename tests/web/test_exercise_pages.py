"""Exercises: the list, one exercise, its verdict without scripts, its hints level by level."""

from __future__ import annotations

from iot_lab.course import load_exercise
from iot_lab.web.statement import to_html


def test_list_leads_to_each_exercise(client):
    assert 'href="/exercises/blink"' in client.get("/exercises").text


def test_exercise_page_holds_statement_and_starter(client):
    page = client.get("/exercises/blink").text
    assert "Cinq clignotements" in page
    assert "led = Pin(2, Pin.OUT)" in page


def test_plain_form_gets_the_verdict_with_its_shape_word_and_colour(client):
    page = client.post("/exercises/blink", data={"program": load_exercise("blink").solution}).text
    assert 'data-verdict="passed"' in page
    assert "icon-passed" in page
    assert "Réussi" in page


def test_failed_check_says_expected_and_seen_and_keeps_the_program(client):
    page = client.post("/exercises/blink", data={"program": "print('ma ligne')\r\n"}).text
    assert 'data-verdict="failed"' in page
    assert "Attendu" in page
    assert "Observé" in page
    assert "print(&#39;ma ligne&#39;)" in page


def test_hints_are_nested_so_that_each_is_asked_in_turn(client):
    page = client.post("/exercises/blink", data={"program": "print(1)"}).text
    start = page.index('<details class="hint">')
    assert page[start:].count('<details class="hint">') == 3
    assert "(1/3)" in page
    assert page.index("(2/3)") < page.index("</details>", start)


def test_page_with_scripts_asks_for_the_verdict_alone(client):
    part = client.post("/exercises/blink", data={"program": ""}, headers={"X-Fragment": "verdict"}).text
    assert part.strip().startswith("<section")
    assert "<html" not in part


def test_form_without_a_program_is_refused(client):
    assert client.post("/exercises/blink").status_code == 400


def test_statement_shows_html_as_text_and_refuses_links_that_run_code():
    page = to_html("<script>x</script> [a](javascript:alert(1)) [b](data:text/html;base64,x)")
    assert "<script" not in page
    assert "href" not in page


def test_statement_headings_stand_below_the_page_title():
    assert to_html("# Un\n## Deux") == "<h2>Un</h2>\n<h3>Deux</h3>\n"
