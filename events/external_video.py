"""Whether the site shows videos of other hosts, and so has to ask its visitors for consent to them."""

from django.dispatch import receiver

from content.pages.models import SiteSettings
from content.workflow.signals import published
from events.models import Event


@receiver(published, sender=Event)
def follow_events(**kwargs):
    """Keep the site's setting in step with the published events."""
    SiteSettings.objects.update(external_video=Event.objects.live().with_external_video().exists())
