"""What the group of rows is called whose column says no group; the process that draws knows it, too."""

BLANK = "(blank)"
