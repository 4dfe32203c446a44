"""Of the newsroom."""
