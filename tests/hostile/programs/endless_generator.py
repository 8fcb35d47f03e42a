# Empties a generator that never ends. Ends: fuel. Hint: never-sleeps.
def numbers():
    while True:
        yield 1


print(sum(numbers()))
