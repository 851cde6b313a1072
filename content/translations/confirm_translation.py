"""The button “Still right”: somebody read a translation beside its changed source, and it needn't change."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from content.languages import translation_sources
from content.languages.staleness import confirm_entries
from content.languages.translatable_fields import texts_of, told_fields
from content.translations.translatable_models import TranslatableModel, kinds_for
from content.workflow.models import Draft


@require_POST
def still_right(request, site: AdminSite):
    """Remember that a translation is right still: at once, also of what is live, for no visitor sees a difference.

    Takes kind, key and field of the text; draft, the key of the object, when the text stands in changes that wait.
    """
    kind = next((kind for kind in kinds_for(site, request) if kind.label == request.POST.get("kind")), None)
    if kind is None or request.POST.get("field") not in told_fields(kind.model):
        raise Http404
    if not kind.admin.has_change_permission(request):
        raise PermissionDenied
    key, field, draft = request.POST.get("key", ""), request.POST["field"], request.POST.get("draft", "")
    try:
        if draft:
            _confirm_in_draft(kind, key, field, draft)
        else:
            with transaction.atomic():
                translation_sources.confirm_translations(get_object_or_404(kind.model, pk=key), [field])
    except (ValidationError, ValueError) as error:  # a key that isn't one
        raise Http404 from error
    messages.success(request, _("Noted: this translation is still right."))
    asked = urlencode(parse_qsl(request.POST.get("asked", "")))
    return HttpResponseRedirect(f"{reverse('admin:translations')}?{asked}")


@transaction.atomic
def _confirm_in_draft(kind: TranslatableModel, key: str, field: str, owner_key: str) -> None:
    owner = get_object_or_404(kind.admin.model, pk=owner_key)
    draft = get_object_or_404(Draft.objects.of(owner).select_for_update())
    content = _content_in(draft, kind, key)
    texts = texts_of(kind.model, content["fields"])
    content["ledger"] = confirm_entries(content.get("ledger", {}), texts, [field])
    draft.save(update_fields=["after"])


def _content_in(draft: Draft, kind: TranslatableModel, key: str) -> dict[str, Any]:
    if not kind.owner:
        return draft.after
    rows = draft.after["parts"].get(kind.relation, ())
    found = next((row for row in rows if str(row["id"]) == key), None)
    if found is None:
        raise Http404
    return found
