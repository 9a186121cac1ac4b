package dev.voronka.bitrix.client;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Code and words of an error in the forms of both REST versions. The code may be empty, and is text also when it is a number. */
record ErrorWords(String code, String description) {

    static final ErrorWords UNREADABLE = new ErrorWords("", "");

    static boolean isError(JsonNode tree) {
        var error = tree.path("error");
        return !error.isMissingNode() && !error.isNull() && !(error.isBoolean() && !error.asBoolean());
    }

    /** Of an answer, or of a command's entry in a batch's errors. */
    static ErrorWords of(JsonNode tree) {
        var error = tree.path("error");
        if (error.isObject()) {
            var details = error.path("validation").values().stream()
                    .map(one -> one.path("field").asString("") + ": "
                            + one.path("message").asString(""))
                    .collect(Collectors.joining("; "));
            return new ErrorWords(
                    Json.text(error.path("code")),
                    error.path("message").asString("") + (details.isEmpty() ? "" : " (" + details + ")"));
        }
        return new ErrorWords(Json.text(error), tree.path("error_description").asString(""));
    }
}
