"""One file per check across rows, files and tables."""
