"""What visitors can find of the documents: what they are called, not yet what is in them."""

from content.documents.models import Document
from content.documents.names import file_address
from content.search.indexing import register_searchable
from content.search.searchable import Searchable


@register_searchable
class DocumentSearch(Searchable):
    model = Document
    summary = "description"

    def path_of(self, item, language):
        return file_address(item.pk)
