"""Register: a published folder becomes a dataset at a data portal that runs CKAN."""

from koryu_rdf.register.portal import Portal, open_portal
from koryu_rdf.register.stage import Registration, plan_registration, register

__all__ = ["Portal", "Registration", "open_portal", "plan_registration", "register"]
