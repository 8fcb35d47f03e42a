# expect: a slice of a text with a step is not implemented
# prints: [3, 2, 1]
# ends: error NotImplementedError
print([1, 2, 3][::-1])
word = "radar"
if word == word[::-1]:
    print("palindrome")
