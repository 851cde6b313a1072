"""What is known of the links to other sites."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.richtext.http_probe import ProbeAnswer, ProbeProblem


class LinkCheckQuerySet(models.QuerySet):
    def broken(self):
        """Those that lead nowhere, the longest broken first."""
        return self.filter(broken_since__isnull=False).order_by("broken_since", "url")


class LinkCheck(models.Model):
    """An address elsewhere that our pages link to, and what it answered at night.

    A page that isn't there is broken at once; a site that didn't answer, only once it fails on a second day.
    """

    PROBLEMS = {
        ProbeProblem.UNKNOWN: gettext_lazy("There is no site of this name."),
        ProbeProblem.SILENT: gettext_lazy("The site doesn’t answer."),
        ProbeProblem.UNTRUSTED: gettext_lazy("The site has no valid certificate: browsers warn."),
        ProbeProblem.CIRCLE: gettext_lazy("The address leads on and on."),
        ProbeProblem.INSIDE: gettext_lazy("The address leads into a private network, which visitors can’t reach."),
        ProbeProblem.MALFORMED: gettext_lazy("This is no valid address."),
    }

    url = models.CharField(gettext_lazy("address"), max_length=2000, unique=True)
    status = models.PositiveSmallIntegerField(gettext_lazy("answer"), null=True)
    problem = models.CharField(gettext_lazy("problem"), max_length=12, blank=True)
    checked_at = models.DateTimeField(gettext_lazy("checked"))
    failures = models.PositiveIntegerField(gettext_lazy("days in a row that it failed"), default=0)
    failed_on = models.DateField(gettext_lazy("failed last"), null=True)
    broken_since = models.DateTimeField(gettext_lazy("broken since"), null=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("link to another site")
        verbose_name_plural = gettext_lazy("links to other sites")
        ordering = ["url"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["broken_since"], name="richtext_linkcheck_broken")]

    def __str__(self):
        return self.url

    def note(self, answer: ProbeAnswer) -> None:
        """Take down what the address answered just now. Saves nothing."""
        self.checked_at = timezone.now()
        self.status, self.problem = answer.status, answer.problem
        if answer.is_good:
            self.failures, self.failed_on, self.broken_since = 0, None, None
            return
        today = timezone.localdate(self.checked_at)
        if self.failed_on != today:
            self.failures, self.failed_on = self.failures + 1, today
        if answer.is_final or self.failures >= 2:
            self.broken_since = self.broken_since or self.checked_at

    @property
    def told(self) -> str:
        """What the address answered, in words for editors."""
        if self.status is None:
            return str(self.PROBLEMS.get(self.problem, self.problem))
        if self.status in {404, 410}:
            words = _("The page isn’t there any more (%(status)d).")
        else:
            words = _("The site makes an error (%(status)d).") if self.failures else _("It answers (%(status)d).")
        return words % {"status": self.status}
