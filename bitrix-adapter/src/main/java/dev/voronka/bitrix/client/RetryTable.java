package dev.voronka.bitrix.client;

import dev.voronka.bitrix.client.BitrixFailed.Kind;
import java.util.List;
import java.util.Set;

/** What an error of the portal means and what is done about it, by status and code: the first row that fits holds. */
final class RetryTable {

    /** What is done. The first three know that the call was not executed. */
    enum Remedy {
        /** Any call is made again after a pause of at least 1 s. */
        AGAIN("pause, then again, any call"),
        /** The method waits until its budget is freed, then any call is made again. */
        WAIT("the method pauses until `operating_reset_at`, then again, any call"),
        /** The token is renewed once, then any call is made again. */
        RENEW("renew the token once, then again, any call"),
        /** It may have been executed: made again only where that does no harm. */
        IF_HARMLESS("pause, then again, only calls that may be repeated freely"),
        /** Not executed, and a repeat changes nothing. */
        STOP("stop");

        final String words;

        Remedy(String words) {
            this.words = words;
        }
    }

    /** @param from and to the statuses; a command of a batch has none and fits every row of its code */
    record Row(int from, int to, Set<String> codes, Kind kind, Remedy remedy, String advice) {

        boolean fits(int status, String code) {
            var byStatus = from == 0 || (from <= status && status <= to) || (status == IN_BATCH && !codes.isEmpty());
            return byStatus && (codes.isEmpty() || codes.contains(code));
        }
    }

    /** Stands for the status of a command of a batch. */
    static final int IN_BATCH = 0;

    /** Stands for the code of an answer that is no JSON, or cut off. */
    static final String NO_JSON = "(no JSON)";

    private static final String V3 = "BITRIX_REST_V3_EXCEPTION_";

