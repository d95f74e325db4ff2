"""
The web system: registers and nominations on a screen, for three desks, over the library.

It is thin: what a rule, a plan or a figure is stands in ``releve``; here are accounts, isolation of one State's rows from
another's, pages, the API and the jobs. ``releve`` never imports it.
"""
