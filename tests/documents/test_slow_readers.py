"""Who fetches an archive over a slow line does not keep the site from others."""

import pytest

from tests.documents.site import site_with_documents

MANY = 40  # more than all threads of all workers


def status_of(connection):
    return int(connection.recv(12)[9:])


@pytest.mark.slow
def test_the_site_answers_while_many_fetch_an_archive_slowly(tmp_path):
    with site_with_documents(tmp_path, count=20, size=2_000_000) as site:
        readers = [site.ask("/en/documents/all.zip") for _reader in range(MANY)]
        statuses = {status_of(reader) for reader in readers}  # and then they read no more
        assert statuses == {200, 503}
        for _visitor in range(30):
            with site.ask("/en/search/?q=slides", timeout=10) as visitor:
                assert status_of(visitor) == 200
        for reader in readers:
            reader.close()


@pytest.mark.slow
def test_visitors_who_stay_after_the_last_word_keep_nobody_waiting(tmp_path):
    with site_with_documents(tmp_path, count=1, size=10) as site:
        staying = [site.ask("/en/documents/", header="Connection: close") for _visitor in range(MANY)]
        assert {status_of(visitor) for visitor in staying} == {200}
        with site.ask("/en/search/", timeout=2) as visitor:  # gunicorn alone would wait 2 s for each of them
            assert status_of(visitor) == 200
        for visitor in staying:
            visitor.close()
