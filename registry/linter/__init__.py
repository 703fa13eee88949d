"""What is wrong with an inventory on a day: rules, each a pure function, and the engine that runs them."""
