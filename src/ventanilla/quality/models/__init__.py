"""How well the desk attends: what its people are told about it."""

from ventanilla.quality.models.evaluation import Acknowledgement, Evaluation, EvaluationDraft, Remark

__all__ = ["Acknowledgement", "Evaluation", "EvaluationDraft", "Remark"]
