"""The explorers that `helpers.widgets` shows: one module each, a pure function with a thin shell over it."""
