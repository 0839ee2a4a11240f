"""One file per table: its columns, their types, rules and the headers people use for them."""
