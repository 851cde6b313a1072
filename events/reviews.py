"""What people are asked about who were quoted, presented something, or take part in a project."""

from content.reviews.reviewables import Reviewable, register_reviewable
from events.models import Case, PartnerProject, Quote, Speaker


@register_reviewable
class QuoteReview(Reviewable):
    model = Quote
    texts = ("words",)
    template = "events/reviews/quote.html"

    def context(self, item):
        """Return the row that the site shows a quote from."""
        return {"quote": Quote.objects.filter(pk=item.pk).as_cards().get()}


@register_reviewable
class SpeakerReview(Reviewable):
    model = Speaker
    plain = ("name", "organisation")
    texts = ("role", "biography")
    template = "events/reviews/speaker.html"


@register_reviewable
class CaseReview(Reviewable):
    model = Case
    texts = ("title", "summary", "story")
    template = "events/reviews/case.html"


@register_reviewable
class PartnerProjectReview(Reviewable):
    model = PartnerProject
    plain = ("website",)
    texts = ("name", "description")
    template = "events/reviews/project.html"

    def context(self, item):
        return {"project": item}
