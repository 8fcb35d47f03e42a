# expect: settings kept as JSON with defaults
# prints: no file yet
# prints: [('limit', 25.0), ('name', 'board'), ('period_s', 60)]
# prints: damaged
# prints: 5
import json

DEFAULTS = {"period_s": 5, "name": "board", "limit": 25.0}


def load(path):
    settings = dict(DEFAULTS)
    try:
        with open(path) as f:
            settings.update(json.load(f))
    except OSError:
        print("no file yet")
    except ValueError:
        print("damaged")
    return settings


def save(path, settings):
    with open(path, "w") as f:
        json.dump(settings, f)


settings = load("settings.json")
settings["period_s"] = 60
save("settings.json", settings)
print(sorted(load("settings.json").items()))
with open("settings.json", "w") as f:
    f.write('{"period_s": ')
print(load("settings.json")["period_s"])
