# A board whose patience is short: main.py of the tests that wait for it.
from kit import left_out, start, wifi

wifi.JOIN_MS, wifi.FIRST_PAUSE_MS, wifi.LAST_PAUSE_MS = 100, 100, 200
left_out.BUTTON_MS = 20
start.run()
