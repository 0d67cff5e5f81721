"""`calc affordability`: what the borrower can really pay a month, and how a debt and a season fit that."""

from __future__ import annotations

from decimal import Decimal

from fieldapp.cli.calc.question import Question, Shown, Strict, major, minor, number, percent, wrong
from fieldapp.domain.plans.affordability import (
    Affordability,
    AffordabilityRules,
    Bearing,
    Household,
    SalesEvidence,
    Source,
    afford,
    bearing,
)
from fieldapp.domain.plans.season import Season, season
from fieldapp.rule_packs.affordability import affordability_rules


class Sales(Strict, frozen=True):
    """What is known of a month's sales; at least one estimate must come out.

    `stock` (at cost) goes with `stock_turns_a_month`, `ticket` with `tickets_a_day`, `power_used` (kWh) with
    `sales_per_power` (sales per kWh in usual months). `days_open`: days of business in the month.
    """

    claimed_month: str | None = None
    claimed_day: str | None = None
    purchases_month: str | None = None
    stock: str | None = None
    stock_turns_a_month: str | None = None
    ticket: str | None = None
    tickets_a_day: str | None = None
    power_used: str | None = None
    sales_per_power: str | None = None
    days_open: int | None = None


class DebtAsked(Strict, frozen=True):
    """What is to be repaid in level monthly instalments, and at which rate."""

    base: str
    annual_rate_percent: str


class SeasonAsked(Strict, frozen=True):
    """Free cash of each month (may be negative), the instalment of each, and cash at hand before the first."""

    free: tuple[str, ...]
    instalments: tuple[str, ...]
    opening: str = "0"


class AffordabilityQuestion(Strict, frozen=True):
    """A month of the business and the household, and what is to be tested against it."""

    sales: Sales
    margin_percent: str
    costs: str = "0"
    household: str = "0"
    other_debt: str = "0"
    debt: DebtAsked | None = None
    season: SeasonAsked | None = None


class EstimateShown(Shown, frozen=True):
    """One estimate of a month's sales."""

    name: str
    source: Source
    amount: str


class DebtShown(Shown, frozen=True):
    """How the debt fits: the smallest number of instalments within capacity, and the longest term allowed."""

    base: str
    instalments: int | None
    instalment: str
    longest_instalments: int
    longest_instalment: str
    hardship: bool
    dscr: str
    dscr_floor: str
    dscr_kept: bool


class MonthShown(Shown, frozen=True):
    """One month of the season and the cash left after it."""

    number: int
    free: str
    instalment: str
    cumulative: str


class SeasonShown(Shown, frozen=True):
    """The season's worst moment, and the largest level instalment it would bear."""

    bears: bool
    lowest: str
    lowest_month: int
    largest_level_instalment: str
    opening: str
    months: list[MonthShown]


class AffordabilityAnswer(Shown, frozen=True):
    """Capacity with every line it is made of."""

    pack: str
    estimates: list[EstimateShown]
    independent_sources: int
    weak: bool
    contradicting: bool
    sales: str
    sales_from: str
    margin_percent: str
    gross: str
    costs: str
    household: str
    other_debt: str
    free: str
    share_percent: str
    capacity: str
    debt: DebtShown | None
    season: SeasonShown | None


def answer(asked: AffordabilityQuestion) -> AffordabilityAnswer:
    """Work it out."""
    rules = affordability_rules()
    margin = percent(asked.margin_percent, "margin_percent")
    if margin > 1:
        wrong("margin_percent", "above 100")
    outgoings = Household(
        minor(asked.costs, "costs"), minor(asked.household, "household"), minor(asked.other_debt, "other_debt")
    )
    found = afford(_evidence(asked.sales), margin, outgoings, rules)
    if found is None:
        wrong("sales", "no estimate of sales comes out of what is given")
    return AffordabilityAnswer(
        pack=rules.version,
        estimates=[EstimateShown(name=e.name, source=e.source, amount=major(e.amount)) for e in found.estimates],
        independent_sources=found.sources,
        weak=found.weak,
        contradicting=found.contradicting,
        sales=major(found.lowest.amount),
        sales_from=found.lowest.name,
        margin_percent=plain(margin * 100),
        gross=major(found.gross),
        costs=major(outgoings.costs),
        household=major(outgoings.household),
        other_debt=major(outgoings.other_debt),
        free=major(found.free),
        share_percent=plain(found.share * 100),
        capacity=major(found.monthly),
        debt=_debt(asked.debt, found, rules) if asked.debt else None,
        season=_season(asked.season) if asked.season else None,
    )


