"""How a revision is sealed, in words, and whether the seal of this one fits what is stored."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.ledger.chain import ORIGIN, digest_of
from registry.ledger.payloads import sha256
from registry.models import Revision

SHORT = 12
"""So many characters of a digest tell it from others."""


@dataclass(frozen=True, kw_only=True)
class Seal:
    """`problem` is empty where everything fits. Only this revision and its link are looked at, not the whole chain."""

    number: int
    digest: str
    previous: str
    payload_sha256: str
    problem: str

    @property
    def short(self) -> str:
        return self.digest[:SHORT]

    @property
    def short_previous(self) -> str:
        return self.previous[:SHORT]

    @property
    def before(self) -> int:
        return self.number - 1

    @property
    def first(self) -> bool:
        return self.previous == ORIGIN


def seal_of(revision: Revision) -> Seal:
    """Recomputes the fingerprint of what was written and the digest of the revision. One query, beside the payload's."""
    chain = Revision.objects.filter(organisation_id=revision.organisation_id, number=revision.number - 1)
    before = chain.values_list("digest", flat=True).first() or ORIGIN
    return Seal(
        number=revision.number,
        digest=revision.digest,
        previous=revision.previous,
        payload_sha256=revision.payload_sha256,
        problem=_problem(revision, before=before),
    )


def _problem(revision: Revision, *, before: str) -> str:
    if revision.previous != before:
        return _("Its link to the revision before does not fit.")
    expected = digest_of(
        previous=revision.previous,
        instant=revision.instant,
        actor_id=revision.actor_id,
        channel=revision.channel,
        payload_sha256=revision.payload_sha256,
    )
    if revision.digest != expected:
        return _("Its digest does not match its content.")
    if revision.payload is None:
        return _("What was written is gone; its fingerprint remains.")
    return (
        ""
        if sha256(revision.payload) == revision.payload_sha256
        else _("What was written does not match its fingerprint.")
    )
