"""Data out of the room, streamed: CSV and Parquet of boards and series in a window of time (docs/export.md)."""
