# Computes a number of 370 million digits. Ends: fuel. Hint: quiet.huge-power.
print(9**9**9)
