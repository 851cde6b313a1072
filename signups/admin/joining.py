"""The topics that people can choose to hear of."""

from django.contrib import admin, messages
from django.db.models import Count
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from content.admin_ui.columns import languages_column
from content.admin_ui.ordering import OrderedAdmin
from content.editing.content_admin import ORDER, ContentAdmin
from signups.models import Consent, ConsentText, Interest, JoinRules


@admin.register(JoinRules)
class JoinRulesAdmin(ContentAdmin):
    """One row, so no list: the menu leads straight to the form."""

    fieldsets = [
        (_("Until when can people join?"), {"fields": ["closes_at", "closed"]}),
        (_("What happens once somebody has joined?"), {"fields": ["what_next", "digest_to"]}),
        (_("How long do we keep what people told us?"), {"fields": ["inactive_months"]}),
    ]

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not JoinRules.objects.exists()

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        if JoinRules.objects.exists():
            return redirect("admin:signups_joinrules_change", 1)
        return redirect("admin:signups_joinrules_add")

    def save_model(self, request, obj, form, change):
        obj.pk = 1
        super().save_model(request, obj, form, change)

    def response_post_save_change(self, request, obj):
        return redirect("admin:index")

    response_post_save_add = response_post_save_change


@admin.register(Interest)
class InterestAdmin(OrderedAdmin, ContentAdmin):
    list_display = ["__str__", "icon", "chosen", languages_column]
    list_select_related = []
    search_fields = ["label_nl", "label_en"]
    fieldsets = [(_("What can people be interested in?"), {"fields": ["label", "icon"]}), ORDER]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(chosen=Count("stakeholders"))

    @admin.display(description=_("chosen by"), ordering="chosen")
    def chosen(self, item):
        return item.chosen


class ConsentInline(admin.StackedInline):
    """What somebody agreed to; nobody can alter it."""

    model = Consent
    extra = 0
    fields = [("text", "language", "given_at", "source")]
    readonly_fields = ["text", "language", "given_at", "source"]
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("text", "stakeholder")


@admin.register(ConsentText)
class ConsentTextAdmin(ContentAdmin):
    """Words that somebody agreed to stay as they were: changing them makes a new version."""

    list_display = ["__str__", "created_at", "agreed", languages_column]
    list_select_related = []
    search_fields = ["words_nl", "words_en"]
    fieldsets = [
        (
            _("What do people agree to?"),
            {
                "fields": ["words"],
                "description": _(
                    "People who join agree to the newest version. Once somebody has agreed to a version it is kept as "
                    "it is: if you change its words, they are stored as a new version."
                ),
            },
        )
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(agreed=Count("consents"))

    @admin.display(description=_("agreed to by"), ordering="agreed")
    def agreed(self, item):
        return item.agreed

    def save_model(self, request, obj, form, change):
        agreed_to = change and (obj.consents.exists() or obj.pending_signups.exists())
        if agreed_to and not form.changed_data:
            return
        if agreed_to or not change:
            before, newest = obj.version, ConsentText.objects.current()
            obj.version = newest.version + 1 if newest else 1
            obj._state.adding = True
            if before:
                said = _(
                    "Somebody agreed to version %(before)s, so it stays as it was. Your words are version %(now)s."
                )
                self.message_user(request, said % {"before": before, "now": obj.version}, messages.INFO)
        super().save_model(request, obj, form, change)
