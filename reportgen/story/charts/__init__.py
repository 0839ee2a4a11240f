"""One file per kind of picture; each works for every metric."""
