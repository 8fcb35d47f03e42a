# The kit on a board. Read in this order: start, room, wifi, outbox, clock, orders, programs, runner, console, portal.
VERSION = "0.1.0"
