"""Old addresses lead to new ones, in one step: each remembers the object, and asks it where it is now."""

from django.contrib.contenttypes.models import ContentType

from content.languages.views import WithdrawnPage
from content.workflow.models import Publishable, Redirect


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
