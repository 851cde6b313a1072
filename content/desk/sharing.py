"""Previews, links to share them, and the question “Is this right?”."""

from content.desk.asking import AskingAdmin
from content.desk.previewing import PreviewingAdmin


class SharingAdmin(AskingAdmin, PreviewingAdmin):
    """Part of an admin: previews, links to share them, and the question “Is this right?”."""
