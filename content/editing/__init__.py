"""The admin of whatever is drafted and published: it puts the parts together, and saves."""
