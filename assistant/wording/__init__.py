"""The words around the quotations, where there are some and where there are none."""
