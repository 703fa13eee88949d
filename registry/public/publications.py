"""What is public: the newest publication of each organisation. The only queries of the public site."""

from django.db.models import Case, JSONField, OuterRef, QuerySet, Subquery, TextField, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Lower

from registry.models.releases import Release, ReleaseFile

LISTS = Release.objects.filter(kind=Release.Kind.SUBPROCESSORS)


def newest_of_each() -> QuerySet[Release]:
    """The newest release of each organisation, withdrawn or not, by name, with the `note` and `timezone` of its
    content. One query."""
    newest = LISTS.filter(organisation_id=OuterRef("organisation_id")).order_by("-number")
    # Read inside the database: at a thousand organisations their lists are tens of megabytes.
    content = Cast("content", JSONField())
    return (
        LISTS.filter(pk=Subquery(newest.values("pk")[:1]))
        .annotate(
            says=Case(
                When(withdrawn=False, then=KeyTextTransform("note", content)), output_field=TextField()
            ),
            timezone=Case(
                When(withdrawn=False, then=KeyTextTransform("timezone", KeyTransform("moment", content))),
                output_field=TextField(),
            ),
        )
        .defer("content")
        .order_by(Lower("name"), "slug")
    )


def newest_under(slug: str) -> Release | None:
    """The newest release of the organisation that last published under this short name; it may since publish under
    another one. One query."""
    owner = LISTS.filter(slug=slug).order_by("-pk").values("organisation_id")[:1]
    return LISTS.filter(organisation_id=Subquery(owner)).order_by("-number").first()


def file_of(release: Release, *, extension: str) -> ReleaseFile | None:
    """One of its files, byte for byte. One query."""
    return ReleaseFile.objects.filter(
        release_id=release.pk, language=release.language, format=extension
    ).first()
