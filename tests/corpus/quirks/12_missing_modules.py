# expect: modules of big Python that are not there
# prints: threading datetime logging typing pathlib subprocess csv queue abc
missing = []
for name in ("threading", "datetime", "logging", "typing", "pathlib", "subprocess", "csv", "queue", "abc", "json", "random"):
    try:
        __import__(name)
    except ImportError:
        missing.append(name)
print(*missing)
