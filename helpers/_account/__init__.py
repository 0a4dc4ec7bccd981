"""The machinery behind the practice account. Lessons use `helpers.sandbox`; the map of this folder is in README.md."""
