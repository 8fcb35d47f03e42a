"""A part of the kit that stopped is said by /health and on the trainer's page."""

import threading

from iot_lab.threads import PermanentThread
from tests.rigs.hand_fed_room import KEY


def test_death_of_a_permanent_thread_is_said_to_scripts_and_to_the_trainer(client):
    over = threading.Event()
    dead = PermanentThread("hub-writer", lambda: None, is_over=over.is_set, again=False)
    dead.start()
    dead.join(5)
    answer = client.get("/health")
    client.get(f"/join?key={KEY}")
    page = client.get("/trainer").text
    over.set()
    assert (answer.status_code, answer.json["state"], answer.json["threads"]) == (503, "broken", ["hub-writer"])
    assert "hub-writer" in page
    assert "s’est arrêtée" in page
