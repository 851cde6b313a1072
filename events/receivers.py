"""What events do when something is published: say whether visitors have to be asked for consent to videos of others."""

from django.dispatch import receiver

from content.pages.models import SiteSettings
from content.workflow.signals import published
from events.models import Event


@receiver(published, sender=Event)
def follow_events(**kwargs):
    """Keep the site's setting in step with the published events."""
    SiteSettings.objects.update(external_video=Event.objects.live().with_external_video().exists())
