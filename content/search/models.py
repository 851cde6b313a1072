"""What each public object says, in each language."""

from django.db import models


class SearchDocument(models.Model):
    """One public object in one language. It is also the directory in which references find an object's address."""

    object_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    language = models.CharField(max_length=5)
    path = models.CharField(max_length=255)
    title = models.CharField(max_length=300)
    title_language = models.CharField(max_length=5)
    summary = models.TextField(blank=True)
    title_stems = models.TextField(blank=True)
    body_stems = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["object_id", "language"], name="search_document_once_per_language")
        ]

    def __str__(self):
        return f"{self.title} ({self.language})"
