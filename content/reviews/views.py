"""“Is this right?”: the page on which somebody sees what is published about them, and answers."""

from typing import Any, NamedTuple

from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.views.decorators.http import require_http_methods

from content.admin_ui.badges import is_planned
from content.preview import preview_pages
from content.reviews.forms import AnswerForm
from content.reviews.models import Answer, Review
from content.reviews.reviewables import Reviewable, Wording, reviewable_for
from content.texts.languages import CODES
from content.visitors.csrf import same_origin_post
from content.visitors.private_links import mark_private
from content.workflow import publishing
from content.workflow.drafts import apply_changes, draft_of, dry_run
from content.workflow.models import Publishable, State, Version
from content.workflow.snapshot import Content, content_of


class ReviewedObject(NamedTuple):
    """An object as it will look: its words, the whole of it, and its picture in each language as HTML."""

    wording: Wording
    content: Content
    pieces: list[dict[str, Any]]


@require_http_methods(["GET", "HEAD", "POST"])
@same_origin_post
def review_page(request: HttpRequest, secret: str):
    """Show somebody what is about them, in both languages; keep what they answer."""
    question = _valid(secret)
    kind = reviewable_for(_model_of(question)) if question else None
    if question is None or kind is None:
        return preview_pages.invalid_link(request)
    language = request.GET.get("language")
    with override(language if language in CODES else question.language):
        response = _answered(request, question, kind) if request.method == "POST" else _shown(request, question, kind)
    # Unlike a preview: without a referrer browsers don't say where a form comes from, and it would be refused.
    mark_private(response).headers["Referrer-Policy"] = "same-origin"
    return response


def _valid(secret: str) -> Review | None:
    question = Review.objects.valid().filter(secret=secret).first()
    return question if question and question.target and question.target.state != State.BINNED else None


def _model_of(question: Review) -> type[Publishable]:
    return type(question.target)  # type: ignore[return-value]  # _valid saw that it is there


def _shown(request, question: Review, kind: Reviewable):
    seen = _seen(question.target, kind)
    return _page(request, question, seen, AnswerForm(None, kind, seen.wording))


@transaction.atomic
def _answered(request, question: Review, kind: Reviewable):
    item = _model_of(question)._base_manager.select_for_update().get(pk=question.object_id)
    seen = _seen(item, kind)
    form = AnswerForm(request.POST, kind, seen.wording)
    if not form.is_valid():
        changed = form.has_error("__all__", "changed")
        return _page(request, question, seen, form.renewed() if changed else form, status=422)
    _keep(question, item, seen, form)
    return HttpResponseRedirect(f"{request.get_full_path()}#answered")


def _keep(question: Review, item: Publishable, seen: ReviewedObject, form: AnswerForm) -> None:
    """Keep the answer; other words become a draft that waits for an editor.

    Not those for what is planned: they would go live at its moment, unread. An editor finds them in the answer.
    """
    written = form.written()
    if written and not is_planned(item):
        content = {**seen.content, "fields": {**seen.content["fields"], **written}}
        publishing.keep_draft(item, content, act=Version.Act.ANSWERED, note=question.name)
    question.answers.create(
        verdict=form.cleaned_data["answer"],
        wording={"shown": seen.wording, "written": written},
        remark=form.cleaned_data["remark"],
    )


def _seen(item: Any, kind: Reviewable) -> ReviewedObject:
    """Look at `item` with the changes that wait, which are taken back."""
    with dry_run():
        fresh = type(item)._base_manager.get(pk=item.pk)
        draft = draft_of(fresh)
        if draft:
            apply_changes(fresh, draft.before, draft.after)
            fresh.refresh_from_db()
        return ReviewedObject(kind.wording(fresh), content_of(fresh), _pieces(fresh, kind))


def _pieces(item: Publishable, kind: Reviewable) -> list[dict[str, Any]]:
    pieces = []
    for code in CODES:
        name = get_language_info(code)["name_translated"]
        with override(code):
            html = render_to_string(kind.template, kind.context(item))
        pieces.append({"language": code, "name": name, "html": html})
    return pieces


def _page(request, question: Review, seen: ReviewedObject, form: AnswerForm, status: int = 200):
    last = question.answers.first()
    address = reverse("reviews:review", args=[question.secret])
    context = {
        "question": question,
        "pieces": seen.pieces,
        "form": form,
        "last": last,
        "last_is_yes": last is not None and last.verdict == Answer.Verdict.APPROVED,
        "last_is_current": last is not None and last.wording["shown"] == seen.wording,
        "languages": [
            {
                "code": code,
                "name": get_language_info(code)["name_local"].capitalize(),
                "address": f"{address}?language={code}",
            }
            for code in CODES
        ],
    }
    return render(request, "reviews/review.html", context, status=status)
