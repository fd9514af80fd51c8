"""The design system: look, layouts, partials, template tags. templatetags/components.py is its cheat sheet."""
