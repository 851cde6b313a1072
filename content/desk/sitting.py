"""Who else is at a form, what was typed and not saved, what to do when two save."""


class SittingAdmin:
    """Part of an admin: who else is at a form, what was typed and not saved, what to do when two save."""

    def sitting_ended(self, request):
        """Forget what was typed: it is saved."""
