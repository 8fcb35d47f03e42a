# A board that waits less than a real one between two things, and is the same otherwise: main.py of most tests.
from kit import console, left_out, orders, room, runner, start

console.EVERY_MS, orders.BLINK_MS = 50, 5
room.FIRST_PAUSE_MS, room.LAST_PAUSE_MS = 100, 500
runner.LATE_MS = 50
left_out.BUTTON_MS, start.TURN_MS = 20, 10
start.run()
