from content.sharing.sitemaps import sitemap_of
from events.models import Case, Event, Lesson, PartnerProject, Speaker

sitemaps = {model._meta.model_name: sitemap_of(model) for model in (Event, Case, Lesson, Speaker, PartnerProject)}
