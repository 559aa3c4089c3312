"""What the API refuses before anything else sees a request: rules P1, P2 …

A rule here has no body: its docstring is the message, and the code that raises it is the rule.
"""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class BadRequest(Refusal):
    """The request itself is wrong; nothing was looked up and nothing written."""


def bad_request(rule: Callable[[], None], **facts: Any) -> BadRequest:
    """Make the refusal of one of the rules below."""
    return BadRequest(number_of(rule), texts_of(rule), facts)


def p1_body_is_json() -> None:
    """The body cannot be read as JSON in UTF-8: {because}.

    Cure: Send one JSON object, written in UTF-8, with the header Content-Type: application/json.
    """


def p2_field_is_known() -> None:
    """There is no field "{field}" at {where}.

    Cure: Take it out; the document of this interface, /api/v1/openapi.json, names all fields.
    """


def p3_field_is_there() -> None:
    """The field "{field}" is missing at {where}.

    Cure: Fill it in and send the request again with the same Idempotency-Key.
    """


def p4_value_fits() -> None:
    """The value at {where} does not fit: {because}.

    Cure: Send a value of the kind that /api/v1/openapi.json gives for this field.
    """


def p5_request_has_nonce() -> None:
    """The header Idempotency-Key is missing, or is not 1 to 200 visible characters without "#".

    Cure: Make one for each act, such as a random UUID, and send the same one when you repeat it.
    """


def p6_body_is_not_too_large() -> None:
    """The body is larger than {most_mb} MB, or has more than {most_rows} rows.

    Cure: Cut it into smaller batches, each with its own Idempotency-Key.
    """


def p7_on_bad_is_said() -> None:
    """A batch must say what happens to it when some rows are bad; `on_bad` was "{on_bad}".

    Cure: Add ?on_bad=keep_good to keep the good rows, or ?on_bad=refuse_all to refuse them all.
    """


def p8_content_type_is_known() -> None:
    """A body of the type "{content_type}" cannot be read here.

    Cure: Send application/json, or for a batch also application/vnd.apache.arrow.stream.
    """


def p9_arrow_is_readable() -> None:
    """The Arrow stream cannot be read as rows of the log: {because}.

    Cure: Send one Arrow IPC stream with the columns that /api/v1/openapi.json names.
    """


def p10_it_is_there() -> None:
    """There is nothing here under "{what}".

    Cure: Check the address and the number; GET /api/v1/zones names the zones that are served.
    """


def p11_method_is_allowed() -> None:
    """This address does not take {method}.

    Cure: Use one of the methods in the header Allow.
    """


def p12_cursor_is_readable() -> None:
    """The cursor "{cursor}" was not given by this server.

    Cure: Take `next` of the page before, or leave `after` out to begin at the beginning.
    """


def p13_query_fits() -> None:
    """The value "{value}" of the query field "{field}" does not fit: {because}.

    Cure: Change or leave it out; /api/v1/openapi.json says what each field may be.
    """


def p14_we_failed() -> None:
    """Something broke in the server; it is noted there under {trouble}.

    Cure: Send the same request again with the same Idempotency-Key; tell whoever runs the server
    the number {trouble} if it happens again.
    """


def p15_request_is_readable() -> None:
    """The request cannot be read as HTTP of this server.

    Cure: Check the address, the host name and the headers.
    """


def p16_database_answers() -> None:
    """The database does not answer at this moment.

    Cure: Send the same request again with the same Idempotency-Key in a few seconds.
    """


ALL_RULES: tuple[Callable[[], None], ...] = (
    p1_body_is_json,
    p2_field_is_known,
    p3_field_is_there,
    p4_value_fits,
    p5_request_has_nonce,
    p6_body_is_not_too_large,
    p7_on_bad_is_said,
    p8_content_type_is_known,
    p9_arrow_is_readable,
    p10_it_is_there,
    p11_method_is_allowed,
    p12_cursor_is_readable,
    p13_query_fits,
    p14_we_failed,
    p15_request_is_readable,
    p16_database_answers,
)
