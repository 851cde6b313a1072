"""What the site as a whole does with personal data, for the record of processing: mail, accounts, cookies, the log."""

from django.conf import settings
from django.utils.translation import gettext as _

from content.consent.categories import NECESSARY, Category, CookieDescription, explained_cookies, in_use
from content.consent.gdpr_record import ProcessingActivity, register_activities, who_may
from content.mail.outbox.states import KEPT_FOR as MAIL_KEPT_FOR
from content.pages.models import SiteSettings
from smartup.nightly import SITTINGS_KEPT_FOR


@register_activities(position=30)
def site_activities() -> list[ProcessingActivity]:
    """Return what is done with the data of visitors and editors."""
    return [_mail(), _accounts(), *_cookies(), _log()]


def _mail() -> ProcessingActivity:
    return ProcessingActivity(
        key="mail",
        title=_("Mail that the site sends"),
        about=_("Whoever gets a mail from the site: address, subject and text, and when it left."),
        purpose=_("To send each mail once, also when something breaks down, and to answer whether it was sent."),
        ground=_("The same as that of what the mail is about."),
        kept=[
            _("%(days)d days after it left; at once if whoever it is about is erased.") % {"days": MAIL_KEPT_FOR.days}
        ],
        seen_by=who_may("mail.view_outboxmessage"),
        goes_to=_("The mail server that this site is set up to use, and the recipient’s."),
    )


def _accounts() -> ProcessingActivity:
    days = {"days": settings.SESSION_COOKIE_AGE // 86_400}
    return ProcessingActivity(
        key="accounts",
        title=_("Accounts of editors"),
        about=_(
            "Whoever works on the site: name, e-mail address, password (as a digest), role, and what was changed when."
        ),
        purpose=_("So that only those who may change the site, and changes can be traced and undone."),
        ground=_("Legitimate interest in keeping the site in order (art. 6(1)(f))."),
        kept=[
            _("The account: until an administrator deletes it."),
            _("Being signed in: %(days)d days.") % days,
            _("What was typed and not saved: %(days)d days.") % {"days": SITTINGS_KEPT_FOR.days},
        ],
        seen_by=who_may("auth.view_user"),
    )


def _cookies() -> list[ProcessingActivity]:
    site = SiteSettings.objects.values().first()
    explained = explained_cookies()
    return [_cookie(category, explained.get(category.varname, [])) for category in [NECESSARY, *in_use(site)]]


def _cookie(category: Category, cookies: list[CookieDescription]) -> ProcessingActivity:
    needed = category is NECESSARY
    return ProcessingActivity(
        key=f"cookies {category.varname}",
        title=_("Cookies: %(category)s") % {"category": str(category.name).lower()},
        about=_("Whoever visits the site."),
        purpose=str(category.purpose),
        ground=_("Necessary for what the visitor asks for; no consent is needed.")
        if needed
        else _("Consent (art. 6(1)(a)), given and withdrawn on the page of cookie settings."),
        kept=[f"{cookie.name}: {cookie.stays}" if cookie.stays else cookie.name for cookie in cookies],
        goes_to=str(category.recipient),
    )


def _log() -> ProcessingActivity:
    return ProcessingActivity(
        key="log",
        title=_("The site’s own log"),
        about=_(
            "Nobody: visits aren’t recorded, and e-mail addresses and keys of links are struck out of error messages."
        ),
        purpose=_("To mend what breaks down."),
        ground=_("No personal data."),
        kept=[_("As long as whoever runs the server keeps it.")],
    )
