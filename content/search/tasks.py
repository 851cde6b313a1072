"""Keeping the index in step when nobody could: it follows each change, unless the process dies in between."""

from django_tasks import task

from content.search.indexing import reindex_all


@task()
def rebuild_index() -> None:
    """Write the index anew; visitors search on meanwhile."""
    reindex_all()
