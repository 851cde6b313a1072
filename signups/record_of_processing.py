"""The record of processing (GDPR art. 30), a page made from what each app declares."""

from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from content.consent.analytics import without_analytics
from content.consent.gdpr_record import processing_activities
from content.pages.models import SiteSettings


@method_decorator(without_analytics, name="dispatch")
class ProcessingRecord(TemplateView):
    """What we do with personal data, why, for how long, who sees it and where it goes; the same for everybody."""

    template_name = "signups/record_of_processing.html"

    def get_context_data(self, **kwargs):
        settled = SiteSettings.objects.values("organisation", "contact_email").first()
        return super().get_context_data(activities=processing_activities(), responsible=settled, **kwargs)
