"""The letters that the site writes by itself: editors read them, put them into their own words, and try them."""

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from content.admin_ui.language_fields import AnyLanguageForm
from content.admin_ui.object_pages import admin_url, object_page, page, post
from content.editing.content_admin import ContentAdmin
from content.mail.letters.letter_preview import example_of, preview_mail, send_test, with_frames
from content.mail.letters.letter_types import KINDS
from content.mail.letters.placeholders import faults_in_body, faults_in_subject
from content.mail.letters.writing import own_words
from content.mail.models import Letter
from content.texts.languages import CODES, language_columns, saving_language


class LetterForm(AnyLanguageForm):
    """An editor's words, in which each placeholder is one that the letter knows."""

    def clean(self):
        for code in CODES:
            self._check(f"subject_{code}", faults_in_subject)
            self._check(f"body_{code}", faults_in_body)
        return super().clean()

    def _check(self, column, faults_in):
        for fault in faults_in(self.cleaned_data.get(column) or "", KINDS[self.instance.pk]):
            self.add_error(column, fault)


@admin.register(Letter)
class LetterAdmin(ContentAdmin):
    """There is a row for each letter; nobody adds or deletes one."""

    form = LetterForm
    list_display = ["__str__", "explanation", "words_of"]
    list_select_related = []
    search_fields = ["key", *language_columns("subject", "body")]
    fieldsets = [
        (
            _("What does it say?"),
            {
                "fields": ["subject", "body"],
                "description": _("Leave a field empty to send the site’s own words, which stand below it."),
            },
        )
    ]
    change_form_template = "admin/mail/letter/form.html"

    class Media:
        css = {"all": ["css/admin/letters.css"]}

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=KINDS)

    def get_urls(self):
        return [
            page(self, "<path:object_id>/preview/", self.preview_view, "preview"),
            post(self, "<path:object_id>/test/", self.test_view, "test"),
            post(self, "<path:object_id>/own-words/", self.own_words_view, "own_words"),
            *super().get_urls(),
        ]

    def get_list_filter(self, request):
        """A language without words of its own lacks none: it has those of the site."""
        return []

    # --- The list ---------------------------------------------------------------------------------------------

    @admin.display(description=_("when and to whom"))
    def explanation(self, letter):
        return KINDS[letter.pk].explanation or "–"

    @admin.display(description=_("words"))
    def words_of(self, letter):
        """In which languages somebody replaced the site's own words."""
        changed = [code for code in CODES if any(getattr(letter, column) for column in _columns(code))]
        names = ", ".join(str(get_language_info(code)["name_translated"]) for code in changed)
        return gettext("Changed: %(languages)s") % {"languages": names} if names else gettext("The site’s own")

    # --- The form ---------------------------------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        for code in CODES if obj else []:
            own = own_words(KINDS[obj.pk], code)
            for column, words in zip(_columns(code), own[:2], strict=True):
                if column in form.base_fields:
                    form.base_fields[column].help_text = _own(words, code)
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            context |= {"kind": KINDS[obj.pk], "may_change": self.has_change_permission(request, obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- What can be done beside it ---------------------------------------------------------------------------

    def preview_view(self, request, object_id):
        """Show how a letter will look: with the words in the form, when it is sent along."""
        letter = self._found(request, object_id)
        typed = request.method == "POST" and self.has_change_permission(request, letter)
        if typed and not self._filled_in(request, letter).is_valid():
            return self.changeform_view(request, object_id, admin_url(letter))
        return self._previewed(request, letter)

    def test_view(self, request, object_id):
        """Send the letter, with the words in the form, to whoever asks for it."""
        letter = self._found(request, object_id, "change")
        if not self._filled_in(request, letter).is_valid():
            return self.changeform_view(request, object_id, admin_url(letter))
        if not request.user.email:
            return self._previewed(request, letter, gettext("Your account has no e-mail address to send a test to."))
        send_test(letter, request.user.email)
        said = gettext("A test in each language is on its way to %(address)s.") % {"address": request.user.email}
        return self._previewed(request, letter, said)

    def own_words_view(self, request, object_id):
        """Throw the words of editors away."""
        letter = self._found(request, object_id, "change")
        with saving_language():
            for column in language_columns("subject", "body"):
                setattr(letter, column, "")
            letter.save()
        said = gettext("Back to the site’s own words.")
        self.log_change(request, letter, said)
        self.message_user(request, said)
        return HttpResponseRedirect(admin_url(letter))

    def _found(self, request, object_id, act="view") -> Letter:
        if not getattr(self, f"has_{act}_permission")(request):
            raise PermissionDenied
        return get_object_or_404(self.get_queryset(request), pk=unquote(object_id))

    def _filled_in(self, request, letter):
        """Return the form as it was sent; its words are in `letter` then, which isn't saved."""
        return self.get_form(request, letter, change=True)(request.POST, instance=letter)

    def _previewed(self, request, letter, told=""):
        context = {"told": told, "mails": [preview_mail(example_of(letter, code), code, request) for code in CODES]}
        return with_frames(
            object_page(self, request, letter, "admin/mail/letter/preview.html", gettext("Preview"), **context)
        )


def _columns(code: str) -> list[str]:
    return [f"subject_{code}", f"body_{code}"]


def _own(words: str, code: str) -> SafeString:
    """Return the site's own words for below a field: a text folds."""
    if "\n" not in words:
        return format_html('{} <q lang="{}">{}</q>', gettext("The site’s own:"), code, words)
    return format_html(
        '<details class="own-words"><summary>{}</summary><p class="own-text" lang="{}">{}</p></details>',
        gettext("The site’s own words"),
        code,
        words,
    )
