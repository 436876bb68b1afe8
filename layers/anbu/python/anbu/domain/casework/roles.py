"""Who may do what: roles are bundles of permits, given for an area (design §4, «access»)."""

from enum import StrEnum


class Role(StrEnum):
    """The hats that people wear. One person may wear several, each in its own areas."""

    CASEWORKER = "caseworker"
    """읍면동 맞춤형복지팀"""
    MANAGER = "manager"
    """시군구 희망복지지원단: rounds, double check, grants, figures"""
    CHECKER = "checker"
    """Judges what others decided (더블체크)"""
    OPERATOR = "operator"
    """Keeps the machine running; sees states and faults, never a person."""
    POSTAL_PARTNER = "postal_partner"
    """Hands in 안부살핌 우편 and 복지등기 checks; sees nothing of cases."""
    REPORT_HANDLER = "report_handler"
    """Takes reports of neighbours and answers them."""
    AUDITOR = "auditor"
    """Reads who saw and did what; sees no person."""


class Permit(StrEnum):
    """One thing that somebody may do within an area."""

    SEE_STATES = "see_states"
    SEE_PEOPLE = "see_people"
    WORK = "work"
    CHECK = "check"
    OVERRIDE = "override"
    UNSTICK = "unstick"
    MANAGE_ROUNDS = "manage_rounds"
    GRANT = "grant"
    HANDLE_REPORTS = "handle_reports"
    HAND_IN_POSTAL_CHECKS = "hand_in_postal_checks"
    SEE_FIGURES = "see_figures"
    SEE_AUDIT = "see_audit"
    ERASE = "erase"


PERMITS: dict[Role, frozenset[Permit]] = {
    Role.CASEWORKER: frozenset(
        {Permit.SEE_STATES, Permit.SEE_PEOPLE, Permit.WORK, Permit.HANDLE_REPORTS, Permit.SEE_FIGURES}
    ),
    Role.MANAGER: frozenset(Permit) - {Permit.HAND_IN_POSTAL_CHECKS},
    Role.CHECKER: frozenset({Permit.SEE_STATES, Permit.SEE_PEOPLE, Permit.CHECK, Permit.SEE_FIGURES}),
    Role.OPERATOR: frozenset({Permit.SEE_STATES, Permit.UNSTICK, Permit.SEE_FIGURES}),
    Role.POSTAL_PARTNER: frozenset({Permit.HAND_IN_POSTAL_CHECKS}),
    Role.REPORT_HANDLER: frozenset({Permit.HANDLE_REPORTS}),
    Role.AUDITOR: frozenset({Permit.SEE_AUDIT}),
}
