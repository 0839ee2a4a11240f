"""One file per kind of question; each works for every metric where it can."""
