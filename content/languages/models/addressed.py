"""What has a page of its own, at an address in each language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.languages.addresses import in_all_languages, page_path
from content.languages.fields import AddressField, slug_from
from content.languages.text import CODES, text_of, value_in


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

    slug = AddressField(
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
            name = self._name_in(code)
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

    def _name_in(self, code: str) -> str:
        return getattr(self, self.named_by) if self._name_is_plain() else value_in(self, self.named_by, code)

    def _name_is_plain(self) -> bool:
        return not hasattr(self, f"{self.named_by}_{CODES[0]}")

    def _free_slug(self, code: str, name: str) -> str:
        wanted = slug_from(name) or self.pk.hex[:8]
        others = type(self)._base_manager.exclude(pk=self.pk)
        taken = set(others.filter(**{f"slug_{code}__startswith": wanted}).values_list(f"slug_{code}", flat=True))
        candidates = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
        return next(slug for slug in candidates if slug not in taken)
