"""What the gallery does with personal data, for the record of processing."""

from django.utils.translation import gettext as _

from content.consent.gdpr_record import ProcessingActivity, register_activities, who_may
from gallery.removal.models import RESTORABLE_FOR
from gallery.removal.takedown import SENDERS_KEPT_FOR


@register_activities(position=20)
def photo_activities() -> list[ProcessingActivity]:
    """Return the photos of an event, and the requests to take one down."""
    days = {"days": RESTORABLE_FOR.days}
    return [
        ProcessingActivity(
            key="photos",
            title=_("Photos of events"),
            about=_("People who were at an event and are on a photo; where and when a camera took it stays with us."),
            purpose=_("To show what happened, and who took part."),
            ground=_(
                "Legitimate interest in reporting on a public event; whoever is on a photo can object (art. 6(1)(f), 21)."
            ),
            kept=[
                _("The photo: as long as the album is published."),
                _("A photo that was taken down: its original %(days)d days more, so that a mistake can be undone.")
                % days,
            ],
            seen_by=[_("Everybody who visits the site"), *who_may("gallery.change_photo")],
        ),
        ProcessingActivity(
            key="removal requests",
            title=_("Requests to take a photo down"),
            about=_("Whoever asks: the reason and an e-mail address, if they are given, and which photo it is about."),
            purpose=_("To take the photo down, and to answer."),
            ground=_("Legal obligation: the right to object and to erasure (art. 6(1)(c), 17, 21)."),
            kept=[
                _("The request and what was decided: as long as the site exists, as proof."),
                _("A mark of the network that it came from, against abuse: %(days)d days.")
                % {"days": SENDERS_KEPT_FOR.days},
                _("A mark of the picture, so that nobody uploads it again: as long as the site exists."),
            ],
            seen_by=who_may("gallery.view_removalrequest"),
        ),
    ]
