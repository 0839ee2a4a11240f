"""One file per metric: words, unit, formula, source, and the function."""
