"""READ AND CHECK: exports -> Dataset."""
