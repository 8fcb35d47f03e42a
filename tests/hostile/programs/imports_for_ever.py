# Imports a module that does not exist, for ever. Ends: fuel. Hint: never-sleeps.
while True:
    try:
        import nowhere
    except ImportError:
        pass
