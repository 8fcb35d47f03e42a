# expect: a ring of the last events in a file
# prints: 4
# prints: ['6', '7', '8', '9']
import json

KEEP = 4


def remember(event):
    try:
        with open("events.json") as f:
            events = json.load(f)
    except (OSError, ValueError):
        events = []
    events.append(event)
    with open("events.json", "w") as f:
        json.dump(events[-KEEP:], f)


for n in range(10):
    remember(str(n))
with open("events.json") as f:
    events = json.load(f)
print(len(events))
print(events)
