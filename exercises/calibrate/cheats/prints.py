print("Moisture: 50.0")
print(0, 50, 100, None)
