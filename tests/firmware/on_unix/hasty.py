# A board that waits a thirtieth as long for a broker, and whose watchdog bites soon: main.py of a sleeping laptop's test.
from kit import client, left_out, room, start

client.ANSWER_MS, start.WATCHDOG_MS = 333, 2000
room.HEALTH_MS, room.FIRST_PAUSE_MS, room.LAST_PAUSE_MS = 1000, 100, 1000
left_out.BUTTON_MS = 20
start.run()
