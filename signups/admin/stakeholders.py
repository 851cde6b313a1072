"""Who joined, as the stakeholder officer sees them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.admin_ui.columns import render_badge
from content.admin_ui.object_pages import admin_url
from content.admin_ui.parts import PartsAdmin
from content.database.write_lock import own_turn
from signups.admin.joining import ConsentInline
from signups.confirming.confirming import ask_at_new_address
from signups.duplicates.admin import Duplicates
from signups.erasing.erasing import erase_stakeholder
from signups.erasing.suppression import is_suppressed
from signups.models import Confirmation, Erasure, Note, Stakeholder
from signups.reports.admin import Charts, Exports

MOST_PAGES = 12


class NoteFormSet(BaseInlineFormSet):
    """Everybody reads all notes, and changes one's own; `reader` is the account of whoever looks."""

    reader: Any = None

    def add_fields(self, form, index):
        super().add_fields(form, index)
        note = form.instance
        if not note._state.adding and note.author_id != self.reader.pk:
            for name in {"text", "DELETE"} & set(form.fields):
                form.fields[name].disabled = True


class NoteInline(admin.StackedInline):
    model = Note
    formset = NoteFormSet
    extra = 0
    fields = ["text", ("author", "written_at")]
    readonly_fields = ["author", "written_at"]
    verbose_name_plural = _("Notes: this person may ask to read them")

    def get_formset(self, request, obj=None, **kwargs):
        made: Any = super().get_formset(request, obj, **kwargs)
        made.reader = request.user
        return made

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author", "stakeholder")


class StakeholderForm(forms.ModelForm):
    """What an officer corrects when somebody asks for it."""

    class Meta:
        model = Stakeholder
        fields = ["name", "email", "organisation", "role", "kind", "language", "interests"]
        help_texts = {
            "email": _(
                "Only correct it if this person asked you to. A mail to confirm it goes to the new address at once; until "
                "it is answered this person gets no updates, and after two weeks without an answer we forget this person."
            )
        }

    def clean_email(self):
        email = self.cleaned_data["email"]
        if "email" not in self.changed_data:
            return email
        other = Stakeholder.objects.with_address(email)
        if other and other.pk != self.instance.pk:
            said = gettext("%(name)s joined with this address already. If it is the same person, merge the two.")
            raise forms.ValidationError(said % {"name": other})
        if is_suppressed(email):
            raise forms.ValidationError(gettext("Whoever has this address left. They alone can join with it again."))
        return email


class SourceFilter(admin.SimpleListFilter):
    """The pages from which most people came to the form; any other can be asked for in the address."""

    title = _("page that led to the form")
    parameter_name = "page"

    def lookups(self, request, model_admin):
        counted = Stakeholder.objects.exclude(seen_on="").values_list("seen_on").annotate(people=Count("pk"))
        return [(path, path) for path, _people in counted.order_by("-people", "seen_on")[:MOST_PAGES]]

    def queryset(self, request, queryset):
        return queryset.filter(seen_on=self.value()) if self.value() else queryset


