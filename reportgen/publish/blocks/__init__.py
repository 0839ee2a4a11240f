"""One file per block that a page can ask for."""
