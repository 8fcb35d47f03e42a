# expect: int() of a text with a decimal point
# prints: 21.5
# ends: error ValueError
text = "21.5"
print(float(text))
print(int(text))
