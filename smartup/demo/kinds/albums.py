"""The albums; their photos are with the other pictures."""

from events.models import Event
from gallery.models import Album
from smartup.demo.kinds.kind import PublishedKind
from smartup.demo.reading import demo_key, fields


class Albums(PublishedKind):
    model, file, table = Album, "albums", "album"

    def make(self, row):
        told = fields(row, "title", "description", "position")
        return Album(pk=self.key(row), event_id=demo_key(Event, row["event"]), **told)
