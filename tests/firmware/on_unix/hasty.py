# A board that waits a tenth as long for a broker, and whose watchdog bites soon: main.py of a sleeping laptop's test.
from kit import client, room, start

client.ANSWER_MS, start.WATCHDOG_MS = 1000, 4000
room.HEALTH_MS, room.LAST_PAUSE_MS = 3000, 3000
start.BUTTON_MS = 20
start.run()
