"""SET: pages -> PDF and the files beside it."""
