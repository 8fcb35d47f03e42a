"""The dashboard file asks for metrics and columns that exist."""

import json
import re
from pathlib import Path

from iot_lab.hub import HubState
from iot_lab.workshop.metrics import GraderFacts, metrics_text

DOCS = Path(__file__).resolve().parents[1] / "docs"
DASHBOARD = json.loads((DOCS / "grafana" / "iot-lab.json").read_text(encoding="utf-8"))
EXPORTED = metrics_text("atelier", [], HubState(), GraderFacts(1, 0), 0)


def test_dashboard_asks_for_metrics_that_the_kit_tells():
    asked = {
        name
        for panel in DASHBOARD["panels"]
        for one in panel["targets"]
        for name in re.findall(r"iotlab_\w+", one.get("expr", ""))
    }
    assert asked
    assert {name for name in asked if f"# TYPE {name} " not in EXPORTED} == set()


def test_dashboard_reads_the_view():
    (query,) = [one["rawSql"] for panel in DASHBOARD["panels"] for one in panel["targets"] if "rawSql" in one]
    assert "FROM measurements" in query


def test_every_metric_is_in_the_document():
    text = (DOCS / "export.md").read_text(encoding="utf-8")
    assert [name for name in re.findall(r"# TYPE (\w+)", EXPORTED) if f"`{name}" not in text] == []
