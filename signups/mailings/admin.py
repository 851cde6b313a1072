"""Mailings: what officers write to the people who joined."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin_ui.columns import languages_column, render_badge
from content.admin_ui.object_pages import admin_url
from content.editing.content_admin import ContentAdmin
from content.texts.languages import language_columns
from signups.mailings.admin_words import mailing_label
from signups.mailings.forms import MailingForm
from signups.mailings.pages import MailingPages
from signups.models import Mailing


@admin.register(Mailing)
class MailingAdmin(ContentAdmin):
    """A draft has a form; whatever is planned, on its way or sent has a page that tells how far it is."""

    parts = [MailingPages(), *ContentAdmin.parts]
    form = MailingForm
    list_display = ["__str__", "state_shown", "written_to", "event", languages_column, "author", "created_at"]
    list_filter = ["state", ("event", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["author", "event"]
    search_fields = language_columns("subject", "body")
    date_hierarchy = "created_at"
    actions = None
    fieldsets = [
        (_("What do you want to tell?"), {"fields": ["subject", "body"]}),
        (
            _("Whom?"),
            {
                "fields": ["event", "kinds", "interests", "languages"],
                "description": _(
                    "Only people who confirmed their address and agreed to get mail. Tick several answers to a question "
                    "to reach whoever gave one of them; tick none to reach everybody."
                ),
            },
        ),
    ]

    class Media:
        css = {"all": ["css/admin/mailings.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(reached=Count("deliveries"))

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(
            db_field, request, **{"widget": forms.CheckboxSelectMultiple, "help_text": "", **kwargs}
        )

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Offer events and interests without the links that add or change one."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"event", "interests"}:
            field.widget = field.widget.widget
        return field

    # --- The list -------------------------------------------------------------------------------------------------

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, mailing):
        return render_badge(*mailing_label(mailing))

    @admin.display(description=_("written to"), ordering="reached")
    def written_to(self, mailing):
        return mailing.reached or "–"

    # --- The form -------------------------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        """What is planned is taken from the schedule first; what was sent stays as it was."""
        return super().has_change_permission(request, obj) and _is_draft(obj)

    def has_delete_permission(self, request, obj=None):
        """What was sent stays on record."""
        return super().has_delete_permission(request, obj) and _is_draft(obj)

    def get_object(self, request, object_id, from_field=None):
        """Hold the row while a form about it is saved: whoever sends it meanwhile waits, and finds other words."""
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            Mailing.objects.select_for_update().filter(pk__in=_keys(object_id)).first()
        return super().get_object(request, object_id, from_field)

    @transaction.atomic
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show the page of what is no draft any more; what somebody wrote into its form becomes a new draft."""
        mailing = self.get_object(request, unquote(object_id)) if object_id else None
        if mailing is None or _is_draft(mailing):
            return super().changeform_view(request, object_id, form_url, extra_context)
        if request.method != "POST":
            return HttpResponseRedirect(admin_url(mailing, "progress"))
        said = gettext("This update is planned or sent by now, so it stays as it is. What you wrote is a new draft.")
        self.message_user(request, said, messages.WARNING)
        return super().changeform_view(request, None, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        obj.author = obj.author or request.user
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        answer = super().response_add(request, obj, post_url_continue)
        return self._on(request, obj) or answer

    def response_change(self, request, obj):
        answer = super().response_change(request, obj)
        return self._on(request, obj) or answer

    def _on(self, request, mailing):
        return HttpResponseRedirect(admin_url(mailing, "preview")) if "_preview" in request.POST else None


def _is_draft(mailing: Mailing | None) -> bool:
    return mailing is None or mailing.state == Mailing.State.DRAFT


def _keys(object_id) -> list:
    try:
        return [Mailing._meta.pk.to_python(object_id)]
    except forms.ValidationError:
        return []
