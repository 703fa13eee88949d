"""How a revision is sealed, in words, and whether the seal of this one fits what is stored."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.ledger.chain import ORIGIN, digest_of
from registry.ledger.expunged import left_by_expunges
from registry.ledger.payloads import sha256
from registry.ledger.revisions import SHARED
from registry.ledger.sealed_rows import Unreadable, read_payload
from registry.models import Revision

SHORT = 12
"""So many characters of a digest tell it from others."""


@dataclass(frozen=True, kw_only=True)
class Seal:
    """`problem` is the end of a sentence, empty where everything fits: this revision and its link to the one before are
    looked at, not the whole chain. `expunged`: something was lawfully taken out of it later."""

    number: int
    digest: str
    previous: str
    payload_sha256: str
    problem: str
    expunged: bool

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
    """Recomputes the fingerprint of what was written and the digest of the revision. Queries: one for the revision
    before; one more where what is left is not what was written."""
    chain = Revision.objects.filter(organisation_id=revision.organisation_id, number=revision.number - 1)
    before = chain.values_list("digest", flat=True).first() or ORIGIN
    found = sha256(revision.payload) if revision.payload is not None else ""
    as_written = found == revision.payload_sha256
    left = {} if as_written else left_by_expunges(revision.organisation_id or SHARED)
    expunged = bool(found) and found == left.get(revision.number)
    problem = _link_problem(revision, before=before)
    if not problem:
        problem = (
            _payload_problem(revision) if as_written or expunged else _("what was written is altered or gone")
        )
    return Seal(
        number=revision.number,
        digest=revision.digest,
        previous=revision.previous,
        payload_sha256=revision.payload_sha256,
        problem=problem,
        expunged=expunged,
    )


def _link_problem(revision: Revision, *, before: str) -> str:
    if revision.previous != before:
        return _("its link to the revision before does not fit")
    expected = digest_of(
        previous=revision.previous,
        instant=revision.instant,
        actor_id=revision.actor_id,
        channel=revision.channel,
        payload_sha256=revision.payload_sha256,
    )
    return "" if revision.digest == expected else _("its digest does not match its content")


def _payload_problem(revision: Revision) -> str:
    """What the revision says beside its payload, such as the reason, against what was sealed."""
    try:
        read_payload(revision)
    except Unreadable as unreadable:
        return str(unreadable)
    return ""
