"""What has a page of its own, at an address in each language."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast, Replace
from django.utils.translation import gettext_lazy as _

from content.languages.addresses import in_all_languages, page_path
from content.languages.fields import LocalizedSlugField, slug_from
from content.texts.languages import CODES, text_of, value_in


def source_key(key: Any) -> str:
    """Return a primary key as the ledger writes it: a UUID as its 32 digits, on every database."""
    return str(key).replace("-", "")


class TranslationQuerySet(models.QuerySet):
    def of(self, items):
        """Those of several objects of one model."""
        kind = ContentType.objects.get_for_model(items[0])
        return self.filter(content_type=kind, object_key__in=[source_key(item.pk) for item in items])

    def outdated_in(self, model, language: str) -> Exists:
        """The condition that an object of `model` has a text in `language` whose source has changed since."""
        key = Replace(Cast(OuterRef("pk"), TextField()), Value("-"), Value(""))
        kind = ContentType.objects.get_for_model(model)
        return Exists(self.filter(content_type=kind, object_key=key, language=language, outdated=True))


class Translation(models.Model):
    """One text of an object in the language that it was translated to, with the words that it was translated from.

    A text without a row here, which was there before there was a ledger, counts as up to date. `outdated` follows from
    `source_text` and the present text of the other language; it is kept so that lists can be narrowed by it.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("kind"))
    object_key = models.CharField(max_length=40)
    field = models.CharField(_("text"), max_length=60)
    language = models.CharField(_("language"), max_length=5)
    source_text = models.TextField(_("translated from"))
    outdated = models.BooleanField(_("outdated"), default=False)
    changed_at = models.DateTimeField(_("since"), auto_now=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_key", "field"], name="languages_translation_one")
        ]
        indexes = [
            models.Index(
                fields=["content_type", "language", "object_key"],
                name="languages_outdated",
                condition=models.Q(outdated=True),
            )
        ]

    def __str__(self):
        return f"{self.field} ({self.language})"


def has_text(column: str) -> Q:
    """Return the condition that text `column` holds something; NULL must not slip through a database check."""
    return Q(**{f"{column}__isnull": False, f"{column}__gt": ""})


class AddressedQuerySet(models.QuerySet):
    def at(self, slug: str):
        """Those that `slug` leads to, in whichever language."""
        return self.filter(Q(**{f"slug_{CODES[0]}": slug}) | Q(**{f"slug_{CODES[1]}": slug}))


class HasPage(models.Model):
    """A model whose objects have a page: `page` names its view, `named_by` the field that slugs are made from."""

    page = ""
    named_by = "title"

    slug = LocalizedSlugField(
        _("address"),
        max_length=80,
        blank=True,
        help_text=_(
            "The last part of the page's address, such as “local-factor”. Leave empty to make it from the title."
        ),
    )

    class Meta:
        abstract = True
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=[f"slug_{code}"],
                    name=f"%(app_label)s_%(class)s_slug_{code}_unique",
                    violation_error_message=_("Another page has this address already. Choose a different one."),
                )
                for code in CODES
            ),
            models.CheckConstraint(
                condition=has_text("slug_nl") | has_text("slug_en"),
                name="%(app_label)s_%(class)s_has_a_slug",
                violation_error_message=_("Give an address in at least one language."),
            ),
        ]

    def __str__(self):
        return self._name()

    def get_absolute_url(self):
        return page_path(self.page, self)

    def addresses(self) -> dict[str, str]:
        """Language code → path of this object's page."""
        return in_all_languages(self.page, self)

    def clean(self):
        """Fill the addresses left empty."""
        super().clean()
        self.fill_slugs()

    def check_complete(self) -> None:
        """Ask for a name in one language at least; raise ValidationError."""
        if not self._name():
            field = self.named_by if self._name_is_plain() else f"{self.named_by}_{CODES[0]}"
            raise ValidationError({field: _("Fill this in, in Dutch, in English or in both.")})

    def fill_slugs(self):
        """Make the missing address parts from the name; a name without translation keeps the other's address."""
        for code in CODES:
            name = getattr(self, self.named_by) if self._name_is_plain() else value_in(self, self.named_by, code)
            if name and not value_in(self, "slug", code):
                setattr(self, f"slug_{code}", self._free_slug(code, name))
            elif not value_in(self, "slug", code):
                setattr(self, f"slug_{code}", None)
        if not text_of(self, "slug").words:  # no name either, which is told at the name alone
            setattr(self, f"slug_{CODES[0]}", self.pk.hex[:8])

    def _name(self) -> str:
        if self._name_is_plain():
            return getattr(self, self.named_by)
        return text_of(self, self.named_by).words

    def _name_is_plain(self) -> bool:
        return not hasattr(self, f"{self.named_by}_{CODES[0]}")

    def _free_slug(self, code: str, name: str) -> str:
        wanted = slug_from(name) or self.pk.hex[:8]
        others = type(self)._base_manager.exclude(pk=self.pk)
        taken = set(others.filter(**{f"slug_{code}__startswith": wanted}).values_list(f"slug_{code}", flat=True))
        candidates = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
        return next(slug for slug in candidates if slug not in taken)


__all__ = ["AddressedQuerySet", "HasPage", "Translation", "has_text", "source_key"]
