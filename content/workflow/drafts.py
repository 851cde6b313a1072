"""Working on what waits: laying a draft over the live object for a moment."""

from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from content.workflow.models import Draft, Publishable
from content.workflow.snapshot import Content, put


def draft_of(item: Publishable) -> Draft | None:
    """Return the changes to `item` that wait, if there are any."""
    return Draft.objects.of(item).select_related("author").first()


def lay(item: Publishable, draft: Draft) -> list[str]:
    """Put `draft` into the row of `item`, inside a trial, so that a form opens on it; return what didn't fit, in words.

    What another object has taken meanwhile, an address say, stays as it is on the site.
    """
    try:
        with transaction.atomic():
            vanished = put(item, draft.before, draft.after)
    except IntegrityError:
        item.refresh_from_db()
        vanished = put(item, draft.before, _without_unique(item, draft.after))
        said = [_("Something else has taken the address, or the place, that this draft asked for. Choose another.")]
    else:
        said = []
    if vanished:
        said.append(_("Something that this draft refers to has been deleted, and was left out."))
    return said


def _without_unique(item: Publishable, content: Content) -> Content:
    unique = {
        name
        for constraint in item._meta.constraints
        if isinstance(constraint, UniqueConstraint)
        for name in constraint.fields
    }
    return {**content, "fields": {name: value for name, value in content["fields"].items() if name not in unique}}
