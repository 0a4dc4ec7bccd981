"""What JupyterLab does when it is started in this folder: by `make lab`, by `jupyter lab`, or by Binder."""

c = get_config()  # noqa: F821 (Jupyter puts get_config there)

c.LabApp.default_url = "/lab/tree/notebooks/00-start-here.ipynb"
c.LabApp.news_url = None  # no question about news over the first page
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
