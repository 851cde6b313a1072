"""The ground floor: a namespace of small apps; each may import only those listed below it in pyproject.toml."""
