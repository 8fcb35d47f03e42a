"""The centre's pages in a browser: read-only, without a script, as wide as a phone, nothing for axe-core to say."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest
from waitress import create_server

from iot_lab.store import Batch, Database, Reading, TelemetryStore
from iot_lab.store.site_keys import SiteKeys
from iot_lab.web.centre.app import create_centre
from tests.rigs.axe_core import axe_script

START = 1_764_000_000_000
LINK = "the-link"
PATHS = (
    "/",
    "/rooms/atelier",
    "/rooms/atelier/capteur-01/temperature",
    "/rooms/atelier/capteur-01/motion.ax",
    "/nowhere",
)


@pytest.fixture
def address(tmp_path):
    """A centre with a room of two series."""
    with closing(Database.open(f"sqlite:///{tmp_path / 'centre.db'}")) as database:
        SiteKeys(database).make("atelier", START)
        readings = [Reading(START + 1000 * n, n, n / 7, False) for n in range(1500)]
        named = {("capteur-01", "temperature"): readings, ("capteur-01", "motion.ax"): readings}
        TelemetryStore(database, "atelier").write(Batch(now_ms=START, readings=named))
        server = create_server(create_centre(database, LINK), host="127.0.0.1", port=0, threads=2)
        threading.Thread(target=server.run, daemon=True).start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.close()


@pytest.mark.parametrize("language", ["fr-FR", "en-GB"])
def test_pages_of_a_centre_fit_a_phone_and_everybody(chromium, address, language):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale=language)
    page = context.new_page()
    page.goto(f"{address}/?key={LINK}")
    for path in PATHS:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        page.evaluate(axe_script())
        found = page.evaluate(
            "async () => (await axe.run()).violations.map((one) => `${one.id}: ${one.nodes[0].target}`)"
        )
        assert found == [], path
    context.close()


def test_centre_names_series_and_counts_as_rooms_do(chromium, address):
    context = chromium.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{address}/?key={LINK}")
    page.goto(address + PATHS[1])
    said = page.locator("main").inner_text().replace("\u202f", " ")
    assert ("Température" in said, "1 500" in said) == (True, True)
    page.goto(address + PATHS[2])
    line = page.evaluate("document.querySelector('polyline').getBBox().width")
    assert line > 600  # of 720: a room that measured for half an hour fills the chart
    context.close()
