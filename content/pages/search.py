"""What visitors can find of the pages that editors add."""

from content.pages.models import Page
from content.richtext.references import plain_text
from content.search.indexing import register_searchable
from content.search.searchable import Searchable
from content.texts.languages import text_of


@register_searchable
class PageSearch(Searchable):
    model = Page
    summary = "lead"

    def body_of(self, item, language):
        body = text_of(item, "body", language)
        return [body._replace(words=plain_text(body.words))]
