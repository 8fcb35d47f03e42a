# expect: a text and a number joined with +
# prints: measuring
# ends: error TypeError
temperature = 21
print("measuring")
print("temperature: " + temperature)
