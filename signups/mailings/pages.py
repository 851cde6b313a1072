"""The pages of a mailing beside its form: how the mail looks, a test, sending it, how far it is."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseBadRequest, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.admin_ui.formats import format_moment
from content.admin_ui.object_pages import admin_url, item_for_editor, item_for_viewer, object_page
from content.admin_ui.parts import Part
from content.mail.letters.letter_preview import preview_mail, with_frames
from content.texts.languages import CODES
from signups.mailings import sending
from signups.mailings.admin_words import (
    LANGUAGES,
    cut_off,
    describe_audience,
    goes_to,
    how_far,
    mailing_label,
    missing_language_warnings,
)
from signups.mailings.audience import count_by_language, pending_recipients, taken_in
from signups.mailings.forms import FilterForm, PlanForm, ThanksForm
from signups.mailings.sending import NotNow, progress_of
from signups.mailings.wording import as_read, copy_of, mailing_fingerprint, thank_you, write_test
from signups.models import Mailing

State = Mailing.State
TEMPLATES = "admin/signups/mailing"


class MailingPages(Part):
    """The pages of a mailing."""

    def urls(self, admin):
        return [
            self.page(admin, "audience/", self.audience_view, "audience"),
            self.page(admin, "thanks/", self.thanks_view, "thanks"),
            self.page(admin, "<uuid:object_id>/preview/", self.preview_view, "preview"),
            self.post(admin, "<uuid:object_id>/test/", self.test_view, "test"),
            self.page(admin, "<uuid:object_id>/send/", self.send_view, "send"),
            self.page(admin, "<uuid:object_id>/plan/", self.plan_view, "plan"),
            self.post(
                admin,
                "<uuid:object_id>/unschedule/",
                partial(self.act_view, act=sending.unschedule_mailing),
                "unschedule",
            ),
            self.post(admin, "<uuid:object_id>/pause/", partial(self.act_view, act=sending.pause_mailing), "pause"),
            self.post(admin, "<uuid:object_id>/resume/", partial(self.act_view, act=sending.resume_mailing), "resume"),
            self.page(admin, "<uuid:object_id>/progress/", self.progress_view, "progress"),
            self.page(admin, "<uuid:object_id>/numbers/", self.numbers_view, "numbers"),
            self.post(admin, "<uuid:object_id>/copy/", self.copy_view, "copy"),
        ]

    # --- Whom -----------------------------------------------------------------------------------------------------

    def context(self, admin, request, item):
        context = {"may_send": _may_send(request)}
        if item is None or not item.pk or item._state.adding:
            return context
        counts = count_by_language(pending_recipients(item))
        return {**context, "goes_to": goes_to(counts), "missing": list(missing_language_warnings(item, counts))}

    def audience_view(self, admin, request):
        """Tell how many a filter takes in, while an officer chooses."""
        if not admin.has_view_permission(request):
            raise PermissionDenied
        form = FilterForm(request.GET)
        if not form.is_valid():
            return HttpResponseBadRequest()
        return JsonResponse({"said": goes_to(count_by_language(taken_in(form.chosen())))})

    # --- How it looks ---------------------------------------------------------------------------------------------

    def preview_view(self, admin, request, object_id):
        """Show the mail in both languages, light, dark and as text."""
        mailing = item_for_viewer(admin, request, object_id)
        mails = [preview_mail(as_read(mailing, code), code, request) for code in CODES]
        is_draft, may_change = mailing.state == State.DRAFT, admin.has_change_permission(request, mailing)
        answer = self._page(
            admin, request, mailing, "preview", _("Preview"), mails=mails, is_draft=is_draft, may_change=may_change,
            may_test=admin.has_change_permission(request),
        )  # fmt: skip
        return with_frames(answer)

    def test_view(self, admin, request, object_id):
        """Send the mail to whoever asks for it."""
        mailing = item_for_editor(admin, request, object_id)
        if request.user.email:
            names = ", ".join(str(LANGUAGES[code]) for code in write_test(mailing, request.user.email))
            words = {"address": request.user.email, "languages": names}
            said = _("A test is on its way to %(address)s (%(languages)s).") % words
            admin.message_user(request, said, messages.SUCCESS)
        else:
            said = _("Your account has no e-mail address to send a test to. Ask an administrator to fill it in.")
            admin.message_user(request, said, messages.ERROR)
        return HttpResponseRedirect(admin_url(mailing, "preview"))

    # --- Letting it leave -----------------------------------------------------------------------------------------

    def send_view(self, admin, request, object_id):
        """Ask, and let it leave."""
        mailing = self._to_send(admin, request, object_id)
        if request.method != "POST":
            return self._send_page(admin, request, mailing)
        return self._decided(admin, request, mailing, sending.send_now) or self._to_page(mailing)

    def plan_view(self, admin, request, object_id):
        """Ask when, and let it leave then."""
        mailing = self._to_send(admin, request, object_id)
        form = PlanForm(request.POST) if request.method == "POST" else PlanForm()
        if not form.is_valid():
            return self._send_page(admin, request, mailing, form)
        moment = form.cleaned_data["planned_for"]
        return self._decided(admin, request, mailing, sending.schedule_mailing, moment) or self._to_page(mailing)

    @transaction.atomic
    def _decided(self, admin, request, mailing, act, *given):
        """Do `act` to what the officer has seen; return the page that asks again if it was changed meanwhile."""
        locked = Mailing.objects.select_for_update().get(pk=mailing.pk)
        # Whoever removes one of its interests waits too: it goes by the filter that was seen.
        list(Mailing.interests.through.objects.select_for_update().filter(mailing=locked))
        if mailing_fingerprint(locked) != request.POST.get("seen"):
            admin.message_user(request, _("It was changed since you looked at it. Look again."), messages.ERROR)
        elif not pending_recipients(locked).exists():
            admin.message_user(request, _("Nobody would get it. Choose others."), messages.ERROR)
        else:
            return self._do(admin, request, locked, act, *given)
        return self._send_page(admin, request, locked)

    def _do(self, admin, request, mailing, act, *given):
        try:
            act(mailing, *given)
        except NotNow:
            said = _("This can’t be done any more: %(state)s.") % {
                "state": mailing_label(Mailing.objects.get(pk=mailing.pk)).words
            }
            admin.message_user(request, said, messages.ERROR)
        else:
            admin.log_change(request, mailing, str(mailing_label(mailing).words))

    def _to_send(self, admin, request, object_id) -> Mailing:
        mailing = item_for_viewer(admin, request, object_id)
        if not _may_send(request):
            raise PermissionDenied
        return mailing

    def _send_page(self, admin, request, mailing, form=None):
        """Show what is about to leave, to whom; of what is on its way, how far it is."""
        if mailing.state not in {State.DRAFT, State.SCHEDULED}:
            return self._to_page(mailing)
        counts = count_by_language(pending_recipients(mailing))
        everybody = sum(counts.values())
        button = ngettext("Send it to %(count)d person now", "Send it to %(count)d people now", everybody)
        return self._page(
            admin, request, mailing, "send", _("Send “%(title)s”?") % {"title": mailing},
            goes_to=goes_to(counts), missing=list(missing_language_warnings(mailing, counts)), everybody=everybody,
            button=button % {"count": everybody}, seen=mailing_fingerprint(mailing),
            plan_form=form or PlanForm(initial={"planned_for": mailing.planned_for}),
        )  # fmt: skip

    def act_view(self, admin, request, object_id, act):
        """Make a draft again of what was planned, let nothing more leave, or go on: `act` says which."""
        mailing = self._to_send(admin, request, object_id)
        self._do(admin, request, mailing, act)
        return self._to_page(mailing)

    # --- How far it is --------------------------------------------------------------------------------------------

    def progress_view(self, admin, request, object_id):
        """Tell how far it is; a draft has its form."""
        mailing = item_for_viewer(admin, request, object_id)
        if mailing.state == State.DRAFT:
            return HttpResponseRedirect(admin_url(mailing))
        progress, counts = progress_of(mailing), count_by_language(pending_recipients(mailing))
        everybody = sum(counts.values())
        said = cut_off(mailing, everybody)
        return self._page(
            admin, request, mailing, "progress", str(mailing), progress=progress, how_far=how_far(progress),
            goes_to=goes_to(counts), cut_off=said, may_go_on=bool(everybody or not said), chosen=list(describe_audience(mailing)), planned=format_moment(mailing.planned_for or mailing.created_at),
            may_add=admin.has_add_permission(request),
        )  # fmt: skip

    def numbers_view(self, admin, request, object_id):
        """Tell the same to the page itself, while it is open."""
        mailing = item_for_viewer(admin, request, object_id)
        progress = progress_of(mailing)
        return JsonResponse(
            {"state": mailing.state, "said": how_far(progress), "settled": progress.settled, **progress._asdict()}
        )

    # --- Drafts that don't begin with an empty page ---------------------------------------------------------------

    def copy_view(self, admin, request, object_id):
        """Make a new draft of it."""
        mailing = item_for_viewer(admin, request, object_id)
        if not admin.has_add_permission(request):
            raise PermissionDenied
        return self._begun(admin, request, copy_of(mailing, request.user))

    def thanks_view(self, admin, request):
        """Ask after which event, with the one chosen from whose form somebody comes; make the draft of a thank-you."""
        if not admin.has_add_permission(request):
            raise PermissionDenied
        form = ThanksForm(request.POST or None, initial={"event": request.GET.get("event")})
        if request.method == "POST" and form.is_valid():
            return self._begun(admin, request, thank_you(form.cleaned_data["event"], request.user))
        frame = {**admin.admin_site.each_context(request), "title": _("Write the thank-you"), "opts": admin.opts}
        return TemplateResponse(request, f"{TEMPLATES}/thanks.html", {**frame, "form": form})

    def _begun(self, admin, request, mailing):
        admin.log_addition(request, mailing, [{"added": {}}])
        admin.message_user(request, _("This is a new draft. Nothing was sent."), messages.SUCCESS)
        return HttpResponseRedirect(admin_url(mailing))

    # --- What these pages have in common --------------------------------------------------------------------------

    def _page(self, admin, request, mailing, template, title, **context):
        may_send = _may_send(request)
        return object_page(
            admin,
            request,
            mailing,
            f"{TEMPLATES}/{template}.html",
            title,
            marks=[mailing_label(mailing)],
            may_send=may_send,
            **context,
        )

    def _to_page(self, mailing):
        return HttpResponseRedirect(admin_url(mailing, "progress"))


def _may_send(request) -> bool:
    """Whether this editor may let mailings leave, and stop them."""
    return request.user.has_perm("signups.send_mailing")
