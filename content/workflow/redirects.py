"""Old addresses lead to new ones in one step; who looks for what was taken offline is told why."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import CASCADE, Model

from content.languages.views import WithdrawnPage
from content.workflow.models import Publishable, Redirect, Withdrawal


def remember_old_addresses(item: Publishable, before: Publishable) -> None:
    """Record the addresses that `item`, about to be public, had while it was `before`, and free those that it takes.

    Only what the public has seen counts: an object that was never published leaves nothing behind.
    """
    if not hasattr(item, "addresses"):
        return
    now = item.addresses()
    Redirect.objects.filter(old_path__in=now.values()).delete()
    for language, path in before.addresses().items() if before.published_at else ():  # type: ignore[attr-defined]
        if path != now[language]:
            kind = ContentType.objects.get_for_model(item)
            Redirect.objects.update_or_create(
                old_path=path, defaults={"language": language, "content_type": kind, "object_id": item.pk}
            )


def target_of(path: str) -> str | None:
    """Return the present address of the page that once stood at `path`, or None.

    Raises Gone when an editor took that page offline, just as at its last address.
    """
    redirect = Redirect.objects.leading_from(path).first()
    model = redirect and redirect.content_type.model_class()
    if not model:
        return None
    own = {"pk": redirect.object_id}
    if item := model._default_manager.live().filter(**own).first():
        return item.addresses()[redirect.language]
    if gone := model._default_manager.gone().filter(**own).first():
        raise WithdrawnPage(gone)
    return None


def farewell_of(item: Model) -> Withdrawal | None:
    """Return what is to be told of `item`, which the public doesn't see any more, or None if an editor said nothing.

    What went offline because of what it belongs to, a case with its event, says what is said of that. The reason for a
    withdrawal that is planned is told by nobody before.
    """
    for each in _with_owners(item):
        if isinstance(each, Publishable) and not each.is_live:
            said = Withdrawal.objects.of(each).first()
            if said:
                return said
    return None


def _with_owners(item: Model) -> Iterator[Model]:
    """Yield `item` and, from near to far, what it can't be without: a photo's album, and the event of that."""
    yield item
    for field in item._meta.concrete_fields:
        if field.remote_field and field.remote_field.on_delete is CASCADE:
            owner = getattr(item, field.name)
            if isinstance(owner, Publishable):
                yield from _with_owners(owner)
