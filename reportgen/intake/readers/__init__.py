"""One file per format that exports come in."""
