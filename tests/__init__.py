"""The tests, in folders by the rooms of `build_tools`; what several folders share stands here."""
