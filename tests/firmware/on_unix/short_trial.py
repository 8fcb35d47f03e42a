# A board whose trials and pauses are short: main.py of the tests of programs that fail.
from kit import console, left_out, memory, orders, room, runner, start, trial, wifi

trial.PROVED_MS, runner.TRIAL_AGAIN_MS, runner.AGAIN_MS = 2500, 200, 500
runner.ROOM_MS, memory.WEIGHED_MS = 2000, 500
console.EVERY_MS, orders.BLINK_MS, runner.LATE_MS = 50, 5, 50
room.FIRST_PAUSE_MS, room.LAST_PAUSE_MS = 100, 500
wifi.JOIN_MS, wifi.FIRST_PAUSE_MS = 300, 200
left_out.BUTTON_MS, start.WATCHDOG_MS, start.STEADY_MS = 20, 4000, 1000
start.run()
