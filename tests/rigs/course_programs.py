"""Programs of the course, by name."""


def program_of(programs, name):
    return next(one.source for one in programs if one.name == name)
