"""The pages that editors add."""

from content.languages.views import AddressedDetail
from content.pages.models import Page


class PageDetail(AddressedDetail):
    """One page of text."""

    template_name = "pages/page_detail.html"

    def get_queryset(self):
        return Page.objects.live()
