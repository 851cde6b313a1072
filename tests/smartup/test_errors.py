"""Whatever goes wrong is told in the look of the site, in the language of the page, without asking the database."""

import pytest
from django.utils.translation import override

from smartup import errors
from tests.factories import CaseFactory

PAGES = [
    (errors.bad_request, 400),
    (errors.permission_denied, 403),
    (errors.csrf_failure, 403),
    (errors.page_not_found, 404),
    (errors.page_gone, 410),
    (errors.too_many_requests, 429),
    (errors.server_error, 500),
]


@pytest.mark.parametrize(("page", "status"), PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_error_page_stands_by_itself(rf, page, status, language):
    with override(language):
        answer = page(rf.get("/"))
    assert answer.status_code == status
    assert f'<html lang="{language}">' in answer.text
    assert f'href="/{language}/"' in answer.text
    assert ('role="search"' in answer.text) == (status == 404)


@pytest.mark.django_db
def test_a_page_that_was_taken_offline_is_gone_and_one_that_never_was_is_not_found(visitor):
    case, draft = CaseFactory(live=True), CaseFactory()
    address = case.get_absolute_url()
    assert visitor.get(address).status_code == 200
    case.withdraw()
    case.save()
    assert visitor.get(address).status_code == 410
    assert visitor.get(draft.get_absolute_url()).status_code == 404