    // spotless:off
    static final List<Row> ROWS = List.of(
        // limits: not executed
        row(503,      Kind.LIMIT,      Remedy.AGAIN,       "The portal has too many requests.", "QUERY_LIMIT_EXCEEDED"),
        row(503,      Kind.OVERLOADED, Remedy.STOP,        "The vendor has blocked REST for overload: send less, and ask the vendor.", "OVERLOAD_LIMIT"),
        row(0,        Kind.BUDGET,     Remedy.WAIT,        "The method's operating time is used up.", "OPERATION_TIME_LIMIT"),
        row(429,      Kind.BUDGET,     Remedy.WAIT,        "The method's operating time is used up."),
        // who calls
        row(0,        Kind.AUTH,       Remedy.RENEW,       "The access token has expired.", "expired_token"),
        row(0,        Kind.AUTH,       Remedy.STOP,        "Only an app may call this method, not a webhook: use BitrixClient.oauth.", "WRONG_AUTH_TYPE", "ERROR_WRONG_CONTEXT"),
        row(0,        Kind.AUTH,       Remedy.STOP,        "The webhook or token is not accepted: an administrator of the portal makes a new webhook, or opens the app again.", "NO_AUTH_FOUND", "INVALID_CREDENTIALS", "invalid_token", "invalid_grant", "invalid_client"),
        row(0,        Kind.SCOPE,      Remedy.STOP,        "A scope is missing: an administrator adds it to the webhook or app.", "insufficient_scope", "invalid_scope", V3 + "INSUFFICIENTSCOPEEXCEPTION"),
        row(0,        Kind.ACCESS,     Remedy.STOP,        "The portal's plan does not allow it.", "CREATE_DYNAMIC_ITEM_RESTRICTED", "UPDATE_DYNAMIC_ITEM_RESTRICTED", "CREATE_DYNAMIC_TYPE_RESTRICTED", "PAYMENT_REQUIRED"),
        row(0,        Kind.ACCESS,     Remedy.STOP,        "The user or app may not do that: check the rights of the webhook's owner.", "ACCESS_DENIED", "AccessException", "allowed_only_intranet_user", "user_access_error", "ERROR_TEMPLATE_NOT_OWNER", V3 + "ACCESSDENIEDEXCEPTION"),
        // what is called
        row(0,        Kind.NOT_FOUND,  Remedy.STOP,        "What the call names is not there: deleted, merged, or never was.", "NOT_FOUND", "ERROR_NOT_FOUND", "OWNER_NOT_FOUND", "ERROR_TEMPLATE_NOT_FOUND", V3 + "ENTITYNOTFOUNDEXCEPTION"),
        row(0,        Kind.INVALID,    Remedy.STOP,        "The portal knows no such method, or not for this webhook.", "ERROR_METHOD_NOT_FOUND"),
        row(0,        Kind.INVALID,    Remedy.STOP,        "The method cannot be part of a batch: call it by itself.", "ERROR_BATCH_METHOD_NOT_ALLOWED"),
        row(0,        Kind.INVALID,    Remedy.STOP,        "The key was used for another call: take a new one.", V3 + "IDEMPOTENCYKEYREUSEDEXCEPTION"),
        row(0,        Kind.INVALID,    Remedy.STOP,        "The parameters are not accepted: description() has the portal's words.",
            "100", "INVALID_REQUEST", "INVALID_ARG_VALUE", "CRM_FIELD_ERROR_VALUE_NOT_VALID", "CRM_FIELD_ERROR_REQUIRED", "BX_EMPTY_REQUIRED", "ArgumentNullException", "ENTITY_TYPE_NOT_SUPPORTED",
            "ERROR_BATCH_LENGTH_EXCEEDED", "ERROR_ACTIVITY_VALIDATION_FAILURE", "ERROR_TEMPLATE_VALIDATION_FAILURE", "ERROR_EMPTY_LOG_MESSAGE", "ERROR_INVALID_USER_ID", "ERROR_EVENT_NOT_FOUND", "FIELD_NOT_FOUND",
            "TYPE_IS_NOT_ASSIGNED", "USER_ID_EMPTY", "NOTIFY_VALUE_ERROR", "SEARCH_TEXT_ERROR", "PARAMS_ERROR", "MESSAGE_EMPTY", "CODE_ERROR", "Invalid identifier.", "Invalid parameters.",
            V3 + "VALIDATION_REQUESTVALIDATIONEXCEPTION", V3 + "INVALIDJSONEXCEPTION", V3 + "UNKNOWNDTOPROPERTYEXCEPTION", V3 + "UNKNOWNFILTEROPERATOREXCEPTION", V3 + "INVALIDIDEMPOTENCYKEYEXCEPTION"),
        // the portal itself
        row(0,        Kind.PORTAL,     Remedy.STOP,        "The portal was deleted.", "PORTAL_DELETED"),
        row(0,        Kind.PORTAL,     Remedy.IF_HARMLESS, "The portal failed by itself.", "INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER"),
        row(500, 599, Kind.OVERLOADED, Remedy.IF_HARMLESS, "The portal answered with no JSON, as it does under overload.", NO_JSON),
        row(503,      Kind.OVERLOADED, Remedy.IF_HARMLESS, "The portal is overloaded."),
        row(500, 599, Kind.PORTAL,     Remedy.IF_HARMLESS, "The portal failed by itself."),
        row(200, 299, Kind.UNREADABLE, Remedy.IF_HARMLESS, "The answer is no JSON, is cut off, or has neither result nor error.", NO_JSON),
        row(300, 399, Kind.UNREADABLE, Remedy.STOP,        "The portal sends elsewhere, and not as after a change of its address: check the address."),
        row(408,      Kind.UNREACHABLE, Remedy.IF_HARMLESS, "The portal did not get the whole call in time."),
        // by status alone
        row(401,      Kind.AUTH,       Remedy.STOP,        "The webhook or token is not accepted: an administrator of the portal makes a new webhook, or opens the app again."),
        row(400, 499, Kind.UNREADABLE, Remedy.STOP,        "Not the portal's REST has answered, but something before it: check the address.", NO_JSON),
        row(403,      Kind.ACCESS,     Remedy.STOP,        "The user or app may not do that: check the rights of the webhook's owner."),
        row(422,      Kind.INVALID,    Remedy.STOP,        "The parameters are not accepted: description() has the portal's words."),
        row(0,        Kind.OTHER,      Remedy.STOP,        "The portal refused with a code that says too little: description() has its words."));
    // spotless:on

    private RetryTable() {}

    /** The row for an error; the last one fits all. */
    static Row row(int status, String code) {
        return ROWS.stream().filter(row -> row.fits(status, code)).findFirst().orElseThrow();
    }

    private static Row row(int status, Kind kind, Remedy remedy, String advice, String... codes) {
        return row(status, status, kind, remedy, advice, codes);
    }

    private static Row row(int from, int to, Kind kind, Remedy remedy, String advice, String... codes) {
        return new Row(from, to, Set.of(codes), kind, remedy, advice);
    }
}
