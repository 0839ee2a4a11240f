"""One file per sum that must come out."""
