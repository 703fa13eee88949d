"""Examples for the rules about purposes."""

from tests.linter.harness import FROM_POLICY, activity, choice, examples, inventory, transcribed, with_purpose

EXAMPLES = {
    "purpose-missing": examples(
        fires=[
            (inventory(activity()), "processingactivity 10 purposes: No purpose is recorded."),
            (
                transcribed(inventory(activity(citations=FROM_POLICY))),
                "processingactivity 10 purposes: The policy states no purpose.",
            ),
        ],
        silent=[with_purpose(), inventory(activity(role=choice("processor")))],
    ),
}
