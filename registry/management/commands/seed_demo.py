"""`seed_demo`: the example organisations, their public lists and three sign-ins."""

from typing import Any

from django.utils.translation import gettext as _

from registry.actions.examples.loading import example_paths, load_example
from registry.actions.publish import publish_subprocessors
from registry.actions.sign_ins import SignIn, create_sign_ins
from registry.management.plain import PlainCommand
from registry.models import Organisation, Release


class Command(PlainCommand):
    help = _(
        "Loads the example organisations and makes three sign-ins. What is there already is left as it is."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        organisations = [self.load(path) for path in example_paths()]
        for organisation in organisations:
            self.publish(organisation)
        for sign_in in create_sign_ins(organisations):
            self.tell(sign_in)

    def load(self, path: Any) -> Organisation:
        loaded = load_example(path)
        said = _("%(name)s is loaded.") if loaded.created else _("%(name)s is there already; left as it is.")
        self.stdout.write(said % {"name": loaded.organisation.name})
        return loaded.organisation

    def publish(self, organisation: Organisation) -> None:
        """Once: a page that was published or taken down since is left as it is."""
        kept = Release.objects.filter(organisation=organisation, kind=Release.Kind.SUBPROCESSORS)
        if not kept.exists():
            publish_subprocessors(organisation, by=None)
            self.stdout.write(
                _("%(name)s: the subprocessor list is published.") % {"name": organisation.name}
            )

    def tell(self, sign_in: SignIn) -> None:
        if sign_in.password is None:
            self.stdout.write(
                _("Sign-in %(name)s is there already, with its password.") % {"name": sign_in.username}
            )
        else:
            self.stdout.write(
                _("Sign-in %(name)s, password %(password)s (shown this once)")
                % {"name": sign_in.username, "password": sign_in.password}
            )
