"""Reports of known formats, for type checkers: tables, rows and columns. Generated from the specs."""

from decimal import Decimal
from typing import Literal, overload

from govdisclosure.reading import Reading, Source
from govdisclosure.report import Report, Reported, TableView
from govdisclosure.spec import Number, Spec


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

@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2014"]) -> Cn2014Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2019"]) -> Cn2019Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2021"]) -> Cn2021Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn-enforcement/2018"]) -> CnEnforcement2018Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn-enforcement/2021"]) -> CnEnforcement2021Report: ...
@overload
def from_json(text: str | bytes, *, spec: str | Spec | None = None) -> Report: ...

@overload
def read(path: Source, *, spec: Literal["cn/2014"]) -> Reading[Cn2014Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn/2019"]) -> Reading[Cn2019Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn/2021"]) -> Reading[Cn2021Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn-enforcement/2018"]) -> Reading[CnEnforcement2018Report]: ...
@overload
def read(path: Source, *, spec: Literal["cn-enforcement/2021"]) -> Reading[CnEnforcement2021Report]: ...
@overload
def read(path: Source, *, spec: str | Spec | None = None) -> Reading[Report]: ...

@overload
def convert(report: Reported, spec: Literal["cn/2014"]) -> Cn2014Report: ...
@overload
def convert(report: Reported, spec: Literal["cn/2019"]) -> Cn2019Report: ...
@overload
def convert(report: Reported, spec: Literal["cn/2021"]) -> Cn2021Report: ...
@overload
def convert(report: Reported, spec: Literal["cn-enforcement/2018"]) -> CnEnforcement2018Report: ...
@overload
def convert(report: Reported, spec: Literal["cn-enforcement/2021"]) -> CnEnforcement2021Report: ...
@overload
def convert(report: Reported, spec: str | Spec) -> Report: ...
