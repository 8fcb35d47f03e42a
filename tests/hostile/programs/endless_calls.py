# Calls a function for ever. Ends: fuel. Hint: never-sleeps.
def nothing():
    pass


while True:
    nothing()
