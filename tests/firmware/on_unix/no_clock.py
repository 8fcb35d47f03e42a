# A board whose own clock was never set, as an ESP32's after a power cut, and whose queue is small.
from kit import clock, room, start

Outbox = room.Outbox
clock.RIGHT_SINCE_MS = 1 << 60
room.Outbox = lambda boot: Outbox(boot, 4, 3)
room.FIRST_PAUSE_MS, room.LAST_PAUSE_MS, room.TIME_MS = 100, 500, 3000
start.run()
