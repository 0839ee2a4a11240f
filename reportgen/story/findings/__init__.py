"""One file per kind of sentence; each works for every metric."""
