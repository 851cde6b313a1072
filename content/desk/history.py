"""Part of an admin: what was done to an object, by whom, and how to go back."""


class HistoryAdmin:
    """Part of an admin: what was done to an object, by whom, and how to go back."""
