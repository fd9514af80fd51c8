"""`ventanilla demo`: the whole desk on one machine, with invented people and a catcher for every mail."""
