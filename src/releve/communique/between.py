"""Words between titles and names: those that part them, and "his counterpart", which joins a name to a State."""

from __future__ import annotations

from typing import Final

from releve.communique.page import pattern

BREAKS: Final = pattern(
    r"(?<!\w)(?:avec|par|with|by|con|por|a recu|ont|s'est|se sont|s'entretient|recoit|lors|recibio|se reunio|mantuvo|met|held|received|has|have|had|was|were|is|are|who|qui|que|dont|"
    r"entre|between|وبين|مع|من طرف|من قبل|استقبل|أجرى|التقى|عقد|est|sera|fue|ha|quien|indique|said|told|hizo|ainsi que|as well as|asi como|accompagne|accompanied|acompanado|comprenait|composee|conduite|conduit|comprised|included|integrada|compuesta)(?!\w)"
)
"""What stands between a title and a name that it does not belong to."""
COUNTERPART: Final = pattern(r"(?:homologue|homologo|homologa|counterpart|نظير(?:ه|ها|ته|تها|هم)?)(?!\w)")
"""What calls a person the other's counterpart."""
