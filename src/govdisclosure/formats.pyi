"""Reports of known formats, for type checkers: tables, rows and columns. Generated from the specs."""

import os
from typing import Literal, overload

from govdisclosure.reading import Reading
from govdisclosure.report import Report, TableView
from govdisclosure.spec import Spec


class Cn2014Report(Report):
    """A report in the format cn/2014."""

    def __getitem__(self, table: Literal["statistics"]) -> TableView[Literal["proactive.published", "proactive.published.normative_documents_published", "proactive.published.normative_documents_issued", "proactive.channels.gazette", "proactive.channels.website", "proactive.channels.weibo", "proactive.channels.wechat", "proactive.channels.other", "response.topics", "response.channels.press_conferences", "response.channels.press_conferences.led_by_head", "response.channels.interviews", "response.channels.interviews.led_by_head", "response.channels.explanations", "response.channels.social_media", "response.channels.other", "applications.received", "applications.received.in_person", "applications.received.fax", "applications.received.online", "applications.received.letter", "applications.concluded", "applications.concluded.on_time", "applications.concluded.extended", "applications.answered", "applications.answered.already_public", "applications.answered.granted", "applications.answered.partly_granted", "applications.answered.refused", "applications.answered.refused.state_secret", "applications.answered.refused.trade_secret", "applications.answered.refused.privacy", "applications.answered.refused.security_and_stability", "applications.answered.refused.not_government_information", "applications.answered.refused.other_by_law", "applications.answered.not_this_body", "applications.answered.not_existing", "applications.answered.correction", "applications.answered.other_channel", "reviews", "reviews.upheld", "reviews.corrected", "reviews.other", "litigation", "litigation.upheld", "litigation.corrected", "litigation.other", "complaints", "fees", "capacity.offices", "capacity.access_points", "capacity.staff", "capacity.staff.full_time", "capacity.staff.part_time", "capacity.budget", "meetings.meetings", "meetings.trainings", "meetings.trained"], Literal["figure"]]: ...  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]


class Cn2019Report(Report):
    """A report in the format cn/2019."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["documents"]) -> TableView[Literal["regulation", "normative_document"], Literal["produced", "published", "published_total"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licensing"]) -> TableView[Literal["licence", "other_service"], Literal["prior_items", "change", "decisions"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["enforcement"]) -> TableView[Literal["penalty", "coercion"], Literal["prior_items", "change", "decisions"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["fees"]) -> TableView[Literal["fee"], Literal["prior_items", "change"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["procurement"]) -> TableView[Literal["procurement"], Literal["projects", "amount"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["applications"]) -> TableView[Literal["new", "carried_in", "outcome.granted", "outcome.partly_granted", "outcome.refused.state_secret", "outcome.refused.prohibited_by_law", "outcome.refused.security_and_stability", "outcome.refused.third_party_rights", "outcome.refused.internal_affairs", "outcome.refused.deliberative", "outcome.refused.enforcement_file", "outcome.refused.administrative_query", "outcome.unavailable.not_held", "outcome.unavailable.needs_creation", "outcome.unavailable.still_unclear", "outcome.not_processed.petition", "outcome.not_processed.repeat", "outcome.not_processed.publication", "outcome.not_processed.excessive", "outcome.not_processed.confirmation", "outcome.other", "outcome", "carried_out"], Literal["natural_person", "organisation.business", "organisation.research", "organisation.public_welfare", "organisation.legal_service", "organisation.other", "total"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["disputes"]) -> TableView[Literal["count"], Literal["review.upheld", "review.corrected", "review.other", "review.pending", "review", "litigation.direct.upheld", "litigation.direct.corrected", "litigation.direct.other", "litigation.direct.pending", "litigation.direct", "litigation.after_review.upheld", "litigation.after_review.corrected", "litigation.after_review.other", "litigation.after_review.pending", "litigation.after_review"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]


class Cn2021Report(Report):
    """A report in the format cn/2021."""

    @overload  # type: ignore[override]
    def __getitem__(self, table: Literal["documents"]) -> TableView[Literal["regulation", "normative_document"], Literal["issued", "repealed", "in_force"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["licensing"]) -> TableView[Literal["licence"], Literal["decisions"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["enforcement"]) -> TableView[Literal["penalty", "coercion"], Literal["decisions"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["fees"]) -> TableView[Literal["fee"], Literal["amount"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["applications"]) -> TableView[Literal["new", "carried_in", "outcome.granted", "outcome.partly_granted", "outcome.refused.state_secret", "outcome.refused.prohibited_by_law", "outcome.refused.security_and_stability", "outcome.refused.third_party_rights", "outcome.refused.internal_affairs", "outcome.refused.deliberative", "outcome.refused.enforcement_file", "outcome.refused.administrative_query", "outcome.unavailable.not_held", "outcome.unavailable.needs_creation", "outcome.unavailable.still_unclear", "outcome.not_processed.petition", "outcome.not_processed.repeat", "outcome.not_processed.publication", "outcome.not_processed.excessive", "outcome.not_processed.confirmation", "outcome.other.correction_overdue", "outcome.other.fee_overdue", "outcome.other.other", "outcome", "carried_out"], Literal["natural_person", "organisation.business", "organisation.research", "organisation.public_welfare", "organisation.legal_service", "organisation.other", "total"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]
    @overload
    def __getitem__(self, table: Literal["disputes"]) -> TableView[Literal["count"], Literal["review.upheld", "review.corrected", "review.other", "review.pending", "review", "litigation.direct.upheld", "litigation.direct.corrected", "litigation.direct.other", "litigation.direct.pending", "litigation.direct", "litigation.after_review.upheld", "litigation.after_review.corrected", "litigation.after_review.other", "litigation.after_review.pending", "litigation.after_review"]]: ...  # pyright: ignore[reportIncompatibleMethodOverride]

@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2014"]) -> Cn2014Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2019"]) -> Cn2019Report: ...
@overload
def from_json(text: str | bytes, *, spec: Literal["cn/2021"]) -> Cn2021Report: ...
@overload
def from_json(text: str | bytes, *, spec: str | Spec | None = None) -> Report: ...

@overload
def read(path: str | os.PathLike[str], *, spec: Literal["cn/2014"]) -> Reading[Cn2014Report]: ...
@overload
def read(path: str | os.PathLike[str], *, spec: Literal["cn/2019"]) -> Reading[Cn2019Report]: ...
@overload
def read(path: str | os.PathLike[str], *, spec: Literal["cn/2021"]) -> Reading[Cn2021Report]: ...
@overload
def read(path: str | os.PathLike[str], *, spec: str | Spec | None = None) -> Reading[Report]: ...
