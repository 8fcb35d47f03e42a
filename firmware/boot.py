# Runs first at every start: nothing here, so that nothing here can fail. `main.py` begins the kit.
