"""Previews, links to share them, and the question “Is this right?”."""

from django.urls import reverse


class SharingAdmin:
    """Part of an admin: previews, links to share them, and the question “Is this right?”."""

    def preview_url(self, item) -> str:
        """Return the address of the preview of `item`."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[item.pk])
