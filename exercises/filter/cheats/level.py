def filtered(value):
    return 10000 if value < 20000 or value > 60000 else 34000


def light():
    return 34000