def plain(exact: Decimal) -> str:
    """A number without trailing noughts or an exponent."""
    return f"{exact.normalize():f}"


def _evidence(sales: Sales) -> SalesEvidence:
    if sales.days_open is not None and not 1 <= sales.days_open <= 31:
        wrong("sales.days_open", "not between 1 and 31")
    for one, other in (
        ("stock", "stock_turns_a_month"),
        ("ticket", "tickets_a_day"),
        ("power_used", "sales_per_power"),
    ):
        if (getattr(sales, one) is None) != (getattr(sales, other) is None):
            wrong(f"sales.{one}", f"goes together with sales.{other}")
    per_power = _count(sales.sales_per_power, "sales_per_power")
    return SalesEvidence(
        claimed_month=_sum(sales.claimed_month, "claimed_month"),
        claimed_day=_sum(sales.claimed_day, "claimed_day"),
        purchases=_sum(sales.purchases_month, "purchases_month"),
        stock=_sum(sales.stock, "stock"),
        turns_a_month=_count(sales.stock_turns_a_month, "stock_turns_a_month"),
        ticket=_sum(sales.ticket, "ticket"),
        tickets_a_day=_count(sales.tickets_a_day, "tickets_a_day"),
        power_used=_count(sales.power_used, "power_used"),
        sales_per_power=None if per_power is None else per_power * 100,
        days_open=sales.days_open,
    )


def _sum(text: str | None, name: str) -> int | None:
    return None if text is None else minor(text, f"sales.{name}")


def _count(text: str | None, name: str) -> Decimal | None:
    if text is None:
        return None
    found = number(text, f"sales.{name}")
    if found < 0:
        wrong(f"sales.{name}", f"below zero: {text}")
    return found


def _debt(asked: DebtAsked, found: Affordability, rules: AffordabilityRules) -> DebtShown:
    base = minor(asked.base, "debt.base")
    if not base:
        wrong("debt.base", "nothing is to be repaid")
    rate = percent(asked.annual_rate_percent, "debt.annual_rate_percent")
    fit: Bearing = bearing(base, rate, found.free, found.monthly, rules)
    return DebtShown(
        base=major(fit.base),
        instalments=fit.count,
        instalment=major(fit.instalment),
        longest_instalments=fit.longest,
        longest_instalment=major(fit.longest_instalment),
        hardship=fit.hardship,
        dscr=f"{fit.dscr:.4f}",
        dscr_floor=plain(rules.dscr_floor),
        dscr_kept=fit.dscr_kept,
    )


def _season(asked: SeasonAsked) -> SeasonShown:
    if not asked.free or len(asked.free) != len(asked.instalments):
        wrong("season.instalments", "needs as many months as free, and at least one")
    free = [minor(text, f"season.free[{n}]", below_zero=True) for n, text in enumerate(asked.free)]
    instalments = [minor(text, f"season.instalments[{n}]") for n, text in enumerate(asked.instalments)]
    found: Season = season(free, instalments, minor(asked.opening, "season.opening", below_zero=True))
    return SeasonShown(
        bears=found.bears,
        lowest=major(found.lowest),
        lowest_month=found.lowest_month,
        largest_level_instalment=major(found.level),
        opening=major(found.opening),
        months=[
            MonthShown(
                number=one.number,
                free=major(one.free),
                instalment=major(one.instalment),
                cumulative=major(one.cumulative),
            )
            for one in found.months
        ],
    )


QUESTION = Question(
    "affordability", "what the borrower can really pay a month", AffordabilityQuestion, AffordabilityAnswer, answer
)
