"""What a guest may ask of its board, one file per subject; each offers its functions in a table named CALLS."""
