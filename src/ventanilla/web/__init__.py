"""The faces: pages for students, agents and directors. Blind to each other, all built of `components`."""
