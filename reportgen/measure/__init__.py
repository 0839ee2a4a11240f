"""COMPUTE: Dataset -> Readings."""
