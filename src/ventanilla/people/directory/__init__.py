"""The directory of the student-information system, brought as a file (UME-10).

encoding → lines → header → reading (one typed row a line) → staging (a table of lines) → comparison
(differences, in SQL) → change (what an import does). The use cases are in people/actions/synchronise.py.
"""
