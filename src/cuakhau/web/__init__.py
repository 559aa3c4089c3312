"""The page frame: navigation, components, languages, errors and live updates."""
