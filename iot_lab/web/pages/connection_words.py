"""The broker's events in words, for the trainer's page: what happened, why, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from iot_lab.texts import Texts

MOST_EVENTS = 50


def shown_events(events: Iterable[Mapping[str, Any]], t: Texts) -> list[dict[str, Any]]:
    """Return the events that a trainer should see, each with its name (`what`) and its reason (`why`)."""
    names = {
        "refused": t("event.refused"),
        "taken-over": t("event.taken_over"),
        "write-denied": t("event.write_denied"),
        "rights-ended": t("event.rights_ended"),
    }
    known = [event for event in events if event["kind"] in names]
    return [{**event, "what": names[event["kind"]], "why": _why(event, t)} for event in known[:MOST_EVENTS]]


def _why(event: Mapping[str, Any], t: Texts) -> str:
    if event["kind"] == "taken-over":
        return t("event.why.taken_over", old=event["detail"], new=event["address"])
    if event["kind"] == "write-denied":
        return t("event.why.write_denied", topic=event["detail"])
    if event["kind"] == "rights-ended":
        return t("event.why.rights_ended")
    reasons = {
        "bad-password": t("event.why.bad_password"),
        "protocol": t("event.why.protocol"),
        "protocol-3.1": t("event.why.protocol_31"),
        "protocol-5": t("event.why.protocol_5"),
        "no-client-id": t("event.why.no_client_id"),
        "client-id-too-long": t("event.why.client_id_too_long"),
        "too-many-connections": t("event.why.too_many_connections"),
    }
    return reasons.get(event["detail"], str(event["detail"]))
