# Begins the kit, which joins the room and runs the learner's program.py (firmware/README.md).
from kit import start

start.run()
