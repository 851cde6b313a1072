"""What each public object says, in each language."""

from django.db import models


class SearchDocumentQuerySet(models.QuerySet):
    def as_results(self):
        """Plain rows with what a list of results shows."""
        return self.values(
            "id", "kind", "path", "title", "title_language", "summary", "summary_language", "body", "body_language"
        )


class SearchDocument(models.Model):
    """One public object in one language. It is also the directory in which references find an object's address."""

    object_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    language = models.CharField(max_length=5)
    path = models.CharField(max_length=255)
    title = models.CharField(max_length=300)
    title_language = models.CharField(max_length=5)
    summary = models.TextField(blank=True)
    summary_language = models.CharField(max_length=5, blank=True)
    body = models.TextField(blank=True)
    body_language = models.CharField(max_length=5, blank=True)
    title_stems = models.TextField(blank=True)
    body_stems = models.TextField(blank=True)
    part_stems = models.TextField(blank=True)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_id", "language"], name="search_document_once_per_language")
        ]
        indexes = [models.Index(fields=["kind"], name="search_document_kind")]

    def __str__(self):
        return f"{self.title} ({self.language})"
