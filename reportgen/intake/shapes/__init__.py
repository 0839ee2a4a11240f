"""One file per way in which an export can be laid out."""
