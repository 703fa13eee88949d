"""The sign-ins of a demonstration are made once."""

from registry.actions.sign_ins import SignIn, create_sign_ins, new_password
from registry.models import Membership, User
from tests import factories


def test_three_sign_ins_have_their_roles(db: None) -> None:
    acme, other = factories.organisation(), factories.organisation(name="Other", slug="other")
    made = create_sign_ins([acme, other])
    assert [sign_in.username for sign_in in made] == ["officer", "auditor", "admin"]
    for sign_in in made:
        user = User.objects.get(username=sign_in.username)
        assert user.check_password(sign_in.password)
        assert (user.is_staff, user.is_superuser) == (True, sign_in.username == "admin")
    roles = Membership.objects.order_by("organisation_id", "role")
    assert list(roles.values_list("organisation__slug", "user__username", "role")) == [
        ("acme", "auditor", "auditor"),
        ("acme", "officer", "officer"),
        ("other", "auditor", "auditor"),
        ("other", "officer", "officer"),
    ]


def test_sign_in_that_is_there_keeps_password_and_role(db: None) -> None:
    acme = factories.organisation()
    factories.account(acme, role=Membership.Role.AUDITOR, username="officer", password="as it was")
    made = create_sign_ins([acme])
    assert made[0] == SignIn(username="officer", password=None)
    officer = User.objects.get(username="officer")
    assert officer.check_password("as it was")
    assert not officer.is_staff
    assert Membership.objects.get(user=officer).role == "auditor"
    assert create_sign_ins([acme]) == [
        SignIn(username=name, password=None) for name in ("officer", "auditor", "admin")
    ]


def test_passwords_differ_and_are_long() -> None:
    passwords = {new_password() for _turn in range(20)}
    assert len(passwords) == 20
    assert {len(password) for password in passwords} == {23}
