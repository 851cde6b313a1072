"""How people are called in the admin."""

from django import template

register = template.Library()


@register.filter
def called(user) -> str:
    """Return the full name of an account, else the name that it signs in with; a dash when it is gone."""
    return (user.get_full_name() or user.get_username()) if user else "–"
