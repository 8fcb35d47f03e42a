# expect: what works on text and what not
# prints: t e temp erature ure  mperatu
# prints: True True True u ['a', 'b', 'c']
# prints:   temperature   ('temp', 'era', 'ture') ('temperatur', 'e', '') a+b_c
# prints: x| a axx xxa
# prints: ['a', 'b', 'c'] ['a', 'b', '', 'c'] ['a,b', 'c'] ['x', 'y', ''] ['l1', 'l2']
# prints: [1] a 1 True False True a1
# prints:     1|2    |  3  |004.6|+5|'6'
# prints: tab	here raw\n quote" its two
# prints: lines
# prints: 65 a True 2 本 abcd
text = "temperature"
print(text[0], text[-1], text[:4], text[4:], text[-3:], text[100:], text[2:-2])
print(text * 2 == text + text, "per" in text, text > "light", max(text), sorted("cab"))
print(text.center(15), text.partition("era"), text.rpartition("e"), "a-b_c".replace("-", "+", 1))
print(" x ".strip() + "|", "xxaxx".strip("x"), "xxaxx".lstrip("x"), "xxaxx".rstrip("x"))
print("a b  c".split(), "a b  c".split(" "), "a,b,c".rsplit(",", 1), "x\ny\n".split("\n"), "l1\nl2".splitlines())
print("%s" % [1], "%s %s" % ("a", 1), "abc".isalpha(), "AbC".isupper(), " ".isspace(), "A1".lower())
print("{:>5}|{:<5}|{:^5}|{:05.1f}|{:+}|{!r}".format(1, 2, 3, 4.56, 5, "6"))
print("tab\there", r"raw\n", "quote\"", 'it''s', """two
lines""")
print(ord("A"), chr(97), "é" == "\u00e9", len("日本"), "日本"[1], "ab" "cd")
