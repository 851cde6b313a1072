"""Albums and photos, as visitors see them."""

from django.core.paginator import Paginator
from django.http import Http404
from django.views.generic import DetailView, ListView

from content.languages.views import AddressedDetail, Gone
from gallery.models import Album, Photo


def with_covers(cards) -> list[dict]:
    """Return the rows of `cards`, each with its cover as `cover`: a tile, or nothing; one query for all."""
    cards = list(cards)
    tiles = Photo.objects.filter(pk__in=[card["shown_id"] for card in cards]).as_tiles()
    covers = {tile["id"]: tile for tile in tiles}
    return [{**card, "cover": covers.get(card["shown_id"])} for card in cards]


class AlbumList(ListView):
    """All albums."""

    template_name = "gallery/album_list.html"
    context_object_name = "albums"

    def get_queryset(self):
        return with_covers(Album.objects.live().as_cards())


class AlbumDetail(AddressedDetail):
    """The photos of one album, in pages."""

    template_name = "gallery/album_detail.html"
    photos_per_page = 60

    def get_queryset(self):
        return Album.objects.live().select_related("event")

    def get_context_data(self, **kwargs):
        photos = Photo.objects.visible().in_album(self.object).as_tiles()
        page = Paginator(photos, self.photos_per_page).get_page(self.request.GET.get("page"))
        return super().get_context_data(photos=page, **kwargs)


class PhotoDetail(DetailView):
    """One photo, with the way to its neighbours."""

    template_name = "gallery/photo_detail.html"
    context_object_name = "photo"

    def get_queryset(self):
        return Photo.objects.visible().select_related("album__event")

    def get_object(self, queryset=None):
        """Return the photo. Raises Gone for one that was taken down, or went with its album; Http404 as ever."""
        photo = self.get_queryset().filter(pk=self.kwargs["pk"]).first()
        if photo is None:
            gone = Photo.objects.gone().filter(pk=self.kwargs["pk"]).first()
            raise Gone(gone) if gone else Http404
        return photo

    def get_context_data(self, **kwargs):
        before, after = Photo.objects.visible().before(self.object), Photo.objects.visible().after(self.object)
        number = before.count() + 1
        return super().get_context_data(
            previous=before.as_tiles().first(),
            following=after.as_tiles().first(),
            number=number,
            total=number + after.count(),
            **kwargs,
        )
