"""Simple models of recordings: features a person can name, models that can be read, scores that tell the truth.

Nothing here does input or output. The way of the data: `takes` (what was recorded) -> `windows` and `features`
(numbers that sum up a moment) -> `examples` (the table) -> `train` (a model, its numbers already rounded) ->
`evaluate` (how it does on people it never saw), `explain`, `card` -> `export` (one MicroPython program, one JSON) and
`fit` (does it fit a board). numpy is imported by the modules that compute, so by nobody who does not train:
`takes`, `errors`, `job` and `knobs` need none of it.
"""
