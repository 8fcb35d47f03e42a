# Catches whatever ends it, for ever. Ends: fuel. Hint: never-sleeps.
def nothing():
    pass


while True:
    try:
        while True:
            nothing()
    except:
        continue
    finally:
        nothing()
