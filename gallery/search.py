"""What visitors can find of the albums."""

from content.search.indexing import register_searchable
from content.search.searchable import Searchable
from events.models import Event
from gallery.models import Album


@register_searchable
class AlbumSearch(Searchable):
    model = Album
    summary = "description"
    depends_on = {Event: "event"}
