# expect: dumps and loads of every kind of value
# prints: {"name": "capteur-01"}
# prints: [1, 2.5, true, null, "é\"\n", [], {}]
# prints: 21.5 False {'x': None} -300.0
# prints: [] text 42
# prints: [1, 2] {"1": "a"}
# prints: ValueError syntax error in JSON
# prints: ValueError syntax error in JSON
# prints: ValueError syntax error in JSON
# prints: ValueError syntax error in JSON
import json

text = json.dumps({"name": "capteur-01"})
print(text)
print(json.dumps([1, 2.5, True, None, "é\"\n", [], {}]))
back = json.loads('{"t": 21.5, "on": false, "list": [1, 2, {"x": null}], "n": -3e2}')
print(back["t"], back["on"], back["list"][2], back["n"])
print(json.loads("[]"), json.loads('"text"'), json.loads(" 42 "))
print(json.dumps((1, 2)), json.dumps({1: "a"}))
for wrong in ("{'a': 1}", "", "{", "tru"):
    try:
        json.loads(wrong)
        print("read")
    except ValueError as error:
        print("ValueError", error)
