"""A folder of CSV exports in, a board pack out."""

__version__ = "0.1.0"
