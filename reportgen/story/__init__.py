"""EXPLAIN: Readings -> Findings, Charts, words."""
