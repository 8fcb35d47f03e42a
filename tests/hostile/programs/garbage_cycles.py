# Makes cycles of closures, generators and exceptions for ever. Ends: fuel. Hint: quiet.generator.
def cycle():
    def own():
        return generator

    def numbers():
        yield own

    generator = numbers()
    try:
        raise ValueError(generator)
    except ValueError as error:
        own.error = None if False else error if hasattr(own, "x") else None
    return generator


for turn in range(10**9):
    try:
        cycle()
    except AttributeError:
        pass
