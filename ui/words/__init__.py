"""Words for everything the domain names: one place, so that the same thing is called the same on every page.

One module a subject. `from ui import words` and call by name: `words.outcome(Outcome.PROMISE)`. The texts follow the
table of terms in the architecture page; each function speaks the language on screen at the moment it is called, so
ask while showing and keep no answer.
"""

from ui.words.card import card_choice, card_field, card_field_named
from ui.words.cash import deposit_due, deposit_tone, receipt_no
from ui.words.clock import interruption
from ui.words.custody import custody, custody_tone, fact_kind
from ui.words.form import group as observed_group
from ui.words.form import option
from ui.words.loan import (
    allocation_order,
    bucket_meaning,
    component,
    day_count,
    owed_part,
    rate,
    repayment_method,
)
from ui.words.matter import matter_freezes, matter_kind, matter_state, matter_step, matter_title, matter_tone
from ui.words.may import again_words, standing_words, verb_words
from ui.words.papers import (
    IDENTITY_CHECKS,
    document_kind,
    file_state,
    identity_check,
    paper_mark,
    paper_state,
    passage,
    sign_outcome,
    signer,
)
from ui.words.party import (
    guarantee_kind,
    may_be_told,
    party_role,
    place_source,
    place_unknown,
    premises_kind,
    staff_role,
)
from ui.words.plan import (
    criterion,
    level,
    plan_health,
    plan_kind,
    plan_kind_meaning,
    plan_state,
    plan_tone,
    row_health,
)
from ui.words.plan_advice import (
    assumption,
    assumption_value,
    plan_why,
    sales_source,
    stance,
    term,
    term_value,
    way,
)
from ui.words.promise import pay_channel, promise_state, promise_tone
from ui.words.reasons import reason, reason_advice, reason_heading, reasons_told
from ui.words.sums import spoken_sum, this_day
from ui.words.visit import (
    cause,
    consent,
    crowd,
    estimate,
    met,
    nearness,
    nearness_tone,
    next_step,
    observed,
    observed_value,
    open_status,
    open_tone,
    outcome,
    stock_level,
)

__all__ = [
    "IDENTITY_CHECKS",
    "again_words",
    "allocation_order",
    "assumption",
    "assumption_value",
    "bucket_meaning",
    "card_choice",
    "card_field",
    "card_field_named",
    "cause",
    "component",
    "consent",
    "criterion",
    "crowd",
    "custody",
    "custody_tone",
    "day_count",
    "deposit_due",
    "deposit_tone",
    "document_kind",
    "estimate",
    "fact_kind",
    "file_state",
    "guarantee_kind",
    "identity_check",
    "interruption",
    "level",
    "matter_freezes",
    "matter_kind",
    "matter_state",
    "matter_step",
    "matter_title",
    "matter_tone",
    "may_be_told",
    "met",
    "nearness",
    "nearness_tone",
    "next_step",
    "observed",
    "observed_group",
    "observed_value",
    "open_status",
    "open_tone",
    "option",
    "outcome",
    "owed_part",
    "paper_mark",
    "paper_state",
    "party_role",
    "passage",
    "pay_channel",
    "place_source",
    "place_unknown",
    "plan_health",
    "plan_kind",
    "plan_kind_meaning",
    "plan_state",
    "plan_tone",
    "plan_why",
    "premises_kind",
    "promise_state",
    "promise_tone",
    "rate",
    "reason",
    "reason_advice",
    "reason_heading",
    "reasons_told",
    "receipt_no",
    "repayment_method",
    "row_health",
    "sales_source",
    "sign_outcome",
    "signer",
    "spoken_sum",
    "staff_role",
    "stance",
    "standing_words",
    "stock_level",
    "term",
    "term_value",
    "this_day",
    "verb_words",
    "way",
]
