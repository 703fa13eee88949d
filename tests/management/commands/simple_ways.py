"""Ways to alter what `told.py` recorded with plain statements, and what `verify_history` says of each.

A way: its name, its statements, the revision of Acme at which the chain breaks, and why. In both, {party} and
{activity} are numbers of records, {r4} the row of revision 4.
"""

HISTORY = (
    (
        "a field of a history row",
        ["UPDATE registry_historicalprocessingactivity SET name = 'Gifts' WHERE revision_id = {r4}"],
        4,
        "“name” of processing activity {activity} differs from what was sealed",
    ),
    (
        "a country in a history row",
        ["UPDATE registry_historicalparty SET country = 'FR' WHERE revision_id = {r8}"],
        8,
        "“country of establishment” of company or person {party} differs from what was sealed",
    ),
    (
        "a link in the history taken away",
        ["DELETE FROM registry_historicalprocessingactivity_measures WHERE m2m_history_id = 2"],
        6,
        "“own measures” of processing activity {activity} differs from what was sealed",
    ),
    (
        "a link in the history that leads elsewhere",
        ["UPDATE registry_historicalprocessingactivity_measures SET securitymeasure_id = 4711"],
        4,
        "“own measures” of processing activity {activity} differs from what was sealed",
    ),
    (
        "the instant of a history row",
        ["UPDATE registry_historicalparty SET history_date = '2020-01-01' WHERE revision_id = {r8}"],
        8,
        "the history row of company or person {party} has another instant or account than its revision",
    ),
    (
        "the account of a history row",
        ["UPDATE registry_historicalparty SET history_user_id = 7 WHERE revision_id = {r8}"],
        8,
        "the history row of company or person {party} has another instant or account than its revision",
    ),
    (
        "a removal made of a change",
        ["UPDATE registry_historicalparty SET history_type = '-' WHERE revision_id = {r8}"],
        8,
        "whether company or person {party} was added, changed or removed differs from what was sealed",
    ),
    (
        "a history row taken away",
        ["DELETE FROM registry_historicalparty WHERE revision_id = {r8}"],
        8,
        "the history row of company or person {party} is gone",
    ),
    (
        "a history row given to another revision",
        ["UPDATE registry_historicalparty SET revision_id = {r3} WHERE revision_id = {r8}"],
        3,
        "the history row of company or person {party} was never sealed",
    ),
    (
        "a history row that belongs to no revision",
        ["UPDATE registry_historicalparty SET revision_id = 4711 WHERE revision_id = {r8}"],
        8,
        "the history row of company or person {party} is gone",
    ),
)

STANDING = (
    (
        "a field of a live row",
        ["UPDATE registry_processingactivity SET name = 'Gifts' WHERE id = {activity}"],
        6,
        "“name” of processing activity {activity} in the register differs from what was recorded last",
    ),
    (
        "a live link",
        ["DELETE FROM registry_processingactivity_measures"],
        6,
        "“own measures” of processing activity {activity} in the register differs from what was recorded last",
    ),
    (
        "a live row taken away",
        ["DELETE FROM registry_processingactivity WHERE id = {activity}"],
        6,
        "processing activity {activity} is gone from the register, but no revision removed it",
    ),
)

REVISIONS = (
    (
        "a payload",
        ["UPDATE registry_revision SET payload = REPLACE(payload, 'Payroll', 'Gifts') WHERE id = {r4}"],
        4,
        "what was written does not match its fingerprint",
    ),
    (
        "a payload taken away",
        ["UPDATE registry_revision SET payload = NULL WHERE id = {r4}"],
        4,
        "what was written is gone",
    ),
    (
        "the fingerprint of a payload",
        ["UPDATE registry_revision SET payload_sha256 = digest WHERE id = {r4}"],
        4,
        "its digest does not match its content",
    ),
    (
        "who wrote",
        ["UPDATE registry_revision SET actor_id = 7 WHERE id = {r5}"],
        5,
        "its digest does not match its content",
    ),
    (
        "by which way it was written",
        ["UPDATE registry_revision SET channel = 'import' WHERE id = {r5}"],
        5,
        "its digest does not match its content",
    ),
    (
        "a reason",
        ["UPDATE registry_revision SET reason = 'by mistake' WHERE id = {r5}"],
        5,
        "its reason was altered",
    ),
    (
        "when it was recorded",
        ["UPDATE registry_revision SET recorded_at = '2020-01-01' WHERE id = {r5}"],
        5,
        "the time at which it was recorded was altered",
    ),
    (
        "the head taken away",
        [
            "DELETE FROM registry_chainhead WHERE digest = (SELECT digest FROM registry_revision WHERE id = {r8})"
        ],
        8,
        "the recorded head of the chain does not know it",
    ),
)

SIMPLE = (*HISTORY, *STANDING, *REVISIONS)
