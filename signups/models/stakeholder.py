"""Who joined, and what exactly they agreed to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.admin_ui.icons import ICON_CHOICES
from content.texts.languages import text_of
from events.models import Event


class Interest(models.Model):
    """A topic that a stakeholder can choose to hear of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField(_("label"), max_length=80, help_text=_("Such as “Agriculture and food”."))
    icon = models.CharField(_("icon"), max_length=20, choices=ICON_CHOICES, default="bulb")
    position = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        ordering = ["position"]

    def __str__(self):
        return text_of(self, "label").words


class StakeholderKind(models.TextChoices):
    BUSINESS = "business", _("Business")
    KNOWLEDGE = "knowledge", _("Knowledge institution")
    GOVERNMENT = "government", _("Government")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    CITIZEN = "citizen", _("Citizen")


class StakeholderQuerySet(models.QuerySet):
    def at_address(self, email: str):
        """Those with this e-mail address, however it is capitalised: one at most; as the index has it, not by iexact."""
        return self.alias(address=Lower("email")).filter(address=email.lower())

    def with_address(self, email: str):
        """Who joined with this e-mail address, or None."""
        return self.at_address(email).first()

    def confirmed(self):
        """Those whose address is known to be theirs, and who therefore count, and may be written to."""
        return self.filter(state=Stakeholder.State.CONFIRMED)


class Stakeholder(models.Model):
    """Somebody who wants to go on with what the event began. Whoever withdraws is erased, and has no state."""

    class State(models.TextChoices):
        PENDING = "pending", _("Not confirmed yet")
        CONFIRMED = "confirmed", _("Confirmed")

    class Way(models.TextChoices):
        CODE = "code", _("Code typed in")
        LINK = "link", _("Button behind the link")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    organisation = models.CharField(_("organisation"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=150, blank=True, help_text=_("Such as “policy officer”."))
    kind = models.CharField(_("I take part as"), max_length=15, choices=StakeholderKind.choices)
    interests = models.ManyToManyField(Interest, blank=True, related_name="stakeholders", verbose_name=_("interests"))
    message = models.TextField(_("message"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)
    seen_on = models.CharField(_("came from"), max_length=255, blank=True)
    event = models.ForeignKey(
        Event, models.SET_NULL, null=True, blank=True, related_name="stakeholders", verbose_name=_("event")
    )
    created_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmed by"), max_length=5, choices=Way.choices, blank=True)
    # The last sign of life: whoever gives none for long is asked to stay, and then forgotten.
    active_at = models.DateTimeField(_("last active"), default=timezone.now)
    asked_to_stay_at = models.DateTimeField(_("asked to stay"), null=True, blank=True)

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        ordering = ["-created_at"]
        default_permissions = ("view", "add", "change", "delete", "export")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="stakeholder_joins_once"),
            models.CheckConstraint(condition=Q(kind__in=StakeholderKind.values), name="stakeholder_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=["pending", "confirmed"]), name="stakeholder_state_is_known"),
        ]

    def __str__(self):
        return self.name


class Note(models.Model):
    """What an officer wants to remember of a stakeholder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="notes", verbose_name=_("stakeholder"))
    text = models.TextField(_("note"), max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("by")
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["written_at"]

    def __str__(self):
        return self.text[:80]


class ConsentTextQuerySet(models.QuerySet):
    def current(self):
        """The latest version, or None while nobody has written one."""
        return self.order_by("-version").first()


class ConsentText(models.Model):
    """A version of the words that stakeholders agree to. A version that somebody agreed to is never changed."""

    version = models.PositiveIntegerField(_("version"), primary_key=True, editable=False)
    words = models.TextField(
        _("words"), help_text=_("What somebody agrees to by joining, such as “Yes, keep me informed by e-mail …”.")
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["-version"]

    def __str__(self):
        return str(_("Version %(number)s") % {"number": self.version})


class Consent(models.Model):
    """That a stakeholder agreed, to which words, when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="consents", verbose_name=_("stakeholder"))
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents", verbose_name=_("text"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    given_at = models.DateTimeField(_("given"), default=timezone.now, editable=False)
    # The page that led to the form, or «my-data» when it was given again there.
    source = models.CharField(_("on"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at"]

    def __str__(self):
        return f"{self.stakeholder} · {self.text}"
