"""The design system: look, layouts, parts, template tags. Cheat sheet: templatetags/components.py."""