@admin.register(Stakeholder)
class StakeholderAdmin(PartsAdmin):
    """People join by the site's own form; here one finds them, and corrects what they ask to have corrected."""

    parts = [Exports(), Charts(), Duplicates()]
    form = StakeholderForm
    list_display = ["name", "organisation", "kind", "email", "topics", "language", "state_shown", "joined"]
    list_filter = [
        "state",
        "kind",
        "interests",
        "language",
        ("event", admin.RelatedOnlyFieldListFilter),
        SourceFilter,
        "created_at",
        "confirmed_at",
    ]
    list_select_related = []
    list_per_page = 50
    search_fields = ["name", "email", "organisation", "role", "message", "notes__text"]
    date_hierarchy = "created_at"
    view_on_site = False
    autocomplete_fields = ["interests"]
    readonly_fields = [
        "message", "state_shown", "confirmed_at", "confirmed_by", "confirmation_mail", "seen_on", "event", "created_at",
        "active_at", "asked_to_stay_at",
    ]  # fmt: skip
    inlines = [NoteInline, ConsentInline]
    fieldsets = [
        (_("Who is it?"), {"fields": ["name", "email", "organisation", "role", "kind", "language"]}),
        (_("What does this person want to hear of?"), {"fields": ["interests", "message"]}),
        (_("How did it come to us?"), {"fields": ["seen_on", "event", "created_at"]}),
        (
            _("Is the address confirmed?"),
            {"fields": ["state_shown", "confirmed_at", "confirmed_by", "confirmation_mail"]},
        ),
        (_("Is this person still with us?"), {"fields": ["active_at", "asked_to_stay_at"]}),
    ]

    class Media:
        css = {"all": ["css/admin/stakeholders.css"]}

    def has_add_permission(self, request):
        return False

    def has_export_permission(self, request) -> bool:
        """Whether this editor may take people out of the site."""
        return request.user.has_perm("signups.export_stakeholder")

    def has_merge_permission(self, request) -> bool:
        """Whoever merges changes one row and erases others."""
        return self.has_change_permission(request) and self.has_delete_permission(request)

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("interests")

    # --- What is shown --------------------------------------------------------------------------------------------

    @admin.display(description=_("state"), ordering="state")
    def state_shown(self, item):
        return render_badge(item.state, item.get_state_display())

    @admin.display(description=_("interests"))
    def topics(self, item):
        return ", ".join(str(interest) for interest in item.interests.all()) or "–"

    @admin.display(description=_("joined"), ordering="created_at")
    def joined(self, item):
        return date_format(localtime(item.created_at), "SHORT_DATE_FORMAT")

    @admin.display(description=_("mail to confirm"))
    def confirmation_mail(self, item):
        """When it was sent, and until when it can be answered."""
        asked = Confirmation.objects.filter(stakeholder=item).first()
        if asked is None:
            return "–"
        moments = {
            "sent": date_format(localtime(asked.mailed_at), "DATETIME_FORMAT"),
            "until": date_format(localtime(asked.expires_at), "DATETIME_FORMAT"),
        }
        return gettext("Last sent on %(sent)s; it can be answered until %(until)s.") % moments

    # --- What is corrected ----------------------------------------------------------------------------------------

    def get_object(self, request, object_id, from_field=None):
        """Hold the row while a form about it is saved: whoever confirms or leaves at this moment waits for us, or we do."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST" or not transaction.get_connection().in_atomic_block:
            return found
        return self.get_queryset(request).select_for_update().filter(pk=found.pk).first()

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        # More than its capitals.
        if form.initial["email"].lower() != form.cleaned_data["email"].lower():
            ask_at_new_address(obj)
            said = gettext(
                "The new address isn’t confirmed yet: a mail to confirm it is on its way there. Until it is answered this "
                "person gets no updates, and after two weeks without an answer we forget this person."
            )
            self.message_user(request, said, messages.WARNING)

    def save_formset(self, request, form, formset, change):
        """A note bears the name of whoever wrote it."""
        for part in formset.extra_forms:
            part.instance.author = request.user
        super().save_formset(request, form, formset, change)

    # --- Who is erased leaves nothing -----------------------------------------------------------------------------

    def get_deleted_objects(self, objs, request):
        """All goes that hangs on a stakeholder, whatever it is: no need to collect it first."""
        return [], {self.opts.verbose_name_plural: len(objs)}, set(), []

    def delete_model(self, request, obj):
        erase_stakeholder(obj, Erasure.Reason.OFFICER)

    def delete_queryset(self, request, queryset):
        for item in queryset:
            with own_turn():  # whoever joins meanwhile comes in between
                self.delete_model(request, item)

    def response_delete(self, request, obj_display, obj_id):
        said = gettext("This person is erased, with all that we held.")
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(admin_url(Stakeholder, "changelist"))
