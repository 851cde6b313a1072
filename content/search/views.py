"""The page on which visitors find things."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from content.search.indexing import kind_label
from content.search.query import clean_question
from content.search.results import Results, make_excerpt, mark_words
from content.texts.languages import current_language

PAGE_SIZE = 20


class SearchResults(TemplateView):
    """What was found for `?q=`, in the language of the page; without a question, the form alone."""

    template_name = "search/results.html"

    def get_context_data(self, **kwargs):
        question = clean_question(self.request.GET.get("q", ""))
        found = Results(question, current_language())
        pages: Paginator[dict] = Paginator(found, PAGE_SIZE)  # type: ignore[arg-type]  # it counts and slices, no more
        page = pages.get_page(self.request.GET.get("page"))
        results = [
            {
                **row,
                "label": kind_label(row["kind"]),
                "marked_title": mark_words(row["title"], found.words, found.language),
                "excerpt": make_excerpt(row, found.words, found.language),
            }
            for row in page
        ]
        return super().get_context_data(
            question=question,
            query=f"{urlencode({'q': question})}&",
            found=found,
            page_obj=page,
            results=results,
            **kwargs,
        )
