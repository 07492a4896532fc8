"""Reports of known formats, for type checkers: tables, rows and columns. Generated from the specs."""

from decimal import Decimal
from typing import Literal, overload

from govdisclosure.reading import Reading, Source
from govdisclosure.report import Report, Reported, TableView
from govdisclosure.spec import Number, Spec


class CnAccounts2024Report(Report):
    """A report in the format cn-accounts/2024."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["income"]) -> TableView[Literal["current.general", "current.fund", "current.state_capital", "current.superior", "current.service", "current.business", "current.affiliated", "current.other", "current", "surplus_used", "carried_in", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["spending"]) -> TableView[Literal["current.general_services", "current.foreign_affairs", "current.defence", "current.public_security", "current.education", "current.science", "current.culture", "current.social_security", "current.health", "current.environment", "current.communities", "current.agriculture", "current.transport", "current.resources", "current.commerce", "current.finance", "current.other_regions", "current.nature", "current.housing", "current.stockpiles", "current.state_capital", "current.disasters", "current.other", "current.debt_principal", "current.debt_interest", "current.pandemic_bonds", "current", "surplus_shared", "carried_out", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["income_by_function"]) -> TableView[str, Literal["name", "all", "all.grants", "all.superior", "all.service", "all.business", "all.affiliated", "all.other"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["spending_by_function"]) -> TableView[str, Literal["name", "all", "all.basic", "all.projects", "all.superior", "all.business", "all.affiliated"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["grant_income"]) -> TableView[Literal["current.general", "current.fund", "current.state_capital", "current", "carried_in", "carried_in.general", "carried_in.fund", "carried_in.state_capital", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["grant_spending"]) -> TableView[Literal["current.general_services", "current.foreign_affairs", "current.defence", "current.public_security", "current.education", "current.science", "current.culture", "current.social_security", "current.health", "current.environment", "current.communities", "current.agriculture", "current.transport", "current.resources", "current.commerce", "current.finance", "current.other_regions", "current.nature", "current.housing", "current.stockpiles", "current.state_capital", "current.disasters", "current.other", "current.debt_principal", "current.debt_interest", "current.pandemic_bonds", "current", "carried_out", "total"], Literal["total", "general", "fund", "state_capital"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["general_by_function"]) -> TableView[str, Literal["name", "all", "all.basic", "all.projects"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["staff"]) -> TableView[Literal["pay", "pay.basic_pay", "pay.allowances", "pay.bonuses", "pay.meals", "pay.performance", "pay.pension", "pay.annuity", "pay.medical_insurance", "pay.civil_medical", "pay.other_insurance", "pay.housing_fund", "pay.medical", "pay.other", "persons", "persons.retired_cadres", "persons.retired", "persons.resigned", "persons.bereavement", "persons.living", "persons.relief", "persons.medical", "persons.scholarships", "persons.awards", "persons.farming", "persons.insurance", "persons.other", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["running"]) -> TableView[Literal["goods", "goods.office", "goods.printing", "goods.consulting", "goods.fees", "goods.water", "goods.power", "goods.post", "goods.heating", "goods.property", "goods.travel", "goods.abroad", "goods.repairs", "goods.rent", "goods.meetings", "goods.training", "goods.reception", "goods.materials", "goods.uniforms", "goods.fuel", "goods.labour", "goods.commissioned", "goods.union", "goods.welfare", "goods.vehicles", "goods.transport", "goods.taxes", "goods.other", "capital", "capital.buildings", "capital.office_equipment", "capital.special_equipment", "capital.networks", "capital.vehicles", "capital.transport", "capital.relics", "capital.intangible", "capital.other", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["three_public"]) -> TableView[Literal["amount"], Literal["all.budget", "all.final", "abroad.budget", "abroad.final", "vehicles.all.budget", "vehicles.all.final", "vehicles.bought.budget", "vehicles.bought.final", "vehicles.upkeep.budget", "vehicles.upkeep.final", "reception.budget", "reception.final"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["fund_by_function"]) -> TableView[str, Literal["name", "carried_in", "income", "spending", "spending.basic", "spending.projects", "carried_out"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["capital_by_function"]) -> TableView[str, Literal["name", "carried_in", "income", "spending", "spending.basic", "spending.projects", "carried_out"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class CnAccounts202424Report(Report):
    """A report in the format cn-accounts/2024-24."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["income"]) -> TableView[Literal["current.general", "current.fund", "current.state_capital", "current.superior", "current.service", "current.business", "current.affiliated", "current.other", "current", "surplus_used", "carried_in", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["spending"]) -> TableView[Literal["current.general_services", "current.foreign_affairs", "current.defence", "current.public_security", "current.education", "current.science", "current.culture", "current.social_security", "current.health", "current.environment", "current.communities", "current.agriculture", "current.transport", "current.resources", "current.commerce", "current.finance", "current.other_regions", "current.nature", "current.housing", "current.stockpiles", "current.state_capital", "current.disasters", "current.other", "current.pandemic_bonds", "current", "surplus_shared", "carried_out", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["income_by_function"]) -> TableView[str, Literal["name", "all", "all.grants", "all.superior", "all.service", "all.business", "all.affiliated", "all.other"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["spending_by_function"]) -> TableView[str, Literal["name", "all", "all.basic", "all.projects", "all.superior", "all.business", "all.affiliated"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["grant_income"]) -> TableView[Literal["current.general", "current.fund", "current.state_capital", "current", "carried_in", "carried_in.general", "carried_in.fund", "carried_in.state_capital", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["grant_spending"]) -> TableView[Literal["current.general_services", "current.foreign_affairs", "current.defence", "current.public_security", "current.education", "current.science", "current.culture", "current.social_security", "current.health", "current.environment", "current.communities", "current.agriculture", "current.transport", "current.resources", "current.commerce", "current.finance", "current.other_regions", "current.nature", "current.housing", "current.stockpiles", "current.state_capital", "current.disasters", "current.other", "current.pandemic_bonds", "current", "carried_out", "total"], Literal["total", "general", "fund", "state_capital"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["general_by_function"]) -> TableView[str, Literal["name", "all", "all.basic", "all.projects"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["staff"]) -> TableView[Literal["pay", "pay.basic_pay", "pay.allowances", "pay.bonuses", "pay.meals", "pay.performance", "pay.pension", "pay.annuity", "pay.medical_insurance", "pay.civil_medical", "pay.other_insurance", "pay.housing_fund", "pay.medical", "pay.other", "persons", "persons.retired_cadres", "persons.retired", "persons.resigned", "persons.bereavement", "persons.living", "persons.relief", "persons.medical", "persons.scholarships", "persons.awards", "persons.farming", "persons.insurance", "persons.other", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["running"]) -> TableView[Literal["goods", "goods.office", "goods.printing", "goods.consulting", "goods.fees", "goods.water", "goods.power", "goods.post", "goods.heating", "goods.property", "goods.travel", "goods.abroad", "goods.repairs", "goods.rent", "goods.meetings", "goods.training", "goods.reception", "goods.materials", "goods.uniforms", "goods.fuel", "goods.labour", "goods.commissioned", "goods.union", "goods.welfare", "goods.vehicles", "goods.transport", "goods.taxes", "goods.other", "capital", "capital.buildings", "capital.office_equipment", "capital.special_equipment", "capital.networks", "capital.vehicles", "capital.transport", "capital.relics", "capital.intangible", "capital.other", "total"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["three_public"]) -> TableView[Literal["amount"], Literal["all.budget", "all.final", "abroad.budget", "abroad.final", "vehicles.all.budget", "vehicles.all.final", "vehicles.bought.budget", "vehicles.bought.final", "vehicles.upkeep.budget", "vehicles.upkeep.final", "reception.budget", "reception.final"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["fund_by_function"]) -> TableView[str, Literal["name", "carried_in", "income", "spending", "spending.basic", "spending.projects", "carried_out"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["capital_by_function"]) -> TableView[str, Literal["name", "carried_in", "income", "spending", "spending.basic", "spending.projects", "carried_out"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class CnEnforcement2018Report(Report):
    """A report in the format cn-enforcement/2018."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["penalties"]) -> TableView[Literal["count"], Literal["number.warning", "number.fine", "number.confiscation", "number.suspension", "number.closure", "number.revocation", "number.detention", "number.other", "number", "amount"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licences"]) -> TableView[Literal["count"], Literal["number.applied", "number.accepted", "number.granted", "number.refused", "number.revoked"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["coercion"]) -> TableView[Literal["count"], Literal["measures.sealing", "measures.seizure", "measures.freezing", "measures.other", "execution.own.late_fee", "execution.own.transfer", "execution.own.auction", "execution.own.restoration", "execution.own.substitute", "execution.own.other", "execution.court", "total"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["others"]) -> TableView[Literal["count"], Literal["levies", "levied", "inspections", "adjudications", "confirmations", "rewards", "payments", "other"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class CnEnforcement2021Report(Report):
    """A report in the format cn-enforcement/2021."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["penalties"]) -> TableView[Literal["count"], Literal["number.warning", "number.fine", "number.confiscation", "number.suspension", "number.revocation", "number.restriction", "number.closure", "number.detention", "number.other", "number", "amount"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licences"]) -> TableView[Literal["count"], Literal["number.applied", "number.accepted", "number.granted", "number.refused", "number.revoked"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["coercion"]) -> TableView[Literal["count"], Literal["measures.sealing", "measures.seizure", "measures.freezing", "measures.other", "execution.own.late_fee", "execution.own.transfer", "execution.own.auction", "execution.own.restoration", "execution.own.substitute", "execution.own.other", "execution.court", "total"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["others"]) -> TableView[Literal["count"], Literal["levies", "levied", "inspections", "adjudications", "confirmations", "rewards", "payments", "other"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class CnEnforcement2021ChongqingReport(Report):
    """A report in the format cn-enforcement/2021-chongqing."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["penalties"]) -> TableView[str, Literal["number.warning", "number.criticised", "number.fine", "number.confiscation", "number.suspension", "number.downgraded", "number.revocation", "number.restriction", "number.closure", "number.closed", "number.excluded", "number.detention", "number.other", "number", "amount", "summary", "ordinary", "review.reviewed", "review.corrected", "transferred", "taken_up"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licences"]) -> TableView[Literal["count"], Literal["number.applied", "number.accepted", "number.granted", "number.refused", "revoked", "review"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["coercion"]) -> TableView[Literal["count"], Literal["measures.sealing", "measures.seizure", "measures.freezing", "measures.other", "execution.own.late_fee", "execution.own.transfer", "execution.own.auction", "execution.own.restoration", "execution.own.substitute", "execution.own.other", "execution.court", "total"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["others"]) -> TableView[Literal["count"], Literal["levies", "levied", "inspections", "adjudications", "confirmations", "rewards", "payments", "other"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class CnEnforcement2021DatongReport(Report):
    """A report in the format cn-enforcement/2021-datong."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["penalties"]) -> TableView[Literal["count"], Literal["number.warning", "number.criticised", "number.fine", "number.confiscation", "number.suspension", "number.downgraded", "number.restriction", "number.closure", "number.closed", "number.revoked", "number.detention", "number.other", "number", "yuan"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licences"]) -> TableView[Literal["count"], Literal["number.applied", "number.accepted", "number.granted", "number.refused", "number.revoked"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["coercion"]) -> TableView[Literal["count"], Literal["measures.sealing", "measures.seizure", "measures.freezing", "measures.other", "execution.own.late_fee", "execution.own.transfer", "execution.own.auction", "execution.own.restoration", "execution.own.substitute", "execution.own.other", "execution.court", "total"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["others"]) -> TableView[Literal["count"], Literal["levies", "levied", "inspections", "adjudications", "confirmations", "rewards", "payments", "other"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class CnEnforcement2021ShandongReport(Report):
    """A report in the format cn-enforcement/2021-shandong."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["penalties"]) -> TableView[str, Literal["opened", "closed", "kinds.warning", "kinds.criticised", "kinds.fine", "kinds.gains", "kinds.property", "kinds.suspension", "kinds.downgraded", "kinds.revocation", "kinds.restriction", "kinds.closure", "kinds.shut", "kinds.excluded", "kinds.detention", "kinds.other", "fines", "waived", "mitigated", "disputed", "transferred"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licences"]) -> TableView[Literal["count"], Literal["number.applied", "number.accepted", "number.granted", "number.refused", "revoked"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["coercion"]) -> TableView[Literal["count"], Literal["measures.sealing", "measures.seizure", "measures.freezing", "measures.other", "execution.own.late_fee", "execution.own.transfer", "execution.own.auction", "execution.own.restoration", "execution.own.substitute", "execution.own.other", "execution.court", "total"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["others"]) -> TableView[Literal["count"], Literal["levies", "levied", "inspections", "adjudications", "confirmations", "rewards", "payments", "other"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class Cn2014Report(Report):
    """A report in the format cn/2014."""

    def __getitem__(self, table: Literal["statistics"]) -> TableView[Literal["proactive.published", "proactive.published.normative_documents_published", "proactive.published.normative_documents_issued", "proactive.channels.gazette", "proactive.channels.website", "proactive.channels.weibo", "proactive.channels.wechat", "proactive.channels.other", "response.topics", "response.channels.press_conferences", "response.channels.press_conferences.led_by_head", "response.channels.interviews", "response.channels.interviews.led_by_head", "response.channels.explanations", "response.channels.social_media", "response.channels.other", "applications.received", "applications.received.in_person", "applications.received.fax", "applications.received.online", "applications.received.letter", "applications.concluded", "applications.concluded.on_time", "applications.concluded.extended", "applications.answered", "applications.answered.already_public", "applications.answered.granted", "applications.answered.partly_granted", "applications.answered.refused", "applications.answered.refused.state_secret", "applications.answered.refused.trade_secret", "applications.answered.refused.privacy", "applications.answered.refused.security_and_stability", "applications.answered.refused.not_government_information", "applications.answered.refused.other_by_law", "applications.answered.not_this_body", "applications.answered.not_existing", "applications.answered.correction", "applications.answered.other_channel", "reviews", "reviews.upheld", "reviews.corrected", "reviews.other", "litigation", "litigation.upheld", "litigation.corrected", "litigation.other", "complaints", "fees", "capacity.offices", "capacity.access_points", "capacity.staff", "capacity.staff.full_time", "capacity.staff.part_time", "capacity.budget", "meetings.meetings", "meetings.trainings", "meetings.trained"], Literal["figure"], Number]: ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]


class Cn2019Report(Report):
    """A report in the format cn/2019."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["documents"]) -> TableView[Literal["regulation", "normative_document"], Literal["produced", "published", "published_total"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licensing"]) -> TableView[Literal["licence", "other_service"], Literal["prior_items", "change", "decisions"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["enforcement"]) -> TableView[Literal["penalty", "coercion"], Literal["prior_items", "change", "decisions"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["fees"]) -> TableView[Literal["fee"], Literal["prior_items", "change"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["procurement"]) -> TableView[Literal["procurement"], Literal["projects", "amount"], Number]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["applications"]) -> TableView[Literal["new", "carried_in", "outcome.granted", "outcome.partly_granted", "outcome.refused.state_secret", "outcome.refused.prohibited_by_law", "outcome.refused.security_and_stability", "outcome.refused.third_party_rights", "outcome.refused.internal_affairs", "outcome.refused.deliberative", "outcome.refused.enforcement_file", "outcome.refused.administrative_query", "outcome.unavailable.not_held", "outcome.unavailable.needs_creation", "outcome.unavailable.still_unclear", "outcome.not_processed.petition", "outcome.not_processed.repeat", "outcome.not_processed.publication", "outcome.not_processed.excessive", "outcome.not_processed.confirmation", "outcome.other", "outcome", "carried_out"], Literal["natural_person", "organisation.business", "organisation.research", "organisation.public_welfare", "organisation.legal_service", "organisation.other", "total"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["disputes"]) -> TableView[Literal["count"], Literal["review.upheld", "review.corrected", "review.other", "review.pending", "review", "litigation.direct.upheld", "litigation.direct.corrected", "litigation.direct.other", "litigation.direct.pending", "litigation.direct", "litigation.after_review.upheld", "litigation.after_review.corrected", "litigation.after_review.other", "litigation.after_review.pending", "litigation.after_review"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class Cn2021Report(Report):
    """A report in the format cn/2021."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["documents"]) -> TableView[Literal["regulation", "normative_document"], Literal["issued", "repealed", "in_force"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licensing"]) -> TableView[Literal["licence"], Literal["decisions"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["enforcement"]) -> TableView[Literal["penalty", "coercion"], Literal["decisions"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["fees"]) -> TableView[Literal["fee"], Literal["amount"], Decimal]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["applications"]) -> TableView[Literal["new", "carried_in", "outcome.granted", "outcome.partly_granted", "outcome.refused.state_secret", "outcome.refused.prohibited_by_law", "outcome.refused.security_and_stability", "outcome.refused.third_party_rights", "outcome.refused.internal_affairs", "outcome.refused.deliberative", "outcome.refused.enforcement_file", "outcome.refused.administrative_query", "outcome.unavailable.not_held", "outcome.unavailable.needs_creation", "outcome.unavailable.still_unclear", "outcome.not_processed.petition", "outcome.not_processed.repeat", "outcome.not_processed.publication", "outcome.not_processed.excessive", "outcome.not_processed.confirmation", "outcome.other.correction_overdue", "outcome.other.fee_overdue", "outcome.other.other", "outcome", "carried_out"], Literal["natural_person", "organisation.business", "organisation.research", "organisation.public_welfare", "organisation.legal_service", "organisation.other", "total"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["disputes"]) -> TableView[Literal["count"], Literal["review.upheld", "review.corrected", "review.other", "review.pending", "review", "litigation.direct.upheld", "litigation.direct.corrected", "litigation.direct.other", "litigation.direct.pending", "litigation.direct", "litigation.after_review.upheld", "litigation.after_review.corrected", "litigation.after_review.other", "litigation.after_review.pending", "litigation.after_review"], int]: ...  # pyright: ignore[reportIncompatibleMethodOverride]

@overload
def from_json(text: str | bytes, *, spec: Literal["cn-accounts/2024"]) -> CnAccounts2024Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn-accounts/2024-24"]) -> CnAccounts202424Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn-enforcement/2018"]) -> CnEnforcement2018Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn-enforcement/2021"]) -> CnEnforcement2021Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn-enforcement/2021-chongqing"]) -> CnEnforcement2021ChongqingReport: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn-enforcement/2021-datong"]) -> CnEnforcement2021DatongReport: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn-enforcement/2021-shandong"]) -> CnEnforcement2021ShandongReport: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2014"]) -> Cn2014Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2019"]) -> Cn2019Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2021"]) -> Cn2021Report: ...
@overload
def from_json(text: str | bytes, *, spec: str | Spec | None = None) -> Report: ...

@overload
def read(path: Source, *, spec: Literal["cn-accounts/2024"]) -> Reading[CnAccounts2024Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn-accounts/2024-24"]) -> Reading[CnAccounts202424Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn-enforcement/2018"]) -> Reading[CnEnforcement2018Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn-enforcement/2021"]) -> Reading[CnEnforcement2021Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn-enforcement/2021-chongqing"]) -> Reading[CnEnforcement2021ChongqingReport]: ...
@overload
def read(path: Source, *, spec: Literal["cn-enforcement/2021-datong"]) -> Reading[CnEnforcement2021DatongReport]: ...
@overload
def read(path: Source, *, spec: Literal["cn-enforcement/2021-shandong"]) -> Reading[CnEnforcement2021ShandongReport]: ...
@overload
def read(path: Source, *, spec: Literal["cn/2014"]) -> Reading[Cn2014Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn/2019"]) -> Reading[Cn2019Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn/2021"]) -> Reading[Cn2021Report]: ...
@overload
def read(path: Source, *, spec: str | Spec | None = None) -> Reading[Report]: ...

@overload
def convert(report: Reported, spec: Literal["cn-accounts/2024"]) -> CnAccounts2024Report: ...
@overload
def convert(report: Reported, spec: Literal["cn-accounts/2024-24"]) -> CnAccounts202424Report: ...
@overload
def convert(report: Reported, spec: Literal["cn-enforcement/2018"]) -> CnEnforcement2018Report: ...
@overload
def convert(report: Reported, spec: Literal["cn-enforcement/2021"]) -> CnEnforcement2021Report: ...
@overload
def convert(report: Reported, spec: Literal["cn-enforcement/2021-chongqing"]) -> CnEnforcement2021ChongqingReport: ...
@overload
def convert(report: Reported, spec: Literal["cn-enforcement/2021-datong"]) -> CnEnforcement2021DatongReport: ...
@overload
def convert(report: Reported, spec: Literal["cn-enforcement/2021-shandong"]) -> CnEnforcement2021ShandongReport: ...
@overload
def convert(report: Reported, spec: Literal["cn/2014"]) -> Cn2014Report: ...
@overload
def convert(report: Reported, spec: Literal["cn/2019"]) -> Cn2019Report: ...
@overload
def convert(report: Reported, spec: Literal["cn/2021"]) -> Cn2021Report: ...
@overload
def convert(report: Reported, spec: str | Spec) -> Report: ...
