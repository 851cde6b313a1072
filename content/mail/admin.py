"""Mail that has yet to leave, and what became of it."""

from typing import cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from content.admin_ui.columns import render_badge
from content.admin_ui.parts import ReadOnlyAdmin
from content.mail.letters.admin import LetterAdmin
from content.mail.models import OutboxMessage, OutboxQuerySet
from content.mail.outbox.states import STATES, in_state, send_again, state_of
from content.mail.transport import MailTransport, mail_transport

__all__ = ["LetterAdmin", "OutboxMessageAdmin"]


class OutboxState(admin.SimpleListFilter):
    """Narrow the outbox to mails in one state."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            (state, words)
            for state, words in STATES.items()
            if state != "shown" or mail_transport() is MailTransport.SHOWN
        ]

    def queryset(self, request, queryset):
        state = self.value()
        return queryset.filter(in_state(state)) if state in STATES else queryset


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin):
    """What a mail says isn't shown: by the links in it one opens, changes and erases somebody's data."""

    list_display = ["subject", "recipient", "state_shown", "next_step", "created_at", "tries"]
    list_filter = [OutboxState, "letter", "created_at"]
    list_select_related = []
    search_fields = ["subject", "recipient"]
    date_hierarchy = "created_at"
    actions = ["send_again"]
    fields = [
        "state_shown", "next_step", "error",
        "subject", "recipient", "reply_to", "language", "letter",
        "created_at", "next_try_at", "tries", "handed_at", "sent_at", "given_up_at",
    ]  # fmt: skip

    def get_queryset(self, request) -> QuerySet[OutboxMessage]:
        """Not everybody may know of every mail."""
        mails = cast(OutboxQuerySet, super().get_queryset(request))
        return mails.seen_by(request.user)

    def has_resend_permission(self, request) -> bool:
        return request.user.has_perm("mail.resend_outboxmessage")

    @admin.display(description=_("state"), ordering="next_try_at")
    def state_shown(self, mail):
        state = state_of(mail)
        return render_badge(state.name, state.words)

    @admin.display(description=_("next step"))
    def next_step(self, mail):
        return state_of(mail).next_step or "–"

    @admin.action(description=_("Send again, or try now"), permissions=["resend"])
    def send_again(self, request, queryset):
        """Send what was given up, what nobody knows about, and what waits for its next try."""
        number = send_again(queryset)
        said = ngettext("%(number)d mail is about to be sent.", "%(number)d mails are about to be sent.", number)
        left = queryset.count() - number
        self.message_user(request, said % {"number": number}, messages.SUCCESS if number else messages.WARNING)
        if left:
            said = ngettext(
                "%(number)d has been sent already, or is in hand: it was left alone.",
                "%(number)d have been sent already, or are in hand: they were left alone.",
                left,
            )
            self.message_user(request, said % {"number": left}, messages.WARNING)
